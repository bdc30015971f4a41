#include "ui/plots/matrix_layout.h"

#include <algorithm>

namespace saccade {

namespace {

constexpr int kLargestPitch = 56;
constexpr int kLargestPitchOfFew = 112;
constexpr int kWidthOfFew = 360;
constexpr int kSmallestPitchForNumbers = 24;
constexpr int kSmallestPitchForNames = 16;
constexpr int kThumbnail = 24;
constexpr int kNameGap = 8;
constexpr int kLargestName = 120;
constexpr int kLegend = 32; // without its two lines of text

/// Few classes get larger cells, so that two of them are no stamp in a large pane.
int largestPitch(int classCount)
{
    return std::clamp(kWidthOfFew / std::max(1, classCount), kLargestPitch, kLargestPitchOfFew);
}

} // namespace

QRect MatrixLayout::cell(int row, int column) const
{
    return {origin.x() + column * pitch, origin.y() + row * pitch, std::max(1, pitch - gap), std::max(1, pitch - gap)};
}

QRect MatrixLayout::cells() const
{
    return {origin, QSize(classCount * pitch, classCount * pitch)};
}

std::optional<MatrixCell> MatrixLayout::cellAt(QPoint point) const
{
    if (classCount == 0 || !cells().contains(point)) {
        return std::nullopt;
    }
    return MatrixCell{(point.y() - origin.y()) / pitch, (point.x() - origin.x()) / pitch};
}

MatrixLayout layOutMatrix(int classCount, QSize area, int longestName, int lineHeight)
{
    MatrixLayout layout;
    layout.lineHeight = lineHeight;
    const int axisTitle = lineHeight + 4;
    layout.classCount = classCount;
    const int names = std::min(longestName, kLargestName) + kThumbnail + 2 * kNameGap;
    const int head = axisTitle + kThumbnail + lineHeight + 8;
    const auto pitchWith = [&](int left, int top) {
        const int wide = area.width() - axisTitle - left;
        const int high = area.height() - kLegend - 2 * lineHeight - top;
        return std::min(wide, high) / std::max(1, classCount);
    };
    layout.pitch = std::min(largestPitch(classCount), pitchWith(names, head));
    layout.showsNames = layout.pitch >= kSmallestPitchForNames;
    if (!layout.showsNames) {
        layout.pitch = pitchWith(0, axisTitle);
    }
    layout.pitch = std::clamp(layout.pitch, 1, largestPitch(classCount));
    layout.showsNumbers = layout.pitch >= kSmallestPitchForNumbers;
    layout.gap = layout.pitch >= kSmallestPitchForNumbers ? 2 : layout.pitch >= 6 ? 1 : 0;
    layout.nameWidth = layout.showsNames ? names : 0;
    layout.headHeight = layout.showsNames ? head : axisTitle;
    layout.origin = {axisTitle + layout.nameWidth, layout.headHeight};
    return layout;
}

} // namespace saccade
