#include "engine/torchnet/training_run.h"

namespace saccade {

/// Measures on the validation part, keeps the weights when they are the best so far, and tells the observer.
void TrainingRun::validate()
{
    m_observer.phaseChanged(TrainPhase::Validating);
    const double counted = m_clock.counted();
    const double waited = m_loader->waitedSeconds();
    const auto images = static_cast<double>(m_imagesSinceValidation);
    const double seconds = std::max(counted - m_countedAtValidation, 1e-9);
    EpochPoint point;
    point.step = m_report.steps;
    point.epoch = epochOf(point.step);
    point.trainLoss = m_sinceValidation.loss / images;
    point.trainAccuracy = static_cast<double>(m_sinceValidation.correct) / images;
    point.learningRate = m_runner->shownRate(point.step - 1);
    point.imagesPerSecond = images / seconds;
    point.isBest = true;
    if (const std::shared_ptr<const PredictionTable> table = predictValidation()) {
        point.validationLoss = meanLossOf(*table);
        point.validationAccuracy = accuracyOf(*table);
        point.isBest = m_best.add(point);
        m_plateau.add(point.isBest, m_plan.settings);
        m_runner->setRateFactor(m_plateau.factor);
        point.predictions = table;
    }
    point.seconds = m_clock.total();
    const double passed = point.seconds - m_totalAtValidation;
    point.shares = timeShares(passed, waited - m_waitedAtValidation, passed - (counted - m_countedAtValidation));
    m_sinceValidation = {};
    m_imagesSinceValidation = 0;
    m_countedAtValidation = counted;
    m_waitedAtValidation = waited;
    m_totalAtValidation = point.seconds;
    m_observer.epochDone(point);
    keepSnapshot(point);
    m_observer.phaseChanged(TrainPhase::Training);
}

std::shared_ptr<const PredictionTable> TrainingRun::predictValidation()
{
    if (m_validationIndices.empty() || m_plan.settings.validationShare <= 0) {
        return nullptr;
    }
    // In the type that is trained with: validation chooses among weights, it is no final figure, and in fp32 it would
    // take longer than a short run's training. A stop is seen at the next batch: half a validation would be none.
    const EvaluatedNetwork network{*m_executor, m_runner->judgedState(), m_compute};
    Result<PredictionTable> table = evaluateImages(network, *m_team, m_dataSet, m_validationIndices, {});
    return table ? std::make_shared<const PredictionTable>(std::move(*table)) : nullptr;
}

void TrainingRun::keepSnapshot(const EpochPoint& point)
{
    const auto tensors =
        std::make_shared<const NamedTensors>(toNamedTensors(m_executor->summary(), m_runner->keptState()));
    if (point.isBest) {
        m_report.bestStep = point.step;
        m_report.bestEpoch = point.epoch;
        m_report.bestValidationAccuracy = point.validationAccuracy;
        m_report.bestTensors = tensors;
    }
    m_observer.snapshotTaken({point.step, point.epoch, tensors});
}

/// The test part with the best weights, in fp32 from the masters; also after a stop.
void TrainingRun::testBest()
{
    const std::vector<std::int32_t> indices = m_dataSet.indicesOf(Part::Test);
    if (indices.empty()) {
        return;
    }
    m_observer.phaseChanged(TrainPhase::Testing);
    const NetworkState state = toState(m_executor->summary(), *m_report.bestTensors, m_compute.device);
    const EvaluatedNetwork network{*m_executor, state, {m_compute.device, at::kFloat}};
    Result<PredictionTable> table = evaluateImages(network, *m_team, m_dataSet, indices, {});
    if (!table) {
        fail(table.error());
        return;
    }
    m_report.testAccuracy = accuracyOf(*table);
    m_report.testLoss = meanLossOf(*table);
    m_report.testPredictions = std::make_shared<const PredictionTable>(std::move(*table));
}

} // namespace saccade
