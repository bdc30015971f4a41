#include "app/cli/time_text.h"

#include "app/cli/number_text.h"

namespace saccade {

namespace {

std::string percent(double share)
{
    return fixedText(100 * share, 0) + " %";
}

} // namespace

Json timeJson(const TimeShares& shares)
{
    return {{"computing", shares.computing}, {"waiting", shares.waiting}, {"validating", shares.validating}};
}

std::string timeAdvice(const TimeShares& shares, const TrainSettings& settings)
{
    switch (bottleneckOf(shares)) {
    case Bottleneck::Unknown: return {};
    case Bottleneck::Waiting:
        return "The processor waits for images " + percent(shares.waiting) +
               " of the time: use loaderThreads=" + std::to_string(settings.loaderThreads + 1) +
               (settings.loaderThreads > 0 ? " or a smaller --side." : ".");
    case Bottleneck::Validating:
        return "Validating takes " + percent(shares.validating) + " of the time: use a larger validateEvery.";
    case Bottleneck::Nothing: break;
    }
    return "The processor is busy learning: nothing holds it up.";
}

std::string timeText(const TimeShares& shares, const TrainSettings& settings)
{
    if (shares == TimeShares{}) {
        return {};
    }
    return "time: " + percent(shares.computing) + " computing, " + percent(shares.waiting) + " waiting for images, " +
           percent(shares.validating) + " validating. " + timeAdvice(shares, settings);
}

} // namespace saccade
