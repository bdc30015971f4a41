#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/training/events.h"
#include "engine/training/size_schedule.h"

namespace saccade {

/// How fast a run goes and when it will end, from its own points. A plain value.
class RunProgress final
{
public:
    RunProgress() = default;
    RunProgress(std::int64_t plannedSteps, int batchSize, int plannedValidations);
    /// Of a run whose images grow: a step's time goes with their pixels.
    RunProgress(std::int64_t plannedSteps, int batchSize, int plannedValidations, std::vector<SizeStage> stages,
                ImageSize full);
    /// Of a run that is to come, on a data set whose parts are assigned.
    RunProgress(const TrainSettings& settings, const DataSet& dataSet);

    void addBatches(const std::vector<BatchPoint>& batches);
    void addEpochs(const std::vector<EpochPoint>& epochs);

    /// 0..1 of the planned steps.
    [[nodiscard]] double share() const;
    /// Over the last seconds of training; none before two points came.
    [[nodiscard]] std::optional<double> imagesPerSecond() const;
    /// Training and validations that are still to come; none while unknown.
    [[nodiscard]] std::optional<double> secondsLeft() const;

private:
    [[nodiscard]] double fullStepsAt(std::int64_t step) const { return fullSteps(m_stages, m_full, step); }

    std::int64_t m_plannedSteps = 0;
    int m_batchSize = 0;
    int m_plannedValidations = 0;
    int m_validations = 0;
    std::vector<SizeStage> m_stages;
    ImageSize m_full;
    double m_validationSeconds = 0; ///< of all validations so far
    std::vector<BatchPoint> m_recent;
};

} // namespace saccade
