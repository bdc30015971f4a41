#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "engine/data/batch_loader.h"
#include "engine/torchnet/loss_ring.h"
#include "engine/torchnet/parameter_updater.h"
#include "engine/torchnet/replica.h"
#include "engine/torchnet/weight_average.h"
#include "engine/torchnet/worker_team.h"
#include "engine/training/train_plan.h"

namespace saccade {

/// One optimiser step at a time: the batch divided over the replicas, gradients summed in fixed order into fp32, the
/// masters updated and copied back. Team members take replicas as they are free; the same plan and batches give the
/// same bits, whatever the threads do. With TrainSettings::accumulate each replica takes its share in so many passes,
/// one after the other, and the step is that of their summed gradients: memory for one pass is enough. Batch norm sees
/// one pass at a time.
class StepRunner final
{
public:
    /// plan.settings.replicas is at least 1. Everything must outlive the runner.
    StepRunner(const GraphExecutor& executor, WorkerTeam& team, const TrainPlan& plan, NetworkState masters,
               const ComputeType& compute, LossRule lossRule, std::int64_t steps, std::int64_t stepsPerEpoch);

    /// The next step. Blocks, but not for an accelerator: there the work is queued, and what looks at the weights
    /// afterwards must take all losses before. A loss that is not finite leaves the masters as they were, on an
    /// accelerator it may spoil them.
    void start(const Batch& batch, std::int64_t step);
    /// Loss and hits, summed over the batch, of started steps whose losses were not taken, oldest first: those that
    /// are known, or, with `all`, every one. Blocks with `all`, else hardly.
    [[nodiscard]] std::vector<LossSum> takeLosses(bool all);
    /// start() and its loss. Blocks.
    [[nodiscard]] LossSum run(const Batch& batch, std::int64_t step);

    /// fp32 weights and merged running statistics, their moving average when the plan asks for one: what is judged and
    /// kept. Valid between steps.
    [[nodiscard]] const NetworkState& keptState() const { return m_average ? m_average->values() : m_masters; }
    /// The same in the type that is trained with. Valid until the next step.
    [[nodiscard]] const NetworkState& judgedState();

    /// What batches of draws are made of; must be given before the first of them.
    void setSource(DeviceImages source) { m_source = std::move(source); }

    /// On the rate of all groups that follow the schedule, from the next step on.
    void setRateFactor(double factor) { m_rateFactor = factor; }

    /// Rate of the group that has the most numbers to train, for charts.
    [[nodiscard]] double shownRate(std::int64_t step) const;

private:
    [[nodiscard]] double rateOf(const OptimiserGroup& group, std::int64_t step) const;
    [[nodiscard]] BatchShare shareOf(const Batch& batch, std::int64_t step, std::size_t replica) const;
    void orderParameters();
    void updateTrained(std::int64_t step);
    void limitGradients();
    void forEachParameter(const std::function<void(std::size_t)>& task);
    [[nodiscard]] at::Tensor summedGradient(std::size_t index) const;
    void finishParameter(std::size_t index, std::int64_t step);
    void mergeBuffer(std::size_t index);

    const GraphExecutor& m_executor;
    WorkerTeam& m_team;
    const TrainPlan& m_plan;
    LossRule m_lossRule;
    DeviceImages m_source;
    std::size_t m_shownGroup = 0;
    double m_rateFactor = 1;
    std::int64_t m_steps;
    std::int64_t m_stepsPerEpoch;
    NetworkState m_masters;
    std::vector<std::unique_ptr<Replica>> m_replicas;
    std::vector<std::unique_ptr<ParameterUpdater>> m_updaters; // none where nothing is ever trained
    std::vector<std::size_t> m_parameterOrder;                 // the most work first
    std::vector<bool> m_isTrained;                             // at this step
    std::vector<LossSum> m_losses;                             // not taken, of the processor
    std::optional<LossRing> m_ring;                            // when the work is queued
    NetworkState m_gradients;                                  // between clipping's two passes
    std::vector<double> m_norms;                               // likewise
    std::unique_ptr<WeightAverage> m_average;                  // or none
};

} // namespace saccade
