#include "engine/formats/onnx_reader.h"

#include <algorithm>
#include <cstring>

#include "engine/base/atomic_file.h"
#include "engine/formats/onnx_parts.h"
#include "engine/network/graph_summary.h"
#include "engine/network/initialise.h"

namespace saccade {

namespace {

constexpr std::size_t kLargestFile = std::size_t{2} << 30;

Error invalid(const std::string& rule)
{
    return {ErrorCode::FormatInvalid, rule, {}};
}

/// Shapes are the graph's own; what the file says of them is compared with everything else in the end.
Result<NamedTensors> readTensors(const LayerGraph& network, const OnnxConstants& constants)
{
    const Result<GraphSummary> summary = summarise(network);
    if (!summary) {
        return summary.error();
    }
    NamedTensors tensors;
    for (const ParameterInfo& parameter : summary->parameters) {
        const auto found = constants.find(parameter.name);
        if (found == constants.end()) {
            return Error{ErrorCode::WeightsMismatch, parameter.name + " is missing", {}};
        }
        const auto count = static_cast<std::size_t>(parameter.elements());
        if (found->second.size() != count * sizeof(float)) {
            return Error{ErrorCode::WeightsMismatch, parameter.name + " has not its size", {}};
        }
        HostTensor tensor{parameter.shape, std::vector<float>(count)};
        std::memcpy(tensor.values.data(), found->second.data(), found->second.size());
        tensors.emplace(parameter.name, std::move(tensor));
    }
    return tensors;
}

Result<OnnxContent> readContent(std::span<const std::uint8_t> bytes)
{
    Result<OnnxParts> parts = readOnnxParts(bytes);
    if (!parts) {
        return parts.error();
    }
    OnnxContent& content = parts.value().content;
    if (content.precision != OnnxPrecision::Float32) {
        return invalid("holds int8 weights; only float32 is read");
    }
    Result<NamedTensors> tensors = readTensors(content.model.network, parts->constants);
    if (!tensors) {
        return tensors.error();
    }
    content.model.tensors = std::move(tensors).value();
    const Result<void> sound = checkPortable(content.model);
    return sound ? Result<OnnxContent>(std::move(content)) : Result<OnnxContent>(sound.error());
}

} // namespace

Result<PortableModel> decodeOnnx(std::span<const std::uint8_t> bytes)
{
    Result<OnnxContent> content = readContent(bytes);
    if (!content) {
        return content.error();
    }
    const std::vector<std::uint8_t> written = encodeOnnxFile(onnxFileOf(*content));
    if (!std::equal(written.begin(), written.end(), bytes.begin(), bytes.end())) {
        return invalid("was changed after the export");
    }
    return std::move(content.value().model);
}

Result<PortableModel> loadOnnx(const std::filesystem::path& path)
{
    const Result<std::vector<std::uint8_t>> bytes = readFile(path, kLargestFile);
    if (!bytes) {
        return bytes.error();
    }
    Result<PortableModel> model = decodeOnnx(*bytes);
    return model ? std::move(model) : Result<PortableModel>(Error{model.error().code, model.error().detail, path});
}

} // namespace saccade
