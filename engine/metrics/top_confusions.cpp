#include "engine/metrics/top_confusions.h"

#include <algorithm>
#include <tuple>

namespace saccade {

namespace {

template <typename T, typename Key>
void keepFirst(std::vector<T>& items, std::size_t limit, Key key)
{
    const std::size_t kept = std::min(limit, items.size());
    const auto isBefore = [key](const T& a, const T& b) { return key(a) < key(b); };
    std::partial_sort(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(kept), items.end(), isBefore);
    items.resize(kept);
}

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
    return static_cast<double>(part) / static_cast<double>(whole);
}

} // namespace

std::vector<ClassConfusion> topConfusions(const ConfusionMatrix& matrix, std::size_t limit)
{
    const std::vector<std::int64_t> supports = supportsOf(matrix);
    std::vector<ClassConfusion> confusions;
    for (int truth = 0; truth < matrix.classCount(); ++truth) {
        for (int predicted = 0; predicted < matrix.classCount(); ++predicted) {
            const std::int64_t count = matrix.count(truth, predicted);
            if (truth != predicted && count > 0) {
                confusions.push_back(
                    {truth, predicted, count, ratio(count, supports[static_cast<std::size_t>(truth)])});
            }
        }
    }
    keepFirst(confusions, limit, [](const ClassConfusion& each) {
        return std::tuple(-each.count, -each.shareOfTruth, each.truth, each.predicted);
    });
    return confusions;
}

std::vector<MutualConfusion> topMutualConfusions(const ConfusionMatrix& matrix, std::size_t limit)
{
    const std::vector<std::int64_t> supports = supportsOf(matrix);
    std::vector<MutualConfusion> confusions;
    for (int first = 0; first < matrix.classCount(); ++first) {
        for (int second = first + 1; second < matrix.classCount(); ++second) {
            MutualConfusion each{first, second, matrix.count(first, second), matrix.count(second, first), 0};
            if (each.count() > 0) {
                each.shareOfBoth = ratio(each.count(), supports[static_cast<std::size_t>(first)] +
                                                           supports[static_cast<std::size_t>(second)]);
                confusions.push_back(each);
            }
        }
    }
    keepFirst(confusions, limit, [](const MutualConfusion& each) {
        return std::tuple(-each.count(), -each.shareOfBoth, each.first, each.second);
    });
    return confusions;
}

} // namespace saccade
