#pragma once

#include <cstdint>

#include "engine/training/train_settings.h"

namespace saccade {

/// Factor on the learning rate at a step, 0 <= step < steps. A pure function, so that resume is exact and the preview
/// is the run's own. A warm-up of W steps gives (step+1)/(W+1); then linear and cosine fall from 1 so that finalRate
/// would come right after the last step: no step is spent at rate 0. Any thread.
[[nodiscard]] double scheduleFactor(ScheduleShape shape, double warmUp, double finalRate, std::int64_t step,
                                    std::int64_t steps);

/// Steps of one epoch (last partial batch dropped, at least 1) and of the run.
[[nodiscard]] std::int64_t stepsPerEpoch(std::size_t trainingImages, int batchSize);
[[nodiscard]] std::int64_t totalSteps(const TrainSettings& settings, std::size_t trainingImages);

} // namespace saccade
