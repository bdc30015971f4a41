#include "tests/torchnet/torch_passes.h"

#include <ATen/ops/empty.h>

#include "engine/torchnet/input_conversion.h"
#include "engine/torchnet/step_runner.h"
#include "engine/torchnet/torch_thread.h"

namespace passes {
namespace {

using namespace saccade;

ComputeType computeType(bool isBf16)
{
    return {at::kCPU, isBf16 ? at::kBFloat16 : at::kFloat};
}

NamedTensors definedTensors(const GraphSummary& summary, const NetworkState& state)
{
    NamedTensors tensors;
    for (std::size_t i = 0; i < state.size(); ++i) {
        if (state[i].defined()) {
            const at::Tensor values = state[i].to(at::kFloat).contiguous();
            const float* first = values.const_data_ptr<float>();
            tensors[summary.parameters[i].name] = {summary.parameters[i].shape, {first, first + values.numel()}};
        }
    }
    return tensors;
}

} // namespace

std::vector<float> evaluateLogits(const LayerGraph& graph, const NamedTensors& tensors, const Batch& batch, bool isBf16)
{
    const TorchThread engineThread;
    const GraphExecutor executor(graph, *summarise(graph));
    const ComputeType compute = computeType(isBf16);
    const NetworkState state =
        computeCopy(graph, executor.summary(), toState(executor.summary(), tensors, at::kCPU), compute);
    const at::Tensor input =
        convertInput(batch.pixels.data(), static_cast<std::int64_t>(batch.labels.size()), graph.input(), compute);
    const at::Tensor logits = executor.evaluate(input, state).contiguous();
    const float* values = logits.const_data_ptr<float>();
    return {values, values + logits.numel()};
}

PassResult computeGradients(const LayerGraph& graph, const NamedTensors& tensors, const Batch& batch, double smoothing,
                            bool isBf16, std::int64_t step)
{
    const TorchThread engineThread;
    const GraphExecutor executor(graph, *summarise(graph));
    std::vector<bool> isTrained;
    for (const ParameterInfo& info : executor.summary().parameters) {
        isTrained.push_back(!info.isBuffer && info.rule.trainableUntil > 0);
    }
    Replica replica(executor, toState(executor.summary(), tensors, at::kCPU), computeType(isBf16));
    BatchShare share;
    share.pixels = batch.pixels.data();
    share.size = batch.size;
    share.labels = batch.labels;
    share.dropout = {1, step, 0};
    share.batchSize = batch.labels.size();
    const LossSum sum = replica.computeGradients(share, {smoothing, {}}, isTrained);
    return {sum.loss / static_cast<double>(batch.labels.size()), sum.correct,
            definedTensors(executor.summary(), replica.gradients()),
            definedTensors(executor.summary(), replica.state())};
}

StepsResult runSteps(const TrainPlan& plan, const NamedTensors& tensors, const Batch& batch, int steps, bool isBf16)
{
    const TorchThread engineThread;
    const GraphExecutor executor(plan.network, *summarise(plan.network));
    WorkerTeam team(plan.settings.replicas);
    StepRunner runner(executor, team, plan, toState(executor.summary(), tensors, at::kCPU), computeType(isBf16),
                      {plan.settings.labelSmoothing, {}}, steps, steps);
    StepsResult result;
    for (int step = 0; step < steps; ++step) {
        const LossSum sum = runner.run(batch, step);
        result.losses.push_back(sum.loss / static_cast<double>(batch.labels.size()));
    }
    result.tensors = toNamedTensors(executor.summary(), runner.keptState());
    return result;
}

} // namespace passes
