#include "ui/widgets/grey_tiles.h"

#include <QPainter>

#include "ui/theme/theme.h"
#include "ui/widgets/image_grid.h"

namespace saccade {

namespace {
constexpr int kGap = 16;
constexpr int kCaptions = 37; // two lines and the gap below
} // namespace

GreyTiles::GreyTiles(const ImageGrid& grid, QWidget* parent) : QWidget(parent), m_grid(grid) {}

void GreyTiles::paintEvent(QPaintEvent*)
{
    const int side = m_grid.pictureSide();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().grid);
    for (int y = 8; y < height(); y += side + kCaptions) {
        for (int x = kGap; x + side <= width() - kGap; x += side + kGap) {
            painter.drawRoundedRect(x, y, side, side, 2, 2);
            painter.drawRoundedRect(x, y + side + 7, side * 2 / 3, 6, 2, 2);
        }
    }
}

} // namespace saccade
