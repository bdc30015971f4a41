#include "ui/models/figures_text.h"

#include <QCoreApplication>
#include <cmath>

#include "ui/text/format.h"

namespace saccade {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Figures)
};

QString points(double share)
{
    return formatNumber(std::abs(share) * 100, 1);
}

/// The bins of most images that promise more than they keep (or less), as one range.
QString faultyRange(const Reliability& reliability, bool tooSure)
{
    double low = 1;
    double high = 0;
    for (const ReliabilityBin& bin : reliability.bins) {
        const bool isSureEnough = bin.count > 0 && wilsonInterval(bin.right, bin.count).contains(bin.meanConfidence);
        if (bin.count == 0 || isSureEnough || (bin.meanConfidence > bin.accuracy) != tooSure) {
            continue;
        }
        low = std::min(low, bin.low);
        high = std::max(high, bin.high);
    }
    return high > low ? Words::tr("Between %1 and %2").arg(formatNumber(low * 100, 0), formatPercent(high, 0))
                      : QString();
}

} // namespace

QString intervalText(const Interval& share, int decimals)
{
    return Words::tr("%1–%2", "from low to high")
        .arg(formatNumber(share.low * 100, decimals), formatNumber(share.high * 100, decimals));
}

QString withInterval(double share, const Interval& interval, int decimals)
{
    return Words::tr("%1 (%2)", "a figure and its interval")
        .arg(formatNumber(share * 100, decimals), intervalText(interval, decimals));
}

QString reliabilityText(const Reliability& reliability)
{
    if (reliability.count == 0) {
        return Words::tr("There is no image to judge by.");
    }
    const double accuracy = static_cast<double>(reliability.right) / static_cast<double>(reliability.count);
    const double gap = reliability.meanConfidence - accuracy;
    if (wilsonInterval(reliability.right, reliability.count).contains(reliability.meanConfidence)) {
        return Words::tr("On average the network keeps what it promises: it is %1 sure, and %2 are right.")
            .arg(formatPercent(reliability.meanConfidence, 1), formatPercent(accuracy, 1));
    }
    const QString range = faultyRange(reliability, gap > 0);
    if (range.isEmpty()) {
        return gap > 0 ? Words::tr("The network promises more than it keeps: %1 points too much on average.")
                             .arg(points(gap))
                       : Words::tr("The network keeps more than it promises: %1 points too little on average.")
                             .arg(points(gap));
    }
    return gap > 0 ? Words::tr("%1 confidence the network promises more than it keeps. Mean gap %2 points.")
                         .arg(range, points(gap))
                   : Words::tr("%1 confidence the network keeps more than it promises. Mean gap %2 points.")
                         .arg(range, points(gap));
}

QString temperatureText(const EvaluationFigures& figures)
{
    if (!figures.fit) {
        return Words::tr("It cannot be corrected here: that takes the probabilities of the validation images, seen by "
                         "these weights and as they are.");
    }
    switch (figures.fit->outcome) {
    case TemperatureOutcome::Fitted: break;
    case TemperatureOutcome::TooFewImages:
        return Words::tr("Too few validation images to correct it by: %n, and at least %1 are needed.", nullptr,
                         static_cast<int>(figures.fit->before.count))
            .arg(formatCount(kTemperatureImages));
    case TemperatureOutcome::AllRight:
        return Words::tr("All validation images are right, so nothing says how sure is too sure.");
    case TemperatureOutcome::AtLowestBound:
    case TemperatureOutcome::AtHighestBound:
        return Words::tr("No correction fits: on the validation images confidence says next to nothing.");
    }
    const double after = figures.corrected ? figures.corrected->reliability.expectedError : 0;
    return Words::tr("Corrected by the validation images (temperature %1), the calibration error of these images goes "
                     "from %2 to %3 points. No answer changes.")
        .arg(formatNumber(figures.fit->after.temperature, 2), points(figures.asTrained.reliability.expectedError),
             points(after));
}

QString coverageText(const CoveragePoint& point, std::int64_t images)
{
    const double coverage = images > 0 ? static_cast<double>(point.answered) / static_cast<double>(images) : 0;
    const QString threshold = formatPercent(point.threshold, 1);
    if (point.answered == 0) {
        return Words::tr("Unknown below %1: the network answers none of these images.").arg(threshold);
    }
    return Words::tr("Unknown below %1: the network answers %2 of the images and is wrong in %3 % of these.")
        .arg(threshold, formatPercent(coverage, 1),
             withInterval(point.risk, wilsonInterval(point.wrong, point.answered), 1));
}

QString thresholdText(const ThresholdFigures& figures)
{
    const std::int64_t given = figures.truePositives + figures.falsePositives;
    const std::int64_t support = figures.truePositives + figures.falseNegatives;
    return Words::tr("From %1 on: precision %2, recall %3, F1 %4")
        .arg(formatPercent(figures.threshold, 1),
             withInterval(figures.precision, wilsonInterval(figures.truePositives, given), 1),
             withInterval(figures.recall, wilsonInterval(figures.truePositives, support), 1),
             formatNumber(figures.f1 * 100, 1));
}

QString suspectReason(const ImageHistory& history, std::int64_t validations)
{
    if (validations < 2) {
        return Words::tr("another class is likelier");
    }
    if (history.isNeverLearned()) {
        return Words::tr("never right in %Ln validation(s)", nullptr, static_cast<int>(validations));
    }
    if (history.forgotten > 0) {
        return Words::tr("forgotten %Ln time(s)", nullptr, history.forgotten);
    }
    return Words::tr("right %Ln time(s), yet another class is likelier", nullptr, history.timesRight);
}

} // namespace saccade
