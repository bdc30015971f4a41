#include "engine/torchnet/torch_predictor.h"

#include <algorithm>

#include "engine/network/initialise.h"
#include "engine/torchnet/cross_entropy.h"
#include "engine/torchnet/evaluation.h"
#include "engine/torchnet/heat_map.h"
#include "engine/torchnet/input_conversion.h"
#include "engine/torchnet/torch_error.h"
#include "engine/torchnet/torch_thread.h"

namespace saccade {

TorchPredictor::TorchPredictor(LayerGraph graph, GraphSummary summary, NetworkState state,
                               std::unique_ptr<ImagePlan> plan)
    : m_executor(std::move(graph), std::move(summary)), m_state(std::move(state)), m_plan(std::move(plan))
{}

std::vector<float> TorchPredictor::predictOne(const ImageView& image)
{
    std::vector<float> values = m_plan->logits(image.pixels);
    softmaxInPlace(values.data(), static_cast<int>(values.size()));
    return values;
}

Result<std::vector<float>> TorchPredictor::predict(const std::vector<ImageView>& images)
{
    const ImageSize size = m_executor.graph().input().size;
    const auto batch = static_cast<std::size_t>(evaluationBatch(m_executor.summary()));
    std::vector<float> probabilities;
    try {
        const TorchThread engineThread;
        if (m_plan != nullptr && images.size() == 1 && images.front().size == size) {
            return predictOne(images.front());
        }
        const EvaluatedNetwork network{m_executor, m_state, {}};
        for (std::size_t first = 0; first < images.size(); first += batch) {
            const std::size_t last = std::min(first + batch, images.size());
            std::vector<std::uint8_t> pixels;
            pixels.reserve((last - first) * size.bytes());
            for (std::size_t i = first; i < last; ++i) {
                if (images[i].size != size) {
                    return Error{ErrorCode::Internal, "an image of another size than the network's", {}};
                }
                const std::span<const std::uint8_t> bytes = images[i].bytes();
                pixels.insert(pixels.end(), bytes.begin(), bytes.end());
            }
            const std::vector<float> part =
                predictProbabilities(network, pixels.data(), static_cast<std::int64_t>(last - first));
            probabilities.insert(probabilities.end(), part.begin(), part.end());
        }
    } catch (...) {
        return errorFromException(std::current_exception(), std::to_string(images.size()) + " images");
    }
    return probabilities;
}

Result<HeatMap> TorchPredictor::explain(ImageView image, int classIndex, HeatMapMethod method)
{
    const GraphSummary& summary = m_executor.summary();
    if (image.size != m_executor.graph().input().size) {
        return Error{ErrorCode::SettingInvalid, "an image of another size than the network's", {}};
    }
    if (classIndex < 0 || classIndex >= summary.nodes.back().output.channels) {
        return Error{ErrorCode::SettingInvalid, "class " + std::to_string(classIndex), {}};
    }
    const std::optional<int> node = lastSpatialNode(summary);
    if (!node) {
        return Error{ErrorCode::ExplainUnsupported, m_executor.graph().family, {}};
    }
    try {
        const TorchThread engineThread;
        const at::Tensor input = convertInput(image.bytes().data(), 1, m_executor.graph().input(), {});
        return makeHeatMap(m_executor, m_state, input, *node, classIndex, method);
    } catch (...) {
        return errorFromException(std::current_exception(), "1 image");
    }
}

Result<std::unique_ptr<Predictor>> makePredictor(const LayerGraph& graph, const NamedTensors& tensors)
{
    if (const Result<void> fits = checkTensors(graph, tensors); !fits) {
        return fits.error();
    }
    Result<GraphSummary> summary = summarise(graph);
    if (!summary) {
        return summary.error();
    }
    try {
        const TorchThread engineThread;
        NetworkState state = toState(*summary, tensors, at::kCPU);
        std::unique_ptr<ImagePlan> plan = ImagePlan::make(graph, *summary, tensors);
        return std::unique_ptr<Predictor>(
            std::make_unique<TorchPredictor>(graph, std::move(*summary), std::move(state), std::move(plan)));
    } catch (...) {
        return errorFromException(std::current_exception(), "the weights");
    }
}

} // namespace saccade
