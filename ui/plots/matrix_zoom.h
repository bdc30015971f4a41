#pragma once

#include <vector>

#include "engine/metrics/matrix_window.h"

namespace saccade {

/// Which places of an order of classes a matrix shows: all of them, or a part of a part of them. A plain value.
class MatrixZoom final
{
public:
    explicit MatrixZoom(int classes = 0) : m_levels{{{0, classes}, {0, classes}}} {}

    [[nodiscard]] const PlaceRange& rows() const { return m_levels.back().rows; }
    [[nodiscard]] const PlaceRange& columns() const { return m_levels.back().columns; }
    [[nodiscard]] int classes() const { return m_levels.front().rows.count(); }
    /// How often one can go out.
    [[nodiscard]] int depth() const { return static_cast<int>(m_levels.size()) - 1; }

    void in(const PlaceRange& rows, const PlaceRange& columns) { m_levels.push_back({rows, columns}); }
    /// False at the outermost.
    bool out();

    bool operator==(const MatrixZoom&) const = default;

private:
    struct Level
    {
        PlaceRange rows;
        PlaceRange columns;

        bool operator==(const Level&) const = default;
    };
    std::vector<Level> m_levels; // the outermost first, never empty
};

inline bool MatrixZoom::out()
{
    if (m_levels.size() == 1) {
        return false;
    }
    m_levels.pop_back();
    return true;
}

} // namespace saccade
