#include "engine/training/best_so_far.h"

namespace saccade {

bool BestSoFar::add(const EpochPoint& point)
{
    if (!point.validationAccuracy || !point.validationLoss) {
        return true;
    }
    const bool isBetter = !accuracy || *point.validationAccuracy > *accuracy ||
                          (*point.validationAccuracy == *accuracy && *point.validationLoss < loss);
    if (isBetter) {
        accuracy = point.validationAccuracy;
        loss = *point.validationLoss;
    }
    sinceBest = isBetter ? 0 : sinceBest + 1;
    return isBetter;
}

} // namespace saccade
