#include "engine/metrics/class_report.h"

namespace saccade {

namespace {

double ratio(std::int64_t part, std::int64_t whole)
{
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

ClassScores scoresOf(const ConfusionMatrix& matrix, int label)
{
    const std::int64_t hits = matrix.count(label, label);
    const std::int64_t support = matrix.truthTotal(label);
    const std::int64_t predicted = matrix.predictedTotal(label);
    return {ratio(hits, predicted), ratio(hits, support), ratio(2 * hits, support + predicted), support};
}

ClassScores weightedSum(const std::vector<ClassScores>& classes, bool bySupport, std::int64_t total)
{
    ClassScores sum;
    sum.support = total;
    const double whole = bySupport ? static_cast<double>(total) : static_cast<double>(classes.size());
    if (whole == 0) {
        return sum;
    }
    for (const ClassScores& scores : classes) {
        const double weight = bySupport ? static_cast<double>(scores.support) : 1.0;
        sum.precision += weight * scores.precision;
        sum.recall += weight * scores.recall;
        sum.f1 += weight * scores.f1;
    }
    sum.precision /= whole;
    sum.recall /= whole;
    sum.f1 /= whole;
    return sum;
}

ClassScores pooled(const ConfusionMatrix& matrix)
{
    const double share = ratio(matrix.correct(), matrix.total());
    return {share, share, share, matrix.total()};
}

} // namespace

ClassReport computeClassReport(const ConfusionMatrix& matrix)
{
    ClassReport report;
    for (int label = 0; label < matrix.classCount(); ++label) {
        report.classes.push_back(scoresOf(matrix, label));
    }
    report.macro = weightedSum(report.classes, false, matrix.total());
    report.weighted = weightedSum(report.classes, true, matrix.total());
    report.micro = pooled(matrix);
    report.accuracy = matrix.accuracy();
    return report;
}

} // namespace saccade
