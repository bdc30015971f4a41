#include "engine/metrics/matrix_window.h"

#include <algorithm>

namespace saccade {

namespace {

std::vector<PlaceRange> groupsOf(PlaceRange range, int side)
{
    const std::int64_t count = std::clamp(side, 1, std::max(1, range.count()));
    std::vector<PlaceRange> groups;
    for (std::int64_t group = 0; group < count; ++group) {
        const auto edge = [&](std::int64_t at) { return range.begin + static_cast<int>(at * range.count() / count); };
        groups.push_back({edge(group), edge(group + 1)});
    }
    return groups;
}

/// Sums over all images of each class: one pass over the rows, which lie one behind the other.
struct Totals
{
    explicit Totals(const ConfusionMatrix& matrix)
        : truth(static_cast<std::size_t>(matrix.classCount())), predicted(truth.size())
    {
        for (int row = 0; row < matrix.classCount(); ++row) {
            for (int column = 0; column < matrix.classCount(); ++column) {
                const std::int64_t count = matrix.count(row, column);
                truth[static_cast<std::size_t>(row)] += count;
                predicted[static_cast<std::size_t>(column)] += count;
            }
        }
    }

    std::vector<std::int64_t> truth;
    std::vector<std::int64_t> predicted;
};

class Summing
{
public:
    Summing(const ConfusionMatrix& matrix, std::span<const int> order, MatrixWindow& window)
        : m_matrix(matrix), m_order(order), m_window(window)
    {}

    void addCells()
    {
        for (std::size_t row = 0; row < m_window.rows.size(); ++row) {
            for (int place = m_window.rows[row].begin; place < m_window.rows[row].end; ++place) {
                addRow(row * m_window.columns.size(), classAt(place));
            }
        }
    }

    [[nodiscard]] std::vector<std::int64_t> sums(const std::vector<PlaceRange>& groups,
                                                 const std::vector<std::int64_t>& ofClass) const
    {
        std::vector<std::int64_t> sums;
        for (const PlaceRange& group : groups) {
            sums.push_back(0);
            for (int place = group.begin; place < group.end; ++place) {
                sums.back() += ofClass[static_cast<std::size_t>(classAt(place))];
            }
        }
        return sums;
    }

private:
    [[nodiscard]] int classAt(int place) const { return m_order[static_cast<std::size_t>(place)]; }

    void addRow(std::size_t firstCell, int truth)
    {
        for (std::size_t column = 0; column < m_window.columns.size(); ++column) {
            std::int64_t& count = m_window.counts[firstCell + column];
            for (int place = m_window.columns[column].begin; place < m_window.columns[column].end; ++place) {
                const std::int64_t images = m_matrix.count(truth, classAt(place));
                count += images;
                m_window.right[firstCell + column] += classAt(place) == truth ? images : 0;
            }
        }
    }

    const ConfusionMatrix& m_matrix;
    std::span<const int> m_order;
    MatrixWindow& m_window;
};

} // namespace

double shareOf(const MatrixWindow& window, int row, int column, std::int64_t images, MatrixShare share)
{
    std::int64_t whole = window.total;
    if (share != MatrixShare::OfAll) {
        whole = share == MatrixShare::OfTruth ? window.truthTotals[static_cast<std::size_t>(row)]
                                              : window.predictedTotals[static_cast<std::size_t>(column)];
    }
    return whole == 0 ? 0.0 : static_cast<double>(images) / static_cast<double>(whole);
}

MatrixWindow computeMatrixWindow(const ConfusionMatrix& matrix, std::span<const int> order, PlaceRange rows,
                                 PlaceRange columns, int side)
{
    const auto held = [&](PlaceRange range) {
        const int begin = std::clamp(range.begin, 0, static_cast<int>(order.size()));
        return PlaceRange{begin, std::clamp(range.end, begin, static_cast<int>(order.size()))};
    };
    MatrixWindow window;
    if (held(rows).count() == 0 || held(columns).count() == 0) {
        return window;
    }
    window.rows = groupsOf(held(rows), side);
    window.columns = groupsOf(held(columns), side);
    window.counts.assign(window.rows.size() * window.columns.size(), 0);
    window.right = window.counts;
    Summing summing(matrix, order, window);
    summing.addCells();
    const Totals totals(matrix);
    window.truthTotals = summing.sums(window.rows, totals.truth);
    window.predictedTotals = summing.sums(window.columns, totals.predicted);
    for (const std::int64_t images : totals.truth) {
        window.total += images;
    }
    return window;
}

} // namespace saccade
