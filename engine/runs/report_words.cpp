#include "engine/runs/report_words.h"

#include <cmath>
#include <cstdio>

namespace saccade {

namespace {

std::string images(std::int64_t count)
{
    return countText(count) + (count == 1 ? " image" : " images");
}

std::string rangeText(const Interval& interval, int decimals)
{
    return decimalText(100 * interval.low, decimals) + " to " + decimalText(100 * interval.high, decimals);
}

/// A finding's sentences, by its kind.
struct Sentences
{
    const std::vector<std::string>& names;

    [[nodiscard]] const std::string& name(int label) const { return names[static_cast<std::size_t>(label)]; }

    std::string operator()(const AccuracyFinding& found) const
    {
        return countText(found.right) + " of " + images(found.images) + " are right, " +
               shareWithInterval(found.accuracy, found.interval) + "; always answering the largest class " +
               (found.isAboveLargestClass ? "would reach " : "is not surely worse: ") +
               shareText(found.largestClassShare, 1) + ".";
    }
    std::string operator()(const SmallTestFinding& found) const
    {
        return "With " + images(found.images) + " the accuracy is uncertain: it lies between " +
               rangeText(found.interval, 1) + " %. " + images(found.imagesForWidth) + " would narrow that to " +
               decimalText(100 * found.wantedWidth, 0) + " points.";
    }
    std::string operator()(const ConfusionFinding& found) const
    {
        return name(found.confusion.truth) + " is taken for " + name(found.confusion.predicted) + " in " +
               countText(found.confusion.count) + " of " + images(found.truthImages) + ", " +
               shareWithInterval(found.confusion.shareOfTruth, found.interval, 1) + "; spread evenly it would be " +
               shareText(found.evenShare, 1) + ".";
    }
    std::string operator()(const ShortClassFinding& found) const
    {
        if (found.isShortInTraining && found.trainingImages) {
            return name(found.label) + " is short of data: " + images(*found.trainingImages) +
                   " to learn from, the middle class has " + decimalText(found.medianTrainingImages, 0) + ".";
        }
        return name(found.label) + " has " + images(found.testImages) +
               " here, too few to judge it: its recall lies between " + rangeText(found.recallInterval, 0) + " %.";
    }
    std::string operator()(const LabelSuspectsFinding& found) const
    {
        return countText(found.suspects) + " of " + images(found.images) +
               " may be labelled wrongly: worth a look, not a count of errors.";
    }
    std::string operator()(const OverfittingFinding& found) const
    {
        if (found.hasGap) {
            return "Training images are known better than others: " + shareText(found.trainAccuracy, 1) +
                   " of them are right, of validation " +
                   shareWithInterval(found.validationAccuracy, found.validationInterval, 1) + ".";
        }
        return "The validation loss rose from " + decimalText(found.lowestLoss, 3) + " at epoch " +
               decimalText(found.lowestLossEpoch, 1) + " to " + decimalText(found.lastLoss, 3) +
               " while the training loss fell.";
    }
    std::string operator()(const UnderfittingFinding& found) const
    {
        return "The training images themselves are not learned: " + shareText(found.trainAccuracy, 1) +
               " of them are right, of validation " +
               shareWithInterval(found.validationAccuracy, found.validationInterval, 1) + ".";
    }
    std::string operator()(const StillLearningFinding& found) const
    {
        return "It was still learning: from epoch " + decimalText(found.fromEpoch, 1) + " to " +
               decimalText(found.toEpoch, 1) + " the training loss fell from " + decimalText(found.trainLossBefore, 3) +
               " to " + decimalText(found.trainLossAfter, 3) + ".";
    }
    std::string operator()(const ConfidenceFinding& found) const
    {
        return std::string("Confidence is too ") + (found.isOverconfident ? "high: " : "low: ") +
               shareText(found.meanConfidence, 1) + " on average, and " +
               shareWithInterval(found.accuracy, found.interval, 1) + " are right.";
    }
};

} // namespace

std::string decimalText(double value, int decimals)
{
    if (!std::isfinite(value)) {
        return "-";
    }
    char text[64];
    std::snprintf(text, sizeof text, "%.*f", decimals, value);
    return text;
}

std::string shareText(double share, int decimals)
{
    return decimalText(100 * share, decimals) + " %";
}

std::string shareWithInterval(double share, const Interval& interval, int decimals)
{
    return shareText(share, decimals) + " (" + rangeText(interval, decimals) + ")";
}

std::string countText(std::int64_t count)
{
    std::string digits = std::to_string(count);
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    for (std::size_t at = digits.size(); at > first + 3;) {
        at -= 3;
        digits.insert(at, 1, ',');
    }
    return digits;
}

std::string findingSentence(const Finding& finding, const std::vector<std::string>& classNames)
{
    return std::visit(Sentences{classNames}, finding);
}

std::string singleEpochSentence(const EpochPoint& epoch)
{
    std::string text = "One validation only, so there is no curve. Training: loss " + decimalText(epoch.trainLoss, 3) +
                       ", " + shareText(epoch.trainAccuracy) + " right";
    if (epoch.validationLoss && epoch.validationAccuracy) {
        text += "; validation: loss " + decimalText(*epoch.validationLoss, 3) + ", " +
                shareText(*epoch.validationAccuracy) + " right";
    }
    return text + ".";
}

std::string subjectLine(const EvaluationReport& report)
{
    const TrainPlan& plan = report.run.plan;
    return plan.settings.network + " on " + plan.data.name + ", " + countText(report.matrix.total()) + " " +
           partName(report.part) + " images";
}

std::string ruleSentence(const EvaluationReport& report)
{
    const AnswerRule& rule = report.rule;
    std::string text = rule.temperature == 1
                           ? "Confidence is used as trained."
                           : "Confidence is corrected when the model answers: temperature " +
                                 decimalText(rule.temperature, 3) + ". The figures here are those before that.";
    if (rule.rejectThreshold) {
        const CoveragePoint point = pointAtThreshold(report.coverage, *rule.rejectThreshold);
        text += " Answers below " + shareText(*rule.rejectThreshold, 1) +
                " are unknown: " + shareText(point.coverage, 1) + " of these images get an answer, " +
                shareText(point.risk, 1) + " of the answers are wrong.";
    }
    return text;
}

std::string calibrationSentence(const EvaluationReport& report)
{
    return "Expected calibration error " + decimalText(100 * report.reliability.expectedError, 1) +
           " points; confidence is " + shareText(report.reliability.meanConfidence, 1) + " on average, " +
           shareText(report.matrix.accuracy(), 1) + " are right.";
}

std::vector<std::string> limitSentences(Part part)
{
    return {part == Part::Test ? "Test images were used once training had ended; each later look at them makes the "
                                 "figure a little less honest."
                               : "These are validation images: the best weights were chosen by them, so the figures "
                                 "are a little too good. The data set has no test part.",
            "Intervals speak of chance in which images were drawn, not of images that look otherwise.",
            "All figures are of the best weights in fp32, each image looked at once."};
}

} // namespace saccade
