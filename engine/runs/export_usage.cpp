#include "engine/runs/export_usage.h"

#include "engine/formats/model_files.h"
#include "engine/formats/onnx_options.h"
#include "engine/formats/python_text.h"

namespace saccade {

namespace fs = std::filesystem;

namespace {

std::string_view nameOf(ExportFormat format)
{
    return kExportFormatNames[static_cast<std::size_t>(format)];
}

bool isOnnx(ExportFormat format)
{
    return nameOf(format).starts_with("onnx");
}

/// Puts the values in for @names@.
std::string filled(std::string_view code, const std::vector<std::pair<std::string_view, std::string>>& values)
{
    std::string text;
    while (!code.empty()) {
        const std::size_t start = code.find('@');
        text += code.substr(0, start);
        if (start == std::string_view::npos) {
            break;
        }
        const std::size_t end = code.find('@', start + 1);
        const std::string_view name = code.substr(start + 1, end - start - 1);
        for (const auto& [key, value] : values) {
            text += key == name ? value : std::string();
        }
        code.remove_prefix(end + 1);
    }
    return text;
}

constexpr std::string_view kOnnxHead = R"py(import json

import numpy as np
import onnxruntime
from PIL import Image, ImageOps

session = onnxruntime.InferenceSession(@file@)
about = session.get_modelmeta().custom_metadata_map
names = json.loads(about["saccade.class_names"])
)py";

constexpr std::string_view kScriptHead = R"py(import json

import numpy as np
import torch
from PIL import Image, ImageOps

about = {"saccade.json": ""}
network = torch.jit.load(@file@, _extra_files=about)
names = json.loads(about["saccade.json"])["contract"]["classes"]
)py";

constexpr std::string_view kImage = R"py(
bilinear = Image.Resampling.BILINEAR
image = Image.open("cat.jpg")
image = ImageOps.exif_transpose(image).convert("@mode@")
)py";

constexpr std::string_view kSquash = R"py(# The whole image, first its width, then its height.
image = image.resize((@width@, image.height), bilinear)
image = image.resize((@width@, @height@), bilinear)
)py";

/// The largest box of a proportion in the middle of a whole, to the nearest pixel.
constexpr std::string_view kMiddle = R"py(

def middle(width, height, w, h):
    if width * h >= height * w:
        size = min(width, max(1, (2 * height * w + h) // (2 * h))), height
    else:
        size = width, min(height, max(1, (2 * width * h + w) // (2 * w)))
    left, top = (width - size[0]) // 2, (height - size[1]) // 2
    return left, top, left + size[0], top + size[1]


)py";

constexpr std::string_view kCrop = R"py(# The middle of the image, first its width, then its height.
left, top, right, bottom = middle(*image.size, @width@, @height@)
image = image.resize((@width@, image.height), bilinear,
                     box=(left, 0, right, image.height))
image = image.resize((@width@, @height@), bilinear,
                     box=(0, top, @width@, bottom))
)py";

constexpr std::string_view kPad = R"py(# The whole image in its proportion, on the middle grey.
place = middle(@width@, @height@, *image.size)
width, height = place[2] - place[0], place[3] - place[1]
image = image.resize((width, image.height), bilinear)
image = image.resize((width, height), bilinear)
ground = Image.new("@mode@", (@width@, @height@), @grey@)
ground.paste(image, place)
image = ground
)py";

constexpr std::string_view kPixels =
    R"py(pixels = np.array(image, np.float32)
pixels = pixels.reshape(@height@, @width@, @channels@)
pixels = pixels.transpose(2, 0, 1)[None]

)py";

constexpr std::string_view kOnnxAnswer = R"py(answer = session.run(["@output@"], {"@input@": pixels})[0][0]
)py";

constexpr std::string_view kScriptAnswer = R"py(answer = network(torch.from_numpy(pixels))[0]
)py";

constexpr std::string_view kTell = R"py(best = int(answer.argmax())
@unknown@print(names[best], f"{answer[best]:.1%}")
)py";

std::vector<std::pair<std::string_view, std::string>> valuesOf(const PortableModel& contract)
{
    const ImageSize& size = contract.network.input().size;
    const bool isGrey = size.channels == 1;
    const std::string grey = std::to_string(kPadValue);
    return {{"mode", isGrey ? "L" : "RGB"},
            {"width", std::to_string(size.width)},
            {"height", std::to_string(size.height)},
            {"channels", std::to_string(size.channels)},
            {"resize", resizeModeName(contract.resize)},
            {"grey", isGrey ? grey : "(" + grey + ", " + grey + ", " + grey + ")"},
            {"input", kOnnxInputName},
            {"output", kOnnxOutputName}};
}

/// For networks that take pixels and give probabilities; `head` opens one, `answer` asks it.
std::string pixelsPython(const PortableModel& contract, const std::string& file, std::string_view head,
                         std::string_view answer)
{
    auto values = valuesOf(contract);
    values.emplace_back("file", pythonString(file));
    std::string unknown;
    if (contract.rejectThreshold) {
        unknown = "if answer[best] < " + pythonNumber(*contract.rejectThreshold) +
                  ":\n    print(\"unknown, at best:\", end=\" \")\n";
    }
    values.emplace_back("unknown", unknown);
    const bool isSquash = contract.resize == ResizeMode::Squash;
    std::string code = filled(head, values);
    code += isSquash ? "" : kMiddle;
    code += filled(isSquash ? kImage : kImage.substr(1), values); // kMiddle ends with empty lines
    code += filled(isSquash ? kSquash : contract.resize == ResizeMode::Crop ? kCrop : kPad, values);
    return code + filled(kPixels, values) + filled(answer, values) + filled(kTell, values);
}

/// The generated module is imported by its name where that is one, else from its file.
std::string modulePython(const fs::path& file)
{
    const std::string stem = file.stem().string();
    const std::string weights = pythonString(file.stem().string() + ".pt");
    const std::string use = "network = model.load(" + weights + ")\nprint(model.classify(network, \"cat.jpg\"))\n";
    if (stem == "model") {
        return "import model\n\n" + use;
    }
    return "import importlib.util\n\nspec = importlib.util.spec_from_file_location(\"model\", " +
           pythonString(file.filename().string()) +
           ")\nmodel = importlib.util.module_from_spec(spec)\nspec.loader.exec_module(model)\n\n" + use;
}

std::string weightsPython(const fs::path& file, bool isSafetensors)
{
    const std::string weights = pythonString(file.filename().string());
    const std::string about = pythonString(descriptionPath(file).filename().string());
    const std::string import = isSafetensors ? "from safetensors.torch import load_file\n" : "import torch\n";
    const std::string load =
        isSafetensors ? "load_file(" + weights + ")" : "torch.load(" + weights + ", weights_only=True)";
    return "import json\n\n" + import + "\nwith open(" + about +
           ") as file:\n    about = json.load(file)  # layers, classes, resizing\nweights = " + load +
           "\nfor name, values in weights.items():\n    print(name, list(values.shape))\n";
}

/// @include@ so that nobody takes these lines for this file's own.
constexpr std::string_view kCpp = R"cpp(@include@ <algorithm>
@include@ <cstdint>
@include@ <fstream>
@include@ <iostream>
@include@ <iterator>
@include@ <vector>

@include@ <opencv2/dnn.hpp>

@include@ "preprocess.hpp" // of the deploy bundle: decodes and resizes

int main()
{
    auto network = cv::dnn::readNetFromONNX(@file@);
    std::ifstream file("cat.jpg", std::ios::binary);
    const std::vector<std::uint8_t> bytes(std::istreambuf_iterator<char>(file), {});
    const deploy::InputContract contract{@height@, @width@, @channels@, "@resize@"};
    network.setInput(deploy::networkInput(bytes, contract));
    const cv::Mat answer = network.forward();
    const auto* first = answer.ptr<float>();
    const auto* best = std::max_element(first, first + answer.total());
    std::cout << "class " << best - first << ": " << *best@unknown@ << '\n';
}
)cpp";

std::string cppString(const std::string& text)
{
    std::string quoted = "\"";
    for (const char letter : text) {
        quoted += letter == '"' || letter == '\\' ? std::string{'\\', letter} : std::string{letter};
    }
    return quoted + '"';
}

std::string onnxCpp(const PortableModel& contract, const std::string& file)
{
    auto values = valuesOf(contract);
    values.emplace_back("include", "#include");
    values.emplace_back("file", cppString(file));
    std::string unknown;
    if (contract.rejectThreshold) {
        unknown = " << (*best < " + pythonNumber(*contract.rejectThreshold) + " ? \", so unknown\" : \"\")";
    }
    values.emplace_back("unknown", unknown);
    return filled(kCpp, values);
}

/// For a shell, in single quotes.
std::string shellString(const std::string& text)
{
    std::string quoted = "'";
    for (const char letter : text) {
        quoted += letter == '\'' ? std::string("'\\''") : std::string{letter};
    }
    return quoted + "'";
}

std::string curl(const fs::path& run)
{
    return "# The endpoint answers from the run itself. Start it; it prints its token:\nsaccade-cli serve " +
           shellString(run.string()) +
           " --port 8080\n\n# Then, in another terminal:\ncurl -H 'Authorization: Bearer TOKEN' \\\n"
           "     -H 'Content-Type: application/octet-stream' \\\n     --data-binary @cat.jpg "
           "http://127.0.0.1:8080/predict\n";
}

} // namespace

std::vector<fs::path> exportedFiles(const fs::path& file, ExportFormat format)
{
    const fs::path main = exportPath(file, format);
    const std::string_view name = nameOf(format);
    if (name == "safetensors" || name == "pt") {
        return {main, descriptionPath(main)};
    }
    if (name == "python") {
        fs::path weights = main;
        weights.replace_extension(".pt");
        return {main, weights, descriptionPath(weights)};
    }
    return {main};
}

bool hasUsage(UsageLanguage language, ExportFormat format)
{
    switch (language) {
    case UsageLanguage::Python: return nameOf(format) != "bundle";
    case UsageLanguage::Cpp: return nameOf(format) == "onnx"; // OpenCV DNN knows no 8-bit numbers a channel
    case UsageLanguage::Curl: return true;
    }
    return false;
}

std::string exportUsage(UsageLanguage language, ExportFormat format, const UsageFacts& facts)
{
    if (!hasUsage(language, format)) {
        return {};
    }
    const fs::path main = exportPath(facts.file, format);
    const std::string name = main.filename().string();
    if (language == UsageLanguage::Curl) {
        return curl(facts.run);
    }
    if (language == UsageLanguage::Cpp) {
        return onnxCpp(facts.contract, name);
    }
    if (isOnnx(format)) {
        return pixelsPython(facts.contract, name, kOnnxHead, kOnnxAnswer);
    }
    if (nameOf(format) == "torchscript") {
        return pixelsPython(facts.contract, name, kScriptHead, kScriptAnswer);
    }
    return nameOf(format) == "python" ? modulePython(main) : weightsPython(main, nameOf(format) == "safetensors");
}

} // namespace saccade
