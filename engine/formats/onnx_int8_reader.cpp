#include "engine/formats/onnx_int8_reader.h"

#include <cstring>
#include <optional>

#include "engine/formats/onnx_parts.h"
#include "engine/network/graph_summary.h"

namespace saccade {

namespace {

/// A constant's elements; nothing when there is none of that name, or not of that many.
template <typename T>
std::optional<std::vector<T>> elementsOf(const OnnxConstants& constants, const std::string& name, std::size_t count)
{
    const auto found = constants.find(name);
    if (found == constants.end() || found->second.size() != count * sizeof(T)) {
        return std::nullopt;
    }
    std::vector<T> values(count);
    std::memcpy(values.data(), found->second.data(), found->second.size());
    return values;
}

/// Whole numbers times the scale of their channel, the first axis.
template <typename Integer>
std::optional<std::vector<float>> dequantised(const OnnxConstants& constants, const std::string& name,
                                              std::size_t count, std::size_t channels)
{
    const auto numbers = elementsOf<Integer>(constants, name + "/quantised", count);
    const auto scales = elementsOf<float>(constants, name + "/scale", channels);
    if (!numbers || !scales) {
        return std::nullopt;
    }
    std::vector<float> values(count);
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = static_cast<float>((*numbers)[i]) * (*scales)[i / (count / channels)];
    }
    return values;
}

Result<NamedTensors> readTensors(const LayerGraph& network, const OnnxConstants& constants)
{
    const Result<GraphSummary> summary = summarise(network);
    if (!summary) {
        return summary.error();
    }
    NamedTensors tensors;
    for (const ParameterInfo& info : summary->parameters) {
        const auto count = static_cast<std::size_t>(info.elements());
        const auto channels = static_cast<std::size_t>(info.shape.front());
        std::optional<std::vector<float>> values = elementsOf<float>(constants, info.name, count);
        if (!values) {
            values = dequantised<std::int8_t>(constants, info.name, count, channels);
        }
        if (!values) {
            values = dequantised<std::int32_t>(constants, info.name, count, channels);
        }
        if (!values) {
            return Error{ErrorCode::FormatInvalid, info.name + " is missing or has not its size", {}};
        }
        tensors.emplace(info.name, HostTensor{info.shape, *std::move(values)});
    }
    return tensors;
}

NamedByteScales readScales(const LayerGraph& network, const OnnxConstants& constants)
{
    NamedByteScales scales;
    for (const Node& node : network.nodes) {
        const auto scale = elementsOf<float>(constants, node.name + "/output/scale", 1);
        const auto zero = elementsOf<std::uint8_t>(constants, node.name + "/output/zero", 1);
        if (scale && zero) {
            scales[node.name] = {scale->front(), zero->front()};
        }
    }
    return scales;
}

} // namespace

Result<Int8Network> decodeOnnxInt8(std::span<const std::uint8_t> bytes)
{
    Result<OnnxParts> parts = readOnnxParts(bytes);
    if (!parts) {
        return parts.error();
    }
    OnnxContent& content = parts.value().content;
    if (content.precision != OnnxPrecision::Int8) {
        return Error{ErrorCode::FormatInvalid, "holds no 8-bit numbers", {}};
    }
    Result<NamedTensors> tensors = readTensors(content.model.network, parts->constants);
    if (!tensors) {
        return tensors.error();
    }
    Int8Network network;
    network.scales = readScales(content.model.network, parts->constants);
    network.model = std::move(content.model);
    network.model.tensors = std::move(tensors).value();
    const Result<void> sound = checkPortable(network.model);
    return sound ? Result<Int8Network>(std::move(network)) : Result<Int8Network>(sound.error());
}

} // namespace saccade
