#include "engine/metrics/class_intervals.h"

namespace saccade {

namespace {

double f1OfJaccard(double jaccard)
{
    return 2 * jaccard / (1 + jaccard);
}

} // namespace

std::vector<ClassIntervals> computeClassIntervals(const ConfusionMatrix& matrix, double confidence)
{
    std::vector<ClassIntervals> intervals;
    intervals.reserve(static_cast<std::size_t>(matrix.classCount()));
    for (int label = 0; label < matrix.classCount(); ++label) {
        const std::int64_t hits = matrix.count(label, label);
        const std::int64_t given = matrix.predictedTotal(label);
        const std::int64_t support = matrix.truthTotal(label);
        const Interval jaccard = wilsonInterval(hits, given + support - hits, confidence);
        intervals.push_back({wilsonInterval(hits, given, confidence),
                             wilsonInterval(hits, support, confidence),
                             {f1OfJaccard(jaccard.low), f1OfJaccard(jaccard.high)}});
    }
    return intervals;
}

} // namespace saccade
