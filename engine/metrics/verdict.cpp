#include "engine/metrics/verdict.h"

#include "engine/metrics/binomial.h"

namespace saccade {

namespace {

/// Candidates are tested from the most frequent on; so many are looked at for each one shown.
constexpr std::size_t kTestedForEachShown = 20;

std::vector<std::int64_t> supportsOf(const ConfusionMatrix& matrix)
{
    std::vector<std::int64_t> supports;
    for (int label = 0; label < matrix.classCount(); ++label) {
        supports.push_back(matrix.truthTotal(label));
    }
    return supports;
}

double ratio(std::int64_t part, std::int64_t whole)
{
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

void addAccuracy(std::vector<Finding>& findings, const ConfusionMatrix& matrix, std::span<const std::int64_t> supports,
                 const VerdictThresholds& thresholds)
{
    AccuracyFinding accuracy;
    accuracy.right = matrix.correct();
    accuracy.images = matrix.total();
    accuracy.accuracy = matrix.accuracy();
    accuracy.interval = wilsonInterval(accuracy.right, accuracy.images, thresholds.confidence);
    accuracy.largestClassShare = ratio(*std::max_element(supports.begin(), supports.end()), accuracy.images);
    accuracy.isAboveLargestClass = accuracy.interval.low > accuracy.largestClassShare;
    findings.emplace_back(accuracy);
    if (accuracy.interval.width() > thresholds.widestAccuracy) {
        findings.emplace_back(
            SmallTestFinding{accuracy.images, accuracy.interval, thresholds.widestAccuracy,
                             trialsForWidth(accuracy.accuracy, thresholds.widestAccuracy, thresholds.confidence)});
    }
}

void addConfusions(std::vector<Finding>& findings, const ConfusionMatrix& matrix,
                   std::span<const std::int64_t> supports, const VerdictThresholds& thresholds)
{
    const double others = matrix.classCount() - 1;
    const double evenShare = ratio(matrix.total() - matrix.correct(), matrix.total()) / others;
    const double level = (1 - thresholds.confidence) / (others * matrix.classCount());
    std::size_t shown = 0;
    for (const ClassConfusion& each : topConfusions(matrix, thresholds.confusionsShown * kTestedForEachShown)) {
        if (shown == thresholds.confusionsShown || each.count < thresholds.fewestConfused) {
            break;
        }
        const std::int64_t images = supports[static_cast<std::size_t>(each.truth)];
        const double chance = binomialUpperTail(each.count, images, evenShare);
        if (chance <= level) {
            findings.emplace_back(ConfusionFinding{
                each, images, wilsonInterval(each.count, images, thresholds.confidence), evenShare, chance, level});
            ++shown;
        }
    }
}

double medianOf(std::span<const std::int64_t> counts)
{
    if (counts.empty()) {
        return 0;
    }
    std::vector<std::int64_t> sorted(counts.begin(), counts.end());
    std::sort(sorted.begin(), sorted.end());
    const std::size_t upper = sorted.size() / 2;
    const std::size_t lower = (sorted.size() - 1) / 2;
    return (static_cast<double>(sorted[lower]) + static_cast<double>(sorted[upper])) / 2;
}

void addShortClasses(std::vector<Finding>& findings, const VerdictInput& input, std::span<const std::int64_t> supports,
                     const VerdictThresholds& thresholds)
{
    const bool isTrainingKnown = input.trainingCounts.size() == supports.size();
    const double median = isTrainingKnown ? medianOf(input.trainingCounts) : 0;
    const double fewest =
        std::max(static_cast<double>(thresholds.fewestTrainingImages), thresholds.smallestTrainingShare * median);
    for (std::size_t label = 0; label < supports.size(); ++label) {
        ShortClassFinding finding;
        finding.label = static_cast<int>(label);
        finding.testImages = supports[label];
        finding.medianTrainingImages = median;
        finding.isShortInTest = supports[label] < thresholds.fewestTestImages;
        if (isTrainingKnown) {
            finding.trainingImages = input.trainingCounts[label];
            finding.isShortInTraining = static_cast<double>(input.trainingCounts[label]) < fewest;
        }
        if (finding.isShortInTest || finding.isShortInTraining) {
            const std::int64_t hits = input.matrix.count(finding.label, finding.label);
            finding.recall = ratio(hits, supports[label]);
            finding.recallInterval = wilsonInterval(hits, supports[label], thresholds.confidence);
            findings.emplace_back(finding);
        }
    }
}

void addLearning(std::vector<Finding>& findings, const VerdictInput& input, const VerdictThresholds& thresholds)
{
    if (const auto finding =
            findOverfitting(input.learning, input.validationImages, thresholds.learning, thresholds.confidence)) {
        findings.emplace_back(*finding);
    }
    if (const auto finding =
            findUnderfitting(input.learning, input.validationImages, thresholds.learning, thresholds.confidence)) {
        findings.emplace_back(*finding);
    }
    if (const auto finding = findStillLearning(input.learning, thresholds.learning)) {
        findings.emplace_back(*finding);
    }
}

void addConfidence(std::vector<Finding>& findings, const Reliability& reliability, const VerdictThresholds& thresholds)
{
    ConfidenceFinding finding;
    finding.meanConfidence = reliability.meanConfidence;
    finding.accuracy = ratio(reliability.right, reliability.count);
    finding.interval = wilsonInterval(reliability.right, reliability.count, thresholds.confidence);
    finding.expectedError = reliability.expectedError;
    finding.maximumError = reliability.maximumError;
    finding.images = reliability.count;
    finding.isOverconfident = finding.meanConfidence > finding.interval.high;
    if (finding.expectedError > thresholds.largestCalibrationError &&
        !finding.interval.contains(finding.meanConfidence)) {
        findings.emplace_back(finding);
    }
}

} // namespace

std::vector<Finding> computeVerdict(const VerdictInput& input, const VerdictThresholds& thresholds)
{
    std::vector<Finding> findings;
    const std::vector<std::int64_t> supports = supportsOf(input.matrix);
    if (input.matrix.total() > 0) {
        addAccuracy(findings, input.matrix, supports, thresholds);
        if (supports.size() > 1) {
            addConfusions(findings, input.matrix, supports, thresholds);
        }
        addShortClasses(findings, input, supports, thresholds);
    }
    if (input.labelSuspects.value_or(0) > 0) {
        findings.emplace_back(LabelSuspectsFinding{*input.labelSuspects, input.suspectImages});
    }
    addLearning(findings, input, thresholds);
    if (input.reliability != nullptr && input.reliability->count > 0) {
        addConfidence(findings, *input.reliability, thresholds);
    }
    return findings;
}

} // namespace saccade
