#if __has_include(<torch/headeronly/version.h>)
#include <torch/headeronly/version.h>
#else
#include <torch/version.h>
#endif

#include "engine/network/initialise.h"
#include "engine/torchnet/byte_rounding.h"
#include "engine/torchnet/devices.h"
#include "engine/torchnet/evaluation.h"
#include "engine/torchnet/self_test.h"
#include "engine/torchnet/torch_error.h"
#include "engine/torchnet/torch_predictor.h"
#include "engine/torchnet/torch_script.h"
#include "engine/torchnet/torch_thread.h"
#include "engine/torchnet/training_run.h"
#include "engine/training/trainer.h"

namespace saccade {
namespace {

class TorchTrainer final : public Trainer
{
public:
    [[nodiscard]] RunReport run(const TrainPlan& plan, const DataSet& dataSet, TrainObserver& observer,
                                std::stop_token stop) override
    {
        return TrainingRun(plan, dataSet, observer, std::move(stop)).execute();
    }
};

Result<PredictionTable> evaluateOnCpu(const LayerGraph& graph, const NamedTensors& tensors, const DataSet& dataSet,
                                      const std::vector<std::int32_t>& indices, EvaluationViews views,
                                      const EvaluationWatch& watch)
{
    const TorchThread engineThread;
    Result<GraphSummary> summary = summarise(graph);
    if (!summary) {
        return summary.error();
    }
    const NetworkState state = toState(*summary, tensors, at::kCPU);
    const GraphExecutor executor(graph, std::move(*summary));
    WorkerTeam team(teamSize(indices.size()));
    return evaluateImages({executor, state, {}}, team, dataSet, indices, watch, views);
}

class TorchComputeEngine final : public ComputeEngine
{
public:
    [[nodiscard]] std::string version() const override
    {
        return std::to_string(TORCH_VERSION_MAJOR) + "." + std::to_string(TORCH_VERSION_MINOR) + "." +
               std::to_string(TORCH_VERSION_PATCH);
    }
    [[nodiscard]] std::vector<DeviceInfo> devices() const override { return listDevices(); }
    [[nodiscard]] std::unique_ptr<Trainer> createTrainer() const override { return std::make_unique<TorchTrainer>(); }
    [[nodiscard]] Result<std::unique_ptr<Predictor>> createPredictor(const LayerGraph& graph,
                                                                     const NamedTensors& tensors) const override
    {
        return makePredictor(graph, tensors);
    }
    [[nodiscard]] Result<std::unique_ptr<Predictor>>
    createRoundingPredictor(const LayerGraph& graph, const NamedTensors& tensors,
                            const NamedByteScales& scales) const override
    {
        return makeRoundingPredictor(graph, tensors, scales);
    }
    [[nodiscard]] Result<NamedRanges> measureRanges(const LayerGraph& graph, const NamedTensors& tensors,
                                                    const std::vector<std::string>& nodes, const DataSet& dataSet,
                                                    const std::vector<std::int32_t>& indices,
                                                    std::stop_token stop) const override
    {
        return measureNodeRanges(graph, tensors, nodes, dataSet, indices, stop);
    }
    [[nodiscard]] Result<std::vector<std::uint8_t>>
    encodeTorchScript(const LayerGraph& graph, const NamedTensors& tensors,
                      const std::map<std::string, std::string>& extraFiles) const override
    {
        return encodeScript(graph, tensors, extraFiles);
    }
    [[nodiscard]] Result<std::unique_ptr<Predictor>> openTorchScript(std::span<const std::uint8_t> archive,
                                                                     const InputLayer& input) const override
    {
        return openScript(archive, input);
    }
    [[nodiscard]] Result<PredictionTable> evaluate(const LayerGraph& graph, const NamedTensors& tensors,
                                                   const DataSet& dataSet, const std::vector<std::int32_t>& indices,
                                                   EvaluationViews views, const EvaluationWatch& watch) const override
    {
        if (const Result<void> fits = checkTensors(graph, tensors); !fits) {
            return fits.error();
        }
        if (graph.input().size != dataSet.size) {
            return Error{ErrorCode::WeightsMismatch, "the data set has images of another size", dataSet.source};
        }
        try {
            return evaluateOnCpu(graph, tensors, dataSet, indices, views, watch);
        } catch (...) {
            return errorFromException(std::current_exception(), std::to_string(indices.size()) + " images");
        }
    }
    [[nodiscard]] Result<void> selfTest() const override { return runSelfTest(c10::Device(at::kCPU)); }
    [[nodiscard]] double measureProductSpeed() const override { return measureProduct(); }
};

} // namespace
} // namespace saccade

extern "C" __attribute__((visibility("default"))) const saccade::ComputeEngine* saccadeComputeEngine()
{
    static const saccade::TorchComputeEngine engine;
    return &engine;
}
