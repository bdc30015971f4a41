#include "engine/torchnet/training_run.h"

#include <algorithm>
#include <cmath>

#include "engine/torchnet/caching_allocator.h"
#include "engine/torchnet/torch_error.h"
#include "engine/torchnet/torch_thread.h"
#include "engine/training/schedule.h"

namespace saccade {
namespace {

constexpr std::int64_t kProbeReports = 40;

} // namespace

TrainingRun::TrainingRun(TrainPlan plan, const DataSet& dataSet, TrainObserver& observer, std::stop_token stop,
                         bool queuesAlways)
    : m_plan(std::move(plan)),
      m_dataSet(dataSet),
      m_observer(observer),
      m_stop(std::move(stop)),
      m_trainingIndices(dataSet.indicesOf(Part::Training)),
      m_validationIndices(dataSet.indicesOf(Part::Validation)),
      m_queuesAlways(queuesAlways),
      m_steps(totalSteps(m_plan.settings, m_trainingIndices.size())),
      m_stepsPerEpoch(stepsPerEpoch(m_trainingIndices.size(), m_plan.settings.batchSize))
{}

TrainingRun::~TrainingRun() = default;

RunReport TrainingRun::execute()
{
    try {
        const TorchThread engineThread;
        perform();
    } catch (...) {
        fail(errorFromException(std::current_exception(), memoryAdvice()));
    }
    m_loader.reset();
    m_runner.reset();
    m_team.reset();
    releaseCachedMemory();
    return std::move(m_report);
}

void TrainingRun::perform()
{
    if (const Result<void> ready = prepare(); !ready) {
        fail(ready.error());
        return;
    }
    train();
    m_report.epochs = epochOf(m_report.steps);
    m_loader.reset();
    m_runner.reset();
    releaseCachedMemory(); // a training batch needs several times what the test's batches do
    if (m_report.bestTensors) {
        testBest();
    }
}

void TrainingRun::fail(Error error)
{
    m_report.reason = EndReason::Failed;
    m_report.error = std::move(error);
    m_report.epochs = epochOf(m_report.steps);
}

void TrainingRun::train()
{
    m_observer.phaseChanged(TrainPhase::Training);
    m_clock.start();
    while (!m_stop.stop_requested() && !m_best.isOutOfPatience(m_plan.settings.patience)) {
        const Batch* batch = m_loader->next();
        if (batch == nullptr || !takeStep(*batch)) {
            break;
        }
    }
    // A stopped run's last losses may be on their way.
    if (m_report.reason == EndReason::Completed) {
        static_cast<void>(takeReports(true));
    }
    m_report.seconds = m_clock.total();
    m_report.shares = timeShares(m_report.seconds, m_loader->waitedSeconds(), m_report.seconds - m_clock.counted());
    if (m_report.reason == EndReason::Completed && m_report.steps < m_steps) {
        m_report.reason = reasonOfShortRun();
        if (!m_report.bestTensors && m_report.steps > 0) {
            // Stopped before the first validation: what was learned so far is all there is.
            EpochPoint point;
            point.step = m_report.steps;
            point.epoch = epochOf(point.step);
            point.isBest = true;
            keepSnapshot(point);
        }
    }
}

EndReason TrainingRun::reasonOfShortRun() const
{
    const bool isOut = m_best.isOutOfPatience(m_plan.settings.patience);
    return isOut && !m_stop.stop_requested() ? EndReason::EarlyStopped : EndReason::Stopped;
}

/// False when a loss is no longer finite. Whatever looks at the weights waits for all losses first, so that none of
/// them is spoilt.
bool TrainingRun::takeStep(const Batch& batch)
{
    m_runner->start(batch, m_started);
    m_unreported.push_back({batch.labels.size(), m_runner->shownRate(m_started), m_clock.counted()});
    ++m_started;
    const bool wantsProbes = areProbesDue();
    const bool wantsValidation = isValidationDue();
    if (!takeReports(wantsProbes || wantsValidation)) {
        return false;
    }
    m_clock.pause();
    if (wantsProbes) {
        reportProbes();
    }
    if (wantsValidation) {
        validate();
    }
    m_clock.resume();
    return true;
}

bool TrainingRun::takeReports(bool all)
{
    for (const LossSum& sum : m_runner->takeLosses(all)) {
        const StartedStep step = m_unreported.front();
        m_unreported.pop_front();
        if (!std::isfinite(sum.loss)) {
            m_report.reason = EndReason::Diverged;
            m_report.error = Error{ErrorCode::Diverged, "step " + std::to_string(m_report.steps + 1), {}};
            return false;
        }
        ++m_report.steps;
        m_sinceValidation.loss += sum.loss;
        m_sinceValidation.correct += sum.correct;
        m_imagesSinceValidation += static_cast<std::int64_t>(step.images);
        reportBatch(sum, step);
    }
    return true;
}

void TrainingRun::reportBatch(const LossSum& sum, const StartedStep& step)
{
    const auto images = static_cast<double>(step.images);
    BatchPoint point;
    point.step = m_report.steps;
    point.epoch = epochOf(point.step);
    point.loss = sum.loss / images;
    point.accuracy = static_cast<double>(sum.correct) / images;
    point.learningRate = step.rate;
    point.seconds = step.seconds;
    m_observer.batchDone(point);
}

bool TrainingRun::areProbesDue() const
{
    const std::int64_t interval = std::max<std::int64_t>(1, m_steps / kProbeReports);
    return !m_plan.probes.empty() && (m_started % interval == 0 || m_started == m_steps);
}

void TrainingRun::reportProbes()
{
    const std::size_t imageBytes = m_dataSet.size.bytes();
    std::vector<std::uint8_t> pixels;
    pixels.reserve(m_plan.probes.size() * imageBytes);
    for (const std::int32_t probe : m_plan.probes) {
        const std::uint8_t* source = m_dataSet.pixels->image(static_cast<std::size_t>(probe)).pixels;
        pixels.insert(pixels.end(), source, source + imageBytes);
    }
    const EvaluatedNetwork network{*m_executor, m_runner->judgedState(), m_compute};
    const std::vector<float> all =
        predictProbabilities(network, pixels.data(), static_cast<std::int64_t>(m_plan.probes.size()));
    ProbePoint point;
    point.step = m_report.steps;
    point.epoch = epochOf(point.step);
    const auto classes = static_cast<std::ptrdiff_t>(all.size() / m_plan.probes.size());
    for (auto row = all.begin(); row != all.end(); row += classes) {
        const auto best = std::max_element(row, row + classes);
        point.predicted.push_back(static_cast<std::int32_t>(best - row));
        point.confidences.push_back(*best);
    }
    m_observer.probesDone(point);
}

bool TrainingRun::isValidationDue() const
{
    const double every = std::max(1.0, m_plan.settings.validateEvery * static_cast<double>(m_stepsPerEpoch));
    const auto passed = [&](std::int64_t step) { return std::floor(static_cast<double>(step) / every + 1e-9); };
    return m_started == m_steps || passed(m_started) > passed(m_started - 1);
}

double TrainingRun::epochOf(std::int64_t step) const
{
    return static_cast<double>(step) / static_cast<double>(m_stepsPerEpoch);
}

std::string TrainingRun::memoryAdvice() const
{
    return "batch " + std::to_string(m_plan.settings.batchSize) + "; try " +
           std::to_string(std::max(1, m_plan.settings.batchSize / 2));
}

} // namespace saccade
