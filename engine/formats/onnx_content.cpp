#include "engine/formats/onnx_content.h"

#include <algorithm>
#include <cmath>

#include "engine/formats/network_folding.h"
#include "engine/formats/onnx_layers.h"
#include "engine/network/graph_summary.h"
#include "engine/network/initialise.h"

namespace saccade {

namespace {

/// Protobuf's lengths end at 2 GiB; names, nodes and metadata take little of the rest.
constexpr std::int64_t kMostValues = 500'000'000;

Result<void> checkTensorValues(const NamedTensors& tensors)
{
    std::int64_t count = 0;
    for (const auto& [name, tensor] : tensors) {
        if (!std::all_of(tensor.values.begin(), tensor.values.end(),
                         [](float value) { return std::isfinite(value); })) {
            return Error{ErrorCode::WeightsMismatch, name + " holds a value that is not finite", {}};
        }
        count += static_cast<std::int64_t>(tensor.values.size());
    }
    if (count > kMostValues) {
        return Error{ErrorCode::GraphInvalid, std::to_string(count) + " weights are more than one ONNX file holds", {}};
    }
    return {};
}

} // namespace

Result<void> checkPortable(const PortableModel& model)
{
    if (Result<void> fits = checkTensors(model.network, model.tensors); !fits) {
        return fits;
    }
    if (Result<void> values = checkTensorValues(model.tensors); !values) {
        return values;
    }
    const auto logits = static_cast<std::size_t>(summarise(model.network)->nodes.back().output.channels);
    if (logits != model.classNames.size()) {
        return Error{ErrorCode::GraphInvalid,
                     std::to_string(logits) + " outputs for " + std::to_string(model.classNames.size()) + " classes",
                     {}};
    }
    if (!(model.temperature >= 1e-6 && model.temperature <= 1e6)) {
        return Error{ErrorCode::SettingInvalid, "temperature " + std::to_string(model.temperature), {}};
    }
    if (model.rejectThreshold && !(*model.rejectThreshold >= 0 && *model.rejectThreshold <= 1)) {
        return Error{ErrorCode::SettingInvalid, "reject threshold " + std::to_string(*model.rejectThreshold), {}};
    }
    return {};
}

Result<OnnxContent> foldedContent(const PortableModel& model, const OnnxOptions& options)
{
    if (const Result<void> sound = checkPortable(model); !sound) {
        return sound.error();
    }
    OnnxContent content{model, options, model.temperature, OnnxPrecision::Float32};
    if (!options.keepsNorms) {
        content.model = foldNorms(std::move(content.model));
    }
    content.model = foldHead(std::move(content.model));
    return content;
}

OnnxFile onnxFileOf(const OnnxContent& content, OnnxGraph graph)
{
    OnnxFile file;
    const bool isModern = content.options.profile == OnnxProfile::Modern;
    file.irVersion = isModern ? 9 : 8;
    file.opset = isModern ? 20 : 13;
    file.producer = kOnnxProducer;
    file.producerVersion = content.options.producerVersion;
    file.metadata = metadataOf(content);
    file.graph = std::move(graph);
    file.graph.name = content.model.network.family.empty() ? "network" : content.model.network.family;
    return file;
}

OnnxFile onnxFileOf(const OnnxContent& content)
{
    return onnxFileOf(content, onnxNetworkOf(content.model, content.options).graph);
}

} // namespace saccade
