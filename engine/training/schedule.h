#pragma once

#include <cstdint>

#include "engine/training/train_settings.h"

namespace saccade {

/// Factor on the learning rate at a step, 0 <= step < steps. A pure function, so that resume is exact and the preview
/// is the run's own. A warm-up of W steps gives (step+1)/(W+1); then linear and cosine fall from 1 so that finalRate
/// would come right after the last step: no step is spent at rate 0. Step: stepFactor^floor(epochs done / stepEvery),
/// counted from the run's start. Plateau: 1, see PlateauState for the rest of it. Any thread.
[[nodiscard]] double scheduleFactor(const TrainSettings& settings, std::int64_t step, std::int64_t steps,
                                    double stepsPerEpoch);

/// What the plateau schedule remembers: all that a resumed run needs to go on.
struct PlateauState
{
    double factor = 1; ///< on the learning rate, beside scheduleFactor()
    int wait = 0;      ///< validations since the last better one or the last fall

    /// Takes a validation in: after plateauPatience of them without a better one (BestSoFar's rule) the factor falls to
    /// max(factor * stepFactor, finalRate). Does nothing under other schedules. Any thread.
    void add(bool isBetter, const TrainSettings& settings);

    bool operator==(const PlateauState&) const = default;
};

/// Steps of one epoch (last partial batch dropped, at least 1) and of the run.
[[nodiscard]] std::int64_t stepsPerEpoch(std::size_t trainingImages, int batchSize);
[[nodiscard]] std::int64_t totalSteps(const TrainSettings& settings, std::size_t trainingImages);

} // namespace saccade
