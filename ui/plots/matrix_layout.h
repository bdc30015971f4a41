#pragma once

#include <QRect>
#include <QSize>
#include <optional>

namespace saccade {

/// A cell by its place in the drawing (row and column), not by class.
struct MatrixCell
{
    int row = 0;
    int column = 0;

    bool operator==(const MatrixCell&) const = default;
};

/// Where everything of a matrix of n classes lies in a given area. A plain value, pure arithmetic.
struct MatrixLayout
{
    int classCount = 0;
    int pitch = 1;            ///< distance of two cells; a cell is pitch - gap wide
    int gap = 0;              ///< 2 px, 1 px for small cells, 0 for tiny ones
    QPoint origin;            ///< top left of cell (0, 0)
    bool showsNames = true;   ///< class names and thumbnails beside the cells
    bool showsNumbers = true; ///< cells are large enough for their text
    int nameWidth = 0;        ///< room left of the cells
    int headHeight = 0;       ///< room above the cells
    int lineHeight = 16;      ///< of a caption

    [[nodiscard]] QRect cell(int row, int column) const;
    [[nodiscard]] QRect cells() const; ///< all of them
    [[nodiscard]] std::optional<MatrixCell> cellAt(QPoint point) const;

    bool operator==(const MatrixLayout&) const = default;
};

/// Fits the matrix into `area`; longestName is the width of the longest class name in px, lineHeight that of a caption.
/// Square cells of at most 56 px, or 112 px where there are few classes.
[[nodiscard]] MatrixLayout layOutMatrix(int classCount, QSize area, int longestName, int lineHeight = 16);

} // namespace saccade
