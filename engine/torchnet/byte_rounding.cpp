#include "engine/torchnet/byte_rounding.h"

#include <ATen/ops/aminmax.h>
#include <ATen/ops/fake_quantize_per_tensor_affine.h>
#include <ATen/ops/softmax.h>
#include <algorithm>
#include <cstring>
#include <limits>

#include "engine/network/initialise.h"
#include "engine/torchnet/evaluation.h"
#include "engine/torchnet/input_conversion.h"
#include "engine/torchnet/torch_error.h"
#include "engine/torchnet/torch_thread.h"

namespace saccade {
namespace {

/// A network that is run node by node.
struct WatchedNetwork
{
    GraphExecutor executor;
    NetworkState state;

    WatchedNetwork(const LayerGraph& graph, GraphSummary summary, NetworkState tensors)
        : executor(graph, std::move(summary)), state(std::move(tensors))
    {}
};

Result<std::unique_ptr<WatchedNetwork>> makeNetwork(const LayerGraph& graph, const NamedTensors& tensors)
{
    if (const Result<void> fits = checkTensors(graph, tensors); !fits) {
        return fits.error();
    }
    Result<GraphSummary> summary = summarise(graph);
    if (!summary) {
        return summary.error();
    }
    NetworkState state = toState(*summary, tensors, at::kCPU);
    return std::make_unique<WatchedNetwork>(graph, *std::move(summary), std::move(state));
}

/// Its index. GraphInvalid for a name that no node has.
Result<int> nodeNamed(const LayerGraph& graph, const std::string& name)
{
    const auto found =
        std::find_if(graph.nodes.begin(), graph.nodes.end(), [&](const Node& node) { return node.name == name; });
    return found != graph.nodes.end() ? Result<int>(static_cast<int>(found - graph.nodes.begin()))
                                      : Error{ErrorCode::GraphInvalid, "there is no node " + name, {}};
}

class RoundingPredictor final : public Predictor
{
public:
    RoundingPredictor(std::unique_ptr<WatchedNetwork> network, std::map<int, ByteScale> scales)
        : m_network(std::move(network)), m_scales(std::move(scales))
    {}

    [[nodiscard]] Result<std::vector<float>> predict(const std::vector<ImageView>& images) override
    {
        std::vector<float> all;
        try {
            const TorchThread engineThread;
            for (const ImageView& image : images) {
                if (image.size != m_network->executor.graph().input().size) {
                    return Error{ErrorCode::Internal, "an image of another size than the network's", {}};
                }
                const at::Tensor row = answer(image);
                const float* values = row.const_data_ptr<float>();
                all.insert(all.end(), values, values + row.numel());
            }
        } catch (...) {
            return errorFromException(std::current_exception(), std::to_string(images.size()) + " images");
        }
        return all;
    }
    [[nodiscard]] Result<HeatMap> explain(ImageView, int, HeatMapMethod) override
    {
        return Error{ErrorCode::ExplainUnsupported, "8-bit numbers have no slope", {}};
    }

private:
    at::Tensor answer(const ImageView& image) const
    {
        const at::Tensor input = convertInput(image.bytes().data(), 1, m_network->executor.graph().input(), {});
        const at::Tensor logits =
            m_network->executor.evaluateWatched(input, m_network->state, [this](int node, at::Tensor& output) {
                if (const auto found = m_scales.find(node); found != m_scales.end()) {
                    output = at::fake_quantize_per_tensor_affine(output, double{found->second.scale},
                                                                 std::int64_t{found->second.zero}, 0, 255);
                }
            });
        return at::softmax(logits, 1).contiguous();
    }

    std::unique_ptr<WatchedNetwork> m_network;
    std::map<int, ByteScale> m_scales;
};

/// Watches the named nodes over batches of images.
class RangeMeter final
{
public:
    RangeMeter(const WatchedNetwork& network, std::map<int, ValueRange> ranges)
        : m_network(network), m_ranges(std::move(ranges))
    {}

    void look(const DataSet& dataSet, std::span<const std::int32_t> indices)
    {
        const std::size_t imageBytes = dataSet.size.bytes();
        std::vector<std::uint8_t> pixels(indices.size() * imageBytes);
        for (std::size_t i = 0; i < indices.size(); ++i) {
            const ImageView image = dataSet.pixels->image(static_cast<std::size_t>(indices[i]));
            std::memcpy(pixels.data() + i * imageBytes, image.pixels, imageBytes);
        }
        const at::Tensor input = convertInput(pixels.data(), static_cast<std::int64_t>(indices.size()),
                                              m_network.executor.graph().input(), {});
        (void)m_network.executor.evaluateWatched(input, m_network.state, [this](int node, at::Tensor& output) {
            const auto found = m_ranges.find(node);
            if (found == m_ranges.end()) {
                return;
            }
            const auto [low, high] = at::aminmax(output);
            found->second.low = std::min(found->second.low, low.item<float>());
            found->second.high = std::max(found->second.high, high.item<float>());
        });
    }
    [[nodiscard]] const std::map<int, ValueRange>& ranges() const { return m_ranges; }

private:
    const WatchedNetwork& m_network;
    std::map<int, ValueRange> m_ranges;
};

Result<NamedRanges> measureAll(const WatchedNetwork& network, RangeMeter& meter, const DataSet& dataSet,
                               const std::vector<std::int32_t>& indices, const std::stop_token& stop)
{
    const auto batch = static_cast<std::size_t>(evaluationBatch(network.executor.summary()));
    for (std::size_t first = 0; first < indices.size(); first += batch) {
        if (stop.stop_requested()) {
            return Error{ErrorCode::Cancelled, {}, {}};
        }
        meter.look(dataSet, std::span(indices).subspan(first, std::min(batch, indices.size() - first)));
    }
    NamedRanges named;
    for (const auto& [node, range] : meter.ranges()) {
        named[network.executor.graph().nodes[static_cast<std::size_t>(node)].name] = range;
    }
    return named;
}

} // namespace

Result<std::unique_ptr<Predictor>> makeRoundingPredictor(const LayerGraph& graph, const NamedTensors& tensors,
                                                         const NamedByteScales& scales)
{
    std::map<int, ByteScale> byNode;
    for (const auto& [name, scale] : scales) {
        const Result<int> node = nodeNamed(graph, name);
        if (!node) {
            return node.error();
        }
        byNode[*node] = scale;
    }
    try {
        const TorchThread engineThread;
        Result<std::unique_ptr<WatchedNetwork>> network = makeNetwork(graph, tensors);
        if (!network) {
            return network.error();
        }
        return std::unique_ptr<Predictor>(std::make_unique<RoundingPredictor>(*std::move(network), std::move(byNode)));
    } catch (...) {
        return errorFromException(std::current_exception(), "the weights");
    }
}

Result<NamedRanges> measureNodeRanges(const LayerGraph& graph, const NamedTensors& tensors,
                                      const std::vector<std::string>& nodes, const DataSet& dataSet,
                                      const std::vector<std::int32_t>& indices, const std::stop_token& stop)
{
    constexpr float kFar = std::numeric_limits<float>::infinity();
    if (graph.input().size != dataSet.size) {
        return Error{ErrorCode::WeightsMismatch, "the data set has images of another size", dataSet.source};
    }
    std::map<int, ValueRange> ranges;
    for (const std::string& name : nodes) {
        const Result<int> node = nodeNamed(graph, name);
        if (!node) {
            return node.error();
        }
        ranges[*node] = {kFar, -kFar};
    }
    try {
        const TorchThread engineThread;
        const Result<std::unique_ptr<WatchedNetwork>> network = makeNetwork(graph, tensors);
        if (!network) {
            return network.error();
        }
        RangeMeter meter(**network, std::move(ranges));
        return measureAll(**network, meter, dataSet, indices, stop);
    } catch (...) {
        return errorFromException(std::current_exception(), std::to_string(indices.size()) + " images");
    }
}

} // namespace saccade
