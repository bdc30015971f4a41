#include "ui/plots/matrix_layout.h"

#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

constexpr int kLargestPitch = 56;
constexpr int kLargestPitchOfFew = 112;
constexpr int kWidthOfFew = 360;
constexpr int kSmallestPitchForNumbers = 24;
constexpr int kSmallestPitchForUprightNames = 40;
constexpr int kSmallestPitchForImages = 22;
constexpr int kGroupPitch = 14;
constexpr int kThumbnail = 24;
constexpr int kNameGap = 8;
constexpr int kLargestName = 120;
constexpr int kLargestTurnedName = 88;
constexpr int kLegend = 32;        // without its two lines of text
constexpr int kCompactLegend = 16; // without its only line

/// Few classes get larger cells, so that two of them are no stamp in a large pane.
int largestPitch(int classCount)
{
    return std::clamp(kWidthOfFew / std::max(1, classCount), kLargestPitch, kLargestPitchOfFew);
}

/// What letters need of a line.
int textHeight(const MatrixLayout& layout)
{
    return layout.lineHeight - 2;
}

int axisTitle(const MatrixShape& shape)
{
    return shape.lineHeight + 4;
}

/// Room for names beside and above the cells, and the pitch that is left.
void setNames(MatrixLayout& layout, const MatrixShape& shape, QSize area, bool upright)
{
    layout.hasUprightNames = upright;
    layout.showsImages = shape.hasImages;
    const int image = shape.hasImages ? kThumbnail : 0;
    layout.nameWidth = std::min(shape.longestName, kLargestName) + 2 * kNameGap + image;
    const int name = upright ? image + shape.lineHeight : std::min(shape.longestColumnName, kLargestTurnedName);
    layout.headHeight = axisTitle(shape) + name + kNameGap;
    layout.origin = {axisTitle(shape) + layout.nameWidth, layout.headHeight};
    const int wide = (area.width() - layout.origin.x()) / std::max(1, shape.columns);
    const int legend = upright ? kLegend + 2 * shape.lineHeight : kCompactLegend + shape.lineHeight;
    const int high = (area.height() - legend - layout.headHeight) / std::max(1, shape.rows);
    layout.pitch = std::clamp(std::min(wide, high), 1, largestPitch(std::max(shape.rows, shape.columns)));
}

} // namespace

QRect MatrixLayout::cell(int row, int column) const
{
    return {origin.x() + column * pitch, origin.y() + row * pitch, std::max(1, pitch - gap), std::max(1, pitch - gap)};
}

QRect MatrixLayout::cells() const
{
    return {origin, QSize(columns * pitch, rows * pitch)};
}

std::optional<MatrixCell> MatrixLayout::cellAt(QPoint point) const
{
    if (rows == 0 || !cells().contains(point)) {
        return std::nullopt;
    }
    return MatrixCell{(point.y() - origin.y()) / pitch, (point.x() - origin.x()) / pitch};
}

QRect MatrixLayout::rowName(int row) const
{
    const int image = showsImages ? kThumbnail + kNameGap : 0;
    const int left = lineHeight + 4;
    const QRect area = cell(row, 0);
    const int height = std::max(area.height(), textHeight(*this));
    return {left, area.center().y() - height / 2, origin.x() - kNameGap - image - left, height};
}

QRect MatrixLayout::columnName(int column) const
{
    const QRect area = cell(0, column);
    if (hasUprightNames) {
        return {area.left() - 1, origin.y() - kNameGap - lineHeight + 2, area.width() + 2, lineHeight + 2};
    }
    const int bottom = origin.y() - kNameGap / 2;
    const int top = lineHeight + 4;
    return {area.center().x() - textHeight(*this) / 2, top, textHeight(*this), bottom - top};
}

MatrixLayout layOutMatrix(const MatrixShape& shape, QSize area)
{
    MatrixLayout layout;
    layout.rows = shape.rows;
    layout.columns = shape.columns;
    layout.lineHeight = shape.lineHeight;
    setNames(layout, shape, area, true);
    if (layout.pitch < kSmallestPitchForUprightNames) {
        setNames(layout, shape, area, false);
    }
    if (layout.pitch < kSmallestPitchForImages && shape.hasImages) {
        MatrixShape plain = shape;
        plain.hasImages = false;
        setNames(layout, plain, area, false);
    }
    layout.showsNumbers = layout.pitch >= kSmallestPitchForNumbers;
    layout.gap = layout.pitch >= kSmallestPitchForNumbers ? 2 : layout.pitch >= 6 ? 1 : 0;
    layout.nameStep = (textHeight(layout) + layout.pitch - 1) / layout.pitch;
    return layout;
}

int matrixSide(int classes, MatrixShape shape, QSize area)
{
    const auto pitchOf = [&](int side) {
        shape.rows = shape.columns = side;
        return layOutMatrix(shape, area).pitch;
    };
    if (classes <= 2 || pitchOf(classes) >= kSmallestCell) {
        return classes;
    }
    const auto wanted = static_cast<int>(std::ceil(std::sqrt(classes)));
    int side = 2;
    while (side + 1 < classes && pitchOf(side + 1) >= (side < wanted ? kSmallestCell : kGroupPitch)) {
        ++side;
    }
    const int groupSize = (classes + side - 1) / side;
    return (classes + groupSize - 1) / groupSize;
}

} // namespace saccade
