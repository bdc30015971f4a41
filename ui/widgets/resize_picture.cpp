#include "ui/widgets/resize_picture.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>

#include "ui/theme/theme.h"

namespace saccade {

namespace {

constexpr int kSide = 80;
constexpr int kArrow = 16;
constexpr int kGap = 12;
constexpr int kShade = 170; ///< opacity of what covers the lost part

QRect scaledBox(const PixelBox& box, const QRect& area, double width, double height)
{
    const double across = area.width() / std::max(1.0, width);
    const double down = area.height() / std::max(1.0, height);
    return QRectF(area.x() + box.left * across, area.y() + box.top * down, box.width * across, box.height * down)
        .toAlignedRect()
        .intersected(area);
}

} // namespace

ResizePicture::ResizePicture(QWidget* parent) : QWidget(parent)
{
    setFixedSize(sizeHint());
}

void ResizePicture::setPictures(const QImage& whole, ImageSize size, const ResizeRule& rule, const QImage& input)
{
    m_whole = whole;
    m_size = size;
    m_rule = rule;
    m_input = input;
    update();
}

QSize ResizePicture::sizeHint() const
{
    return {2 * kSide + 2 * kGap + kArrow, kSide};
}

ResizeGeometry ResizePicture::geometry() const
{
    return resizeGeometry(m_size, m_rule);
}

QRect ResizePicture::wholeRect() const
{
    const QRect area(0, 0, kSide, kSide);
    if (m_rule.mode == ResizeMode::Pad) {
        return scaledBox(geometry().target, framedRect(), m_rule.size.width, m_rule.size.height);
    }
    const QSize size = QSize(m_size.width, m_size.height).scaled(area.size(), Qt::KeepAspectRatio).expandedTo({1, 1});
    QRect whole({0, 0}, size);
    whole.moveCenter(area.center());
    return whole;
}

QRect ResizePicture::keptRect() const
{
    return scaledBox(geometry().source, wholeRect(), m_size.width, m_size.height);
}

QRect ResizePicture::framedRect() const
{
    return m_rule.mode == ResizeMode::Pad ? QRect(0, 0, kSide, kSide) : keptRect();
}

QRect ResizePicture::inputRect() const
{
    return {kSide + 2 * kGap + kArrow, 0, kSide, kSide};
}

void ResizePicture::paintWhole(QPainter& painter) const
{
    const QRect whole = wholeRect();
    const QRect framed = framedRect();
    if (m_rule.mode == ResizeMode::Pad) {
        painter.fillRect(framed, QColor(kPadValue, kPadValue, kPadValue));
    }
    const QSize pixels = (QSizeF(whole.size()) * devicePixelRatioF()).toSize().expandedTo({1, 1});
    painter.drawImage(whole, m_whole.scaled(pixels, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    QPainterPath lost;
    lost.addRect(whole);
    QPainterPath kept;
    kept.addRect(framed);
    QColor shade = theme().surface;
    shade.setAlpha(kShade);
    painter.fillPath(lost.subtracted(kept), shade);
    painter.setPen(QPen(theme().accent, 1));
    painter.drawRect(framed.adjusted(0, 0, -1, -1));
}

void ResizePicture::paintEvent(QPaintEvent*)
{
    if (m_whole.isNull()) {
        return;
    }
    QPainter painter(this);
    paintWhole(painter);
    if (m_input.isNull()) {
        return;
    }
    painter.drawPixmap(kSide + kGap, (kSide - kArrow) / 2,
                       iconPixmap(QStringLiteral("chevron-right"), theme().text2, kArrow, devicePixelRatioF()));
    const QSize pixels = (QSizeF(inputRect().size()) * devicePixelRatioF()).toSize();
    painter.drawImage(inputRect(), m_input.scaled(pixels, Qt::IgnoreAspectRatio, Qt::FastTransformation));
}

} // namespace saccade
