#include "engine/metrics/class_order.h"

#include <algorithm>
#include <numeric>

#include "engine/metrics/seriation.h"

namespace saccade {

namespace {

std::vector<int> fallingBy(const std::vector<std::int64_t>& figures)
{
    std::vector<int> order(figures.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        return figures[static_cast<std::size_t>(a)] > figures[static_cast<std::size_t>(b)];
    });
    return order;
}

std::vector<int> byName(int classCount, std::span<const std::string> names)
{
    std::vector<std::string> padded(names.begin(), names.end());
    padded.resize(static_cast<std::size_t>(classCount));
    std::vector<int> order(padded.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        return padded[static_cast<std::size_t>(a)] < padded[static_cast<std::size_t>(b)];
    });
    return order;
}

} // namespace

std::vector<int> orderClasses(ClassOrder order, const ConfusionMatrix& matrix, std::span<const std::string> names)
{
    if (order == ClassOrder::ByName) {
        return byName(matrix.classCount(), names);
    }
    if (order == ClassOrder::ByConfusion) {
        return orderByConfusion(matrix);
    }
    std::vector<std::int64_t> figures;
    for (int label = 0; label < matrix.classCount(); ++label) {
        const std::int64_t hits = order == ClassOrder::ByErrors ? matrix.count(label, label) : 0;
        figures.push_back(matrix.truthTotal(label) - hits);
    }
    return fallingBy(figures);
}

} // namespace saccade
