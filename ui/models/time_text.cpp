#include "ui/models/time_text.h"

#include <QCoreApplication>
#include <cmath>

#include "ui/text/format.h"

namespace saccade {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TimeText)
};

QString percent(double share)
{
    return formatNumber(100 * share, 0);
}

QString waitingAdvice(const QString& share, int loaderThreads)
{
    if (loaderThreads == 0) {
        return Words::tr("The processor waits for images %1 % of the time: use a loader thread.").arg(share);
    }
    return Words::tr("The processor waits for images %1 % of the time: use %n loader threads or a smaller image.",
                     nullptr, loaderThreads + 1)
        .arg(share);
}

} // namespace

TimeShares sharesUntil(const std::vector<EpochPoint>& epochs)
{
    double waited = 0;
    double validated = 0;
    double until = 0;
    for (const EpochPoint& point : epochs) {
        const double passed = point.seconds - until;
        waited += point.shares.waiting * passed;
        validated += point.shares.validating * passed;
        until = point.seconds;
    }
    const bool isMeasured = !epochs.empty() && epochs.back().shares != TimeShares{};
    return isMeasured ? timeShares(until, waited, validated) : TimeShares{};
}

QString timeSharesText(const TimeShares& shares)
{
    if (shares == TimeShares{}) {
        return {};
    }
    return Words::tr("%1 % computing, %2 % waiting for images, %3 % validating")
        .arg(percent(shares.computing), percent(shares.waiting), percent(shares.validating));
}

QString timeAdvice(const TimeShares& shares, const TrainSettings& settings)
{
    switch (bottleneckOf(shares)) {
    case Bottleneck::Unknown: return {};
    case Bottleneck::Waiting: return waitingAdvice(percent(shares.waiting), settings.loaderThreads);
    case Bottleneck::Validating:
        return Words::tr("Validating takes %1 % of the time: validate less often.").arg(percent(shares.validating));
    case Bottleneck::Nothing: break;
    }
    return Words::tr("The processor is busy learning: nothing holds it up.");
}

} // namespace saccade
