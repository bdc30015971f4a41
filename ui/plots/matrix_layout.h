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

/// What a matrix needs room for. Lengths in px.
struct MatrixShape
{
    int rows = 0;
    int columns = 0;
    int longestName = 0;       ///< of a row
    int longestColumnName = 0; ///< groups have shorter names above the columns
    int lineHeight = 16;       ///< of a caption
    bool hasImages = false;
};

/// Where everything of a matrix lies in a given area. A plain value, pure arithmetic.
struct MatrixLayout
{
    int rows = 0;
    int columns = 0;
    int pitch = 1;               ///< distance of two cells; a cell is pitch - gap wide
    int gap = 0;                 ///< 2 px, 1 px for small cells, 0 for tiny ones
    QPoint origin;               ///< top left of cell (0, 0)
    bool showsNumbers = true;    ///< cells are large enough for a number
    bool showsImages = false;    ///< class images beside the rows' names; upright names have them above too
    bool hasUprightNames = true; ///< above the columns; else they are turned by a quarter, bottom to top
    int nameStep = 1;            ///< every so many rows and columns have their name, so that none overlaps
    int nameWidth = 0;           ///< room left of the cells
    int headHeight = 0;          ///< room above the cells
    int lineHeight = 16;

    [[nodiscard]] QRect cell(int row, int column) const;
    [[nodiscard]] QRect cells() const; ///< all of them
    [[nodiscard]] std::optional<MatrixCell> cellAt(QPoint point) const;
    /// Where the name of a row or column is written; upright() turned back, as if it were written from left to right.
    [[nodiscard]] QRect rowName(int row) const;
    [[nodiscard]] QRect columnName(int column) const;

    bool operator==(const MatrixLayout&) const = default;
};

/// Fits the matrix into `area`. Square cells of at most 56 px, or 112 px where there are few classes.
[[nodiscard]] MatrixLayout layOutMatrix(const MatrixShape& shape, QSize area);

/// Cells smaller than this are no targets any more: then classes are shown in groups.
inline constexpr int kSmallestCell = 11;

/// In how many groups `classes` classes are shown: as many as classes where their cells are large enough; else as many
/// as the area has room for, so many at least, if it can be, that each group's own classes have room in it.
[[nodiscard]] int matrixSide(int classes, MatrixShape shape, QSize area);

} // namespace saccade
