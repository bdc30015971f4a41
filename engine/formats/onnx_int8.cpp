#include "engine/formats/onnx_int8.h"

#include <algorithm>
#include <cmath>

#include "engine/base/atomic_file.h"
#include "engine/formats/network_folding.h"
#include "engine/formats/onnx_content.h"
#include "engine/formats/onnx_layers.h"
#include "engine/formats/onnx_quantise.h"

namespace saccade {

namespace {

constexpr int kLimit = 127;
constexpr int kNarrowLimit = 63;

/// Where a node's 8-bit numbers come from.
enum class NumberSource
{
    None,  ///< it stays float
    Own,   ///< a range of its own
    Input, ///< what it reads, one value for one value
    Known  ///< the network's input, whose range the normalisation says
};

bool isRelu(const Node& node)
{
    const auto* activation = std::get_if<ActivationLayer>(&node.layer);
    return activation != nullptr && activation->function == Activation::Relu;
}

/// Maxima and flattening give no number that they did not read.
struct KeepsNumbers
{
    bool operator()(const PoolLayer& layer) const { return layer.kind == Pooling::Maximum; }
    bool operator()(const GlobalPoolLayer& layer) const { return layer.kind == Pooling::Maximum; }
    bool operator()(const FlattenLayer&) const { return true; }
    template <typename Other>
    bool operator()(const Other&) const
    {
        return false;
    }
};

std::vector<NumberSource> numberSources(const LayerGraph& graph)
{
    std::vector<bool> isReadByOthers(graph.nodes.size(), false);
    for (const Node& node : graph.nodes) {
        for (const int input : node.inputs) {
            isReadByOthers[static_cast<std::size_t>(input)] =
                isReadByOthers[static_cast<std::size_t>(input)] || !isRelu(node);
        }
    }
    std::vector<NumberSource> sources{NumberSource::Known};
    for (std::size_t i = 1; i < graph.nodes.size(); ++i) {
        const bool keeps = std::visit(KeepsNumbers{}, graph.nodes[i].layer);
        sources.push_back(!isReadByOthers[i] ? NumberSource::None : keeps ? NumberSource::Input : NumberSource::Own);
    }
    return sources;
}

ValueRange inputRange(const InputLayer& layer)
{
    ValueRange range;
    for (std::size_t i = 0; i < static_cast<std::size_t>(layer.size.channels); ++i) {
        const double deviation = layer.normalisation.deviation[i];
        range.low = std::min(range.low, static_cast<float>(-layer.normalisation.mean[i] / deviation));
        range.high = std::max(range.high, static_cast<float>((1 - layer.normalisation.mean[i]) / deviation));
    }
    return range;
}

Result<ByteScale> measuredScale(const std::string& node, const NamedRanges& ranges)
{
    const auto found = ranges.find(node);
    if (found == ranges.end()) {
        return Error{ErrorCode::WeightsMismatch, "no range of " + node, {}};
    }
    const ValueRange& range = found->second;
    if (!std::isfinite(range.low) || !std::isfinite(range.high) || range.low > range.high) {
        return Error{ErrorCode::WeightsMismatch, "the range of " + node + " is none", {}};
    }
    return byteScaleOf(range);
}

/// By the names of the values in the ONNX graph.
Result<std::map<std::string, ByteScale>> byteScales(const LayerGraph& graph, const std::vector<std::string>& values,
                                                    const NamedRanges& ranges)
{
    const std::vector<NumberSource> sources = numberSources(graph);
    std::vector<ByteScale> scales{byteScaleOf(inputRange(graph.input()))};
    std::map<std::string, ByteScale> named{{values.front(), scales.front()}};
    for (std::size_t i = 1; i < graph.nodes.size(); ++i) {
        const Node& node = graph.nodes[i];
        Result<ByteScale> scale = sources[i] == NumberSource::Own
                                      ? measuredScale(node.name, ranges)
                                      : Result<ByteScale>(scales[static_cast<std::size_t>(node.inputs.front())]);
        if (!scale) {
            return scale.error();
        }
        scales.push_back(*scale);
        if (sources[i] != NumberSource::None) {
            named[values[i]] = *scale;
        }
    }
    return named;
}

Result<OnnxContent> int8Content(const PortableModel& model, const Int8Options& options)
{
    Result<OnnxContent> content = foldedContent(model, options.onnx);
    if (content) {
        content.value().model = withoutDropout(std::move(content.value().model));
        content.value().precision = OnnxPrecision::Int8;
    }
    return content;
}

} // namespace

Result<Int8Calibration> planInt8(const PortableModel& model, const Int8Options& options)
{
    Result<OnnxContent> content = int8Content(model, options);
    if (!content) {
        return content.error();
    }
    PortableModel& folded = content.value().model;
    const std::vector<NumberSource> sources = numberSources(folded.network);
    Int8Calibration calibration;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        if (sources[i] == NumberSource::Own) {
            calibration.nodes.push_back(folded.network.nodes[i].name);
        }
    }
    calibration.network = std::move(folded.network);
    calibration.tensors = std::move(folded.tensors);
    return calibration;
}

Result<std::vector<std::uint8_t>> encodeOnnxInt8(const PortableModel& model, const NamedRanges& ranges,
                                                 const Int8Options& options)
{
    const Result<OnnxContent> content = int8Content(model, options);
    if (!content) {
        return content.error();
    }
    OnnxNetwork network = onnxNetworkOf(content->model, content->options);
    const Result<std::map<std::string, ByteScale>> scales = byteScales(content->model.network, network.values, ranges);
    if (!scales) {
        return scales.error();
    }
    quantise(network.graph, *scales, options.hasNarrowWeights ? kNarrowLimit : kLimit);
    return encodeOnnxFile(onnxFileOf(*content, std::move(network.graph)));
}

Result<void> saveOnnxInt8(const std::filesystem::path& path, const PortableModel& model, const NamedRanges& ranges,
                          const Int8Options& options)
{
    const Result<std::vector<std::uint8_t>> bytes = encodeOnnxInt8(model, ranges, options);
    return bytes ? writeFileAtomically(path, *bytes) : Result<void>(bytes.error());
}

} // namespace saccade
