#include "engine/torchnet/step_runner.h"

#include <ATen/ops/empty_like.h>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "engine/torchnet/gradient_norm.h"
#include "engine/training/schedule.h"

namespace saccade {
namespace {

/// Estimated work of one update, to spread the parameters: Muon's products outweigh everything else.
double updateCost(const ParameterInfo& info, const ParameterUpdater* updater)
{
    const auto elements = static_cast<double>(info.elements());
    const bool isMuon = updater != nullptr && updater->group().rule == UpdateRule::Muon;
    return isMuon ? elements * (10 + static_cast<double>(info.shape.front())) : elements * 10;
}

} // namespace

StepRunner::StepRunner(const GraphExecutor& executor, WorkerTeam& team, const TrainPlan& plan, NetworkState masters,
                       const ComputeType& compute, LossRule lossRule, std::int64_t steps, std::int64_t stepsPerEpoch)
    : m_executor(executor),
      m_team(team),
      m_plan(plan),
      m_lossRule(std::move(lossRule)),
      m_steps(steps),
      m_stepsPerEpoch(stepsPerEpoch),
      m_masters(std::move(masters)),
      m_updaters(m_masters.size()),
      m_isTrained(m_masters.size(), false),
      m_gradients(m_masters.size()),
      m_norms(m_masters.size(), 0)
{
    const auto replicas = static_cast<std::size_t>(std::max(plan.settings.replicas, 1));
    for (std::size_t i = 0; i < replicas; ++i) {
        m_replicas.push_back(std::make_unique<Replica>(executor, m_masters, compute));
    }
    if (compute.isQueued) {
        m_ring.emplace(compute.device);
    }
    if (plan.settings.averageDecay > 0) {
        m_average = std::make_unique<WeightAverage>(executor, m_masters, compute, plan.settings.averageDecay);
    }
    std::vector<std::int64_t> elements(plan.groups.size(), 0);
    for (std::size_t i = 0; i < m_masters.size(); ++i) {
        const ParameterInfo& info = executor.summary().parameters[i];
        const int group = matchGroup(plan.groups, info.name);
        if (!info.isBuffer && info.rule.trainableUntil > 0 && group >= 0) {
            m_updaters[i] =
                std::make_unique<ParameterUpdater>(plan.groups[static_cast<std::size_t>(group)], m_masters[i], compute);
            elements[static_cast<std::size_t>(group)] += info.elements();
        }
    }
    m_shownGroup = static_cast<std::size_t>(std::max_element(elements.begin(), elements.end()) - elements.begin());
    orderParameters();
}

/// The most work first, so that the members end together.
void StepRunner::orderParameters()
{
    std::vector<double> costs(m_masters.size());
    for (std::size_t i = 0; i < costs.size(); ++i) {
        costs[i] = updateCost(m_executor.summary().parameters[i], m_updaters[i].get());
    }
    m_parameterOrder.resize(m_masters.size());
    std::iota(m_parameterOrder.begin(), m_parameterOrder.end(), std::size_t{0});
    std::stable_sort(m_parameterOrder.begin(), m_parameterOrder.end(),
                     [&](std::size_t a, std::size_t b) { return costs[a] > costs[b]; });
}

BatchShare StepRunner::shareOf(const Batch& batch, std::int64_t step, std::size_t replica) const
{
    const std::size_t count = batch.labels.size();
    const std::size_t first = count * replica / m_replicas.size();
    const std::size_t last = count * (replica + 1) / m_replicas.size();
    BatchShare share;
    share.size = batch.size;
    if (batch.draws.empty()) {
        share.pixels = batch.pixels.data() + first * batch.size.bytes();
    } else {
        share.indices = std::span(batch.indices).subspan(first, last - first);
        share.draws = std::span(batch.draws).subspan(first, last - first);
        share.source = &m_source;
    }
    share.labels = std::span(batch.labels).subspan(first, last - first);
    if (!batch.otherLabels.empty()) {
        share.otherLabels = std::span(batch.otherLabels).subspan(first, last - first);
        share.labelShare = batch.share;
    }
    share.dropout = {m_plan.settings.seed, step, static_cast<std::int64_t>(first)};
    share.batchSize = count;
    share.passes = m_plan.settings.accumulate;
    return share;
}

void StepRunner::start(const Batch& batch, std::int64_t step)
{
    const double epoch = static_cast<double>(step) / static_cast<double>(m_stepsPerEpoch);
    for (std::size_t i = 0; i < m_masters.size(); ++i) {
        m_isTrained[i] = m_updaters[i] && epoch < m_executor.summary().parameters[i].rule.trainableUntil;
    }
    std::vector<LossSum> sums(m_replicas.size());
    m_team.forEach(m_replicas.size(), [&](std::size_t replica) {
        sums[replica] = m_replicas[replica]->computeGradients(shareOf(batch, step, replica), m_lossRule, m_isTrained);
    });
    if (m_ring) {
        at::Tensor total = m_replicas.front()->deviceSums();
        for (std::size_t i = 1; i < m_replicas.size(); ++i) {
            total = total.add(m_replicas[i]->deviceSums());
        }
        m_ring->add(total);
        updateTrained(step);
        return;
    }
    LossSum total;
    for (const LossSum& sum : sums) {
        total.loss += sum.loss;
        total.correct += sum.correct;
    }
    if (std::isfinite(total.loss)) {
        updateTrained(step);
    }
    m_losses.push_back(total);
}

std::vector<LossSum> StepRunner::takeLosses(bool all)
{
    return m_ring ? m_ring->take(all) : std::exchange(m_losses, {});
}

LossSum StepRunner::run(const Batch& batch, std::int64_t step)
{
    start(batch, step);
    return takeLosses(true).back();
}

void StepRunner::updateTrained(std::int64_t step)
{
    if (m_plan.settings.clipNorm > 0) {
        limitGradients();
    }
    forEachParameter([&](std::size_t index) {
        if (m_executor.summary().parameters[index].isBuffer) {
            mergeBuffer(index);
        } else if (m_isTrained[index]) {
            finishParameter(index, step);
        }
        if (m_average) {
            m_average->follow(index, m_masters[index], step);
        }
    });
}

/// Sums the gradients and multiplies them by the factor that keeps their common norm.
void StepRunner::limitGradients()
{
    forEachParameter([&](std::size_t index) {
        if (m_isTrained[index]) {
            m_gradients[index] = summedGradient(index);
        }
        m_norms[index] = m_isTrained[index] && !m_ring ? normOf(m_gradients[index]) : 0;
    });
    if (m_ring) {
        const at::Tensor factor = clipFactorOnDevice(m_gradients, m_plan.settings.clipNorm);
        forEachParameter([&](std::size_t index) {
            if (m_isTrained[index]) {
                m_gradients[index].mul_(factor);
            }
        });
        return;
    }
    const double factor = clipFactor(m_norms, m_plan.settings.clipNorm);
    if (factor < 1) {
        forEachParameter([&](std::size_t index) {
            if (m_isTrained[index]) {
                m_gradients[index].mul_(factor);
            }
        });
    }
}

void StepRunner::forEachParameter(const std::function<void(std::size_t)>& task)
{
    m_team.forEach(m_parameterOrder.size(), [&](std::size_t place) { task(m_parameterOrder[place]); });
}

at::Tensor StepRunner::summedGradient(std::size_t index) const
{
    at::Tensor gradient = at::empty_like(m_masters[index]);
    gradient.copy_(m_replicas.front()->gradients()[index]);
    for (std::size_t i = 1; i < m_replicas.size(); ++i) {
        gradient.add_(m_replicas[i]->gradients()[index]);
    }
    return gradient;
}

void StepRunner::finishParameter(std::size_t index, std::int64_t step)
{
    ParameterUpdater& updater = *m_updaters[index];
    at::Tensor gradient = m_gradients[index].defined() ? std::exchange(m_gradients[index], {}) : summedGradient(index);
    updater.update(gradient, rateOf(updater.group(), step));
    for (const std::unique_ptr<Replica>& replica : m_replicas) {
        replica->state()[index].copy_(m_masters[index]);
    }
}

/// Each replica moved the common statistics towards its own share of the batch: their mean is the batch's.
void StepRunner::mergeBuffer(std::size_t index)
{
    at::Tensor& master = m_masters[index];
    master.copy_(m_replicas.front()->state()[index]);
    for (std::size_t i = 1; i < m_replicas.size(); ++i) {
        master.add_(m_replicas[i]->state()[index]);
    }
    if (m_replicas.size() > 1) {
        master.div_(static_cast<double>(m_replicas.size()));
        for (const std::unique_ptr<Replica>& replica : m_replicas) {
            replica->state()[index].copy_(master);
        }
    }
}

const NetworkState& StepRunner::judgedState()
{
    return m_average ? m_average->computeState() : m_replicas.front()->state();
}

double StepRunner::rateOf(const OptimiserGroup& group, std::int64_t step) const
{
    if (std::isfinite(group.endsAtEpoch)) {
        const double end = group.endsAtEpoch * static_cast<double>(m_stepsPerEpoch);
        return group.learningRate * std::max(0.0, 1 - static_cast<double>(step) / std::max(end, 1.0));
    }
    return group.learningRate * m_rateFactor *
           scheduleFactor(m_plan.settings, step, m_steps, static_cast<double>(m_stepsPerEpoch));
}

double StepRunner::shownRate(std::int64_t step) const
{
    return m_plan.groups.empty() ? 0 : rateOf(m_plan.groups[m_shownGroup], step);
}

} // namespace saccade
