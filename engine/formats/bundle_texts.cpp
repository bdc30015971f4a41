#include "engine/formats/bundle_texts.h"

#include <algorithm>
#include <cstdio>

#include "engine/formats/deploy_texts.h"
#include "engine/formats/json_text.h"
#include "engine/formats/onnx_options.h"
#include "engine/formats/python_bundle.h"
#include "engine/formats/resize_description.h"

namespace saccade {

namespace {

using nlohmann::json;

constexpr std::size_t kNamedClasses = 20; // in README.md

ResizeRule ruleOf(const PortableModel& model)
{
    return {model.network.input().size, model.resize};
}

/// One line that Markdown shows as it is.
std::string markdown(const std::string& text)
{
    std::string out;
    for (const char c : text) {
        const bool isControl = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        if (std::string_view("\\`*_{}[]<>()#+-!|@").find(c) != std::string_view::npos) {
            out += '\\';
        }
        out += isControl ? ' ' : c;
    }
    return out;
}

std::string classList(const std::vector<std::string>& names)
{
    std::string list;
    for (std::size_t i = 0; i < std::min(names.size(), kNamedClasses); ++i) {
        list.append(i > 0 ? ", " : "").append(markdown(names[i]));
    }
    return names.size() > kNamedClasses ? list + " and more (`labels.json`)" : list;
}

std::string percent(double share)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.4g %%", 100 * share);
    return text;
}

std::string thresholdText(const PortableModel& model)
{
    return model.rejectThreshold
               ? "An answer with a probability below " + percent(*model.rejectThreshold) +
                     " is *unknown* (`isUnknown`): whoever trained the model chose this threshold."
               : std::string("No threshold was chosen below which an answer is unknown: every answer counts.");
}

std::string filled(std::string text, const std::map<std::string, std::string>& marks)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text[at] == '@' ? text.find('@', at + 1) : std::string::npos;
        const auto found = end != std::string::npos ? marks.find(text.substr(at + 1, end - at - 1)) : marks.end();
        if (found == marks.end()) {
            out += text[at++];
        } else {
            out += found->second;
            at = end + 1;
        }
    }
    return out;
}

std::string readme(std::string_view text, const PortableModel& model, const std::string& sample)
{
    const bool isGrey = model.network.input().size.channels == 1;
    return filled(std::string(text), {{"TITLE", markdown(model.title)},
                                      {"COUNT", std::to_string(model.classNames.size())},
                                      {"CLASSES", classList(model.classNames)},
                                      {"SAMPLE", sample},
                                      {"RESIZE", resizeDescription(ruleOf(model))},
                                      {"CHANNELS", isGrey ? "one, grey" : "red, green, blue"},
                                      {"THRESHOLD", thresholdText(model)}});
}

std::string labelsJson(const PortableModel& model)
{
    json names = json::array();
    for (const std::string& name : model.classNames) {
        names.push_back(textToJson(name));
    }
    return dumpJson(names);
}

std::string preprocessJson(const PortableModel& model, double temperature)
{
    const auto& [size, normalisation] = model.network.input();
    const auto values = [channels = size.channels](const std::array<double, 3>& all) {
        return json(std::vector<double>(all.begin(), all.begin() + channels));
    };
    return dumpJson({{"input_name", kOnnxInputName},
                     {"output_name", kOnnxOutputName},
                     {"input_size", {{"height", size.height}, {"width", size.width}, {"channels", size.channels}}},
                     {"resize", resizeModeName(model.resize)},
                     {"resize_rule", resizeDescription(ruleOf(model))},
                     {"interpolation", "bilinear"},
                     {"antialias", true},
                     {"channel_order", size.channels == 1 ? "grey" : "rgb"},
                     {"layout", "NCHW"},
                     {"range", {0, 255}},
                     {"mean", values(normalisation.mean)},
                     {"std", values(normalisation.deviation)},
                     {"inside_model", true},
                     {"softmax_included", true},
                     {"temperature_included", temperature},
                     {"reject_threshold", model.rejectThreshold ? json(*model.rejectThreshold) : json(nullptr)}});
}

/// A literal of C++: what is no plain character becomes three octal digits, which nothing behind them can lengthen.
std::string cppString(const std::string& text)
{
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte >= 0x7f || c == '"' || c == '\\' || c == '?') {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\%03o", byte);
            out += escape;
        } else {
            out += c;
        }
    }
    out += '"';
    return out;
}

std::string cppContract(const PortableModel& model)
{
    const ImageSize& size = model.network.input().size;
    std::string names;
    for (const std::string& name : model.classNames) {
        names += "        " + cppString(name) + ",\n";
    }
    char threshold[32];
    std::snprintf(threshold, sizeof threshold, "%.9g", model.rejectThreshold.value_or(0));
    return "// What model.onnx takes and gives.\n#pragma once\n\n#include <string>\n#include <vector>\n\n"
           "#include \"preprocess.hpp\"\n\nnamespace model {\n\n"
           "// An answer with less probability than this is unknown; 0: every answer counts.\n"
           "inline constexpr double kRejectThreshold = " +
           std::string(threshold) + ";\n\ninline deploy::InputContract contract()\n{\n    return {" +
           std::to_string(size.height) + ", " + std::to_string(size.width) + ", " + std::to_string(size.channels) +
           ", " + cppString(resizeModeName(model.resize)) +
           "};\n}\n\ninline const std::vector<std::string>& classNames()\n{\n"
           "    static const std::vector<std::string> names{\n" +
           names + "    };\n    return names;\n}\n\n} // namespace model\n";
}

} // namespace

std::map<std::string, std::string> bundleTexts(const PortableModel& exported, double temperature,
                                               const std::string& sample)
{
    std::map<std::string, std::string> texts;
    for (const auto& [place, text] : deployTexts()) {
        texts.emplace(place, text);
    }
    texts["README.md"] = readme(texts["README.md"], exported, sample);
    texts["labels.json"] = labelsJson(exported);
    texts["preprocess.json"] = preprocessJson(exported, temperature);
    texts["preprocess.py"] = pythonPreprocessModule(exported);
    texts["cpp/model_contract.hpp"] = cppContract(exported);
    return texts;
}

} // namespace saccade
