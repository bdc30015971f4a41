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

TrainingRun::TrainingRun(TrainPlan plan, const DataSet& dataSet, TrainObserver& observer, std::stop_token stop)
    : m_plan(std::move(plan)),
      m_dataSet(dataSet),
      m_observer(observer),
      m_stop(std::move(stop)),
      m_trainingIndices(dataSet.indicesOf(Part::Training)),
      m_validationIndices(dataSet.indicesOf(Part::Validation)),
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
        if (batch == nullptr) {
            break;
        }
        if (!takeStep(*batch)) {
            m_report.reason = EndReason::Diverged;
            m_report.error = Error{ErrorCode::Diverged, "step " + std::to_string(m_report.steps + 1), {}};
            break;
        }
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

/// False when the loss is no longer finite.
bool TrainingRun::takeStep(const Batch& batch)
{
    const LossSum sum = m_runner->run(batch, m_report.steps);
    if (!std::isfinite(sum.loss)) {
        return false;
    }
    ++m_report.steps;
    m_sinceValidation.loss += sum.loss;
    m_sinceValidation.correct += sum.correct;
    m_imagesSinceValidation += static_cast<std::int64_t>(batch.labels.size());
    reportBatch(sum, batch.labels.size());
    m_clock.pause();
    const std::int64_t probeInterval = std::max<std::int64_t>(1, m_steps / kProbeReports);
    if (!m_plan.probes.empty() && (m_report.steps % probeInterval == 0 || m_report.steps == m_steps)) {
        reportProbes();
    }
    if (isValidationDue()) {
        validate();
    }
    m_clock.resume();
    return true;
}

void TrainingRun::reportBatch(const LossSum& sum, std::size_t images)
{
    BatchPoint point;
    point.step = m_report.steps;
    point.epoch = epochOf(point.step);
    point.loss = sum.loss / static_cast<double>(images);
    point.accuracy = static_cast<double>(sum.correct) / static_cast<double>(images);
    point.learningRate = m_runner->shownRate(point.step - 1);
    point.seconds = m_clock.counted();
    m_observer.batchDone(point);
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
    return m_report.steps == m_steps || passed(m_report.steps) > passed(m_report.steps - 1);
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
