#include <chrono>

#include "engine/base/atomic_file.h"
#include "engine/formats/model_files.h"
#include "engine/formats/onnx_int8_reader.h"
#include "engine/formats/onnx_reader.h"
#include "engine/runs/deploy_bundle.h"
#include "engine/runs/export_files.h"

namespace saccade {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;
using Opened = Result<std::unique_ptr<ExportedNetwork>>;

constexpr std::size_t kLargestFile = std::size_t{4} << 30;

/// Channel after channel, as networks are given them.
std::vector<float> planes(const Image& image)
{
    const auto channels = static_cast<std::size_t>(image.size.channels);
    std::vector<float> values;
    values.reserve(image.pixels.size());
    for (std::size_t channel = 0; channel < channels; ++channel) {
        for (std::size_t i = channel; i < image.pixels.size(); i += channels) {
            values.push_back(static_cast<float>(image.pixels[i]));
        }
    }
    return values;
}

/// A file that was read back, run by this program: it tells what was written from what was meant.
class ReloadedNetwork final : public ExportedNetwork
{
public:
    ReloadedNetwork(const ImageReader& reader, const ResizeRule& rule, std::unique_ptr<Predictor> predictor)
        : m_reader(reader), m_rule(rule), m_predictor(std::move(predictor))
    {}

    [[nodiscard]] Result<Answer> predict(std::span<const std::uint8_t> imageFile) override
    {
        const Clock::time_point start = Clock::now();
        const Result<ReadImage> image = m_reader.decode(imageFile, {}, m_rule);
        if (!image) {
            return image.error();
        }
        const Clock::time_point decoded = Clock::now();
        Result<std::vector<float>> probabilities = m_predictor->predict({viewOf(image->input)});
        if (!probabilities) {
            return probabilities.error();
        }
        const auto milliseconds = [](Clock::duration time) {
            return std::chrono::duration<double, std::milli>(time).count();
        };
        return Answer{*std::move(probabilities), milliseconds(decoded - start), milliseconds(Clock::now() - decoded),
                      planes(image->input)};
    }

private:
    const ImageReader& m_reader;
    ResizeRule m_rule;
    std::unique_ptr<Predictor> m_predictor;
};

Opened reloaded(const ExportDoors& doors, const ResizeRule& rule, Result<std::unique_ptr<Predictor>> predictor)
{
    if (!predictor) {
        return predictor.error();
    }
    return std::unique_ptr<ExportedNetwork>(
        std::make_unique<ReloadedNetwork>(*doors.reader, rule, *std::move(predictor)));
}

ResizeRule ruleOf(const PortableModel& model)
{
    return {model.network.input().size, model.resize};
}

Opened openInt8(std::span<const std::uint8_t> bytes, const ExportDoors& doors)
{
    const Result<Int8Network> network = decodeOnnxInt8(bytes);
    if (!network) {
        return network.error();
    }
    const PortableModel& model = network->model;
    return reloaded(doors, ruleOf(model),
                    doors.engine->createRoundingPredictor(model.network, model.tensors, network->scales));
}

fs::path onnxOf(ExportFormat format, const std::vector<fs::path>& files)
{
    return format == ExportFormat::Bundle ? bundleModel(files.front()) : files.front();
}

} // namespace

Result<PortableModel> readBack(ExportFormat format, const std::vector<fs::path>& files)
{
    switch (format) {
    case ExportFormat::Onnx:
    case ExportFormat::Bundle: return loadOnnx(onnxOf(format, files));
    case ExportFormat::Safetensors:
    case ExportFormat::Pt: return loadModel(files.front());
    case ExportFormat::Python: return loadModel(files[1]);
    default: return Error{ErrorCode::ExportUnsupported, "a format that is not read back", files.front()};
    }
}

Opened openReadBack(ExportFormat format, const std::vector<fs::path>& files, const ExportDoors& doors)
{
    const Result<PortableModel> model = readBack(format, files);
    return model ? reloaded(doors, ruleOf(*model), predictorOf(*model, *doors.engine)) : Opened(model.error());
}

Result<std::unique_ptr<ExportedNetwork>> openExport(ExportFormat format, const std::vector<fs::path>& files,
                                                    const ExportDoors& doors, const ResizeRule& rule)
{
    const bool isForeign = needsForeignRuntime(format, doors.profile);
    if (!isForeign && format != ExportFormat::OnnxInt8 && format != ExportFormat::TorchScript) {
        return openReadBack(format, files, doors);
    }
    const Result<std::vector<std::uint8_t>> bytes = readFile(onnxOf(format, files), kLargestFile);
    if (!bytes) {
        return bytes.error();
    }
    if (isForeign) {
        return doors.opener->open(*bytes, rule);
    }
    return format == ExportFormat::OnnxInt8
               ? openInt8(*bytes, doors)
               : reloaded(doors, rule, doors.engine->openTorchScript(*bytes, {rule.size, {}}));
}

bool needsForeignRuntime(ExportFormat format, OnnxProfile profile)
{
    return format == ExportFormat::Bundle || (format == ExportFormat::Onnx && profile == OnnxProfile::Compatible);
}

const char* exportRuntime(ExportFormat format, OnnxProfile profile)
{
    constexpr auto kItself = "Saccade, from the written file";
    switch (format) {
    case ExportFormat::Onnx: return profile == OnnxProfile::Modern ? kItself : "OpenCV DNN";
    case ExportFormat::Bundle: return "OpenCV DNN";
    case ExportFormat::OnnxInt8: return "Saccade, with the file's 8-bit numbers";
    case ExportFormat::TorchScript: return "LibTorch";
    default: return kItself;
    }
}

} // namespace saccade
