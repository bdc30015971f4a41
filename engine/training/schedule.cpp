#include "engine/training/schedule.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace saccade {

namespace {

constexpr double kOneCycleRise = 0.3;

/// 0 at t = 0, 1 at t = 1.
double cosineRise(double t)
{
    return 0.5 * (1 - std::cos(std::numbers::pi * t));
}

} // namespace

double scheduleFactor(const TrainSettings& settings, std::int64_t step, std::int64_t steps, double stepsPerEpoch)
{
    const ScheduleShape shape = settings.schedule;
    const double warmUp = settings.warmUp;
    const double finalRate = settings.finalRate;
    steps = std::max<std::int64_t>(1, steps);
    step = std::clamp<std::int64_t>(step, 0, steps - 1);
    const double share = shape == ScheduleShape::OneCycle ? std::max(kOneCycleRise, warmUp) : warmUp;
    const std::int64_t rise = std::min(std::llround(share * static_cast<double>(steps)), steps - 1LL);
    if (step < rise) {
        const double t = static_cast<double>(step + 1) / static_cast<double>(rise + 1);
        return shape == ScheduleShape::OneCycle ? cosineRise(t) : t;
    }
    const double t = static_cast<double>(step - rise) / static_cast<double>(steps - rise);
    switch (shape) {
    case ScheduleShape::Constant:
    case ScheduleShape::Plateau: return 1;
    case ScheduleShape::Step: {
        // A milestone such as 0.7 epochs of 10 steps must not come a step late through rounding.
        const double falls = std::floor(static_cast<double>(step) / (settings.stepEvery * stepsPerEpoch) + 1e-9);
        return std::max(std::pow(settings.stepFactor, falls), finalRate);
    }
    case ScheduleShape::Linear: return 1 - (1 - finalRate) * t;
    case ScheduleShape::Cosine:
    case ScheduleShape::OneCycle: return 1 - (1 - finalRate) * cosineRise(t);
    }
    return 1;
}

void PlateauState::add(bool isBetter, const TrainSettings& settings)
{
    if (settings.schedule != ScheduleShape::Plateau) {
        return;
    }
    wait = isBetter ? 0 : wait + 1;
    if (wait >= settings.plateauPatience) {
        factor = std::max(factor * settings.stepFactor, std::min(factor, settings.finalRate));
        wait = 0;
    }
}

std::int64_t stepsPerEpoch(std::size_t trainingImages, int batchSize)
{
    const auto batch = static_cast<std::size_t>(std::max(1, batchSize));
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(trainingImages / batch));
}

std::int64_t totalSteps(const TrainSettings& settings, std::size_t trainingImages)
{
    const auto perEpoch = static_cast<double>(stepsPerEpoch(trainingImages, settings.batchSize));
    // An epoch share such as 0.7 times 10 steps must not lose a step to rounding.
    return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::floor(settings.epochs * perEpoch + 1e-6)));
}

} // namespace saccade
