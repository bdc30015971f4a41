#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/widgets/image_grid.h"

namespace saccade {

namespace {

constexpr int kBadge = 22;

void paintBadge(QPainter& painter, const QRect& picture, const QString& icon, double ratio)
{
    const QRect area(picture.right() - kBadge - 2, picture.top() + 4, kBadge, kBadge);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().warningTint);
    painter.drawRoundedRect(area, 4, 4);
    painter.drawPixmap(area.adjusted(3, 3, -3, -3), iconPixmap(icon, theme().warning, kBadge - 6, ratio));
}

/// The chosen cell: a tinted card around picture and captions; its edge is the focus ring, 2 px off the picture.
void paintChosen(QPainter& painter, const QRect& cell, bool hasFocus)
{
    painter.setBrush(theme().tint);
    painter.setPen(QPen(hasFocus ? theme().accentText : theme().control, hasFocus ? 2 : 1));
    painter.drawRoundedRect(QRectF(cell).adjusted(-4, -4, 4, 3), 4, 4);
}

} // namespace

QPixmap ImageGrid::picture(int row) const
{
    if (const QPixmap* known = m_pictures.object(row)) {
        return *known;
    }
    const auto image = m_model->index(row, 0).data(Qt::DecorationRole).value<QImage>();
    if (image.isNull()) {
        return {};
    }
    const double ratio = devicePixelRatioF();
    const QSize target = image.size().scaled(QSize(m_side, m_side) * ratio, Qt::KeepAspectRatio);
    auto* scaled =
        new QPixmap(QPixmap::fromImage(image.scaled(target, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)));
    scaled->setDevicePixelRatio(ratio);
    const QPixmap result = *scaled;
    m_pictures.insert(row, scaled, std::max(1, target.width() * target.height() * 4 / 1024));
    return result;
}

void ImageGrid::paintCaption(QPainter& painter, const QRect& cell, const QModelIndex& index) const
{
    const int emphasis = index.data(EmphasisRole).toInt();
    const QRect line(cell.left(), cell.top() + m_side + 4, cell.width(), textSized(15));
    const QString note = index.data(NoteRole).toString();
    const QFont noteFont = themeFont(TextSize::Caption);
    int captionWidth = line.width();
    painter.setFont(noteFont);
    painter.setPen(theme().text2);
    if (m_notePlace == NotePlace::Beside) {
        captionWidth -= painter.fontMetrics().horizontalAdvance(note) + 4;
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, note);
    } else {
        const QString fitted = painter.fontMetrics().elidedText(note, Qt::ElideRight, line.width());
        painter.drawText(line.translated(0, textSized(14)), Qt::AlignLeft | Qt::AlignVCenter, fitted);
    }
    painter.setFont(themeFont(TextSize::Caption, QFont::Medium));
    painter.setPen(emphasis == 3   ? theme().warning
                   : emphasis == 2 ? theme().bad
                   : emphasis == 1 ? theme().good
                                   : theme().text);
    const QString caption = painter.fontMetrics().elidedText(index.data(CaptionRole).toString(), Qt::ElideRight,
                                                             std::max(16, captionWidth));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, caption);
}

void ImageGrid::paintCell(QPainter& painter, int row) const
{
    const QRect cell = cellRect(row);
    const QModelIndex index = m_model->index(row, 0);
    const QRect square(cell.left(), cell.top(), m_side, m_side);
    QRect area = square;
    if (row == m_current || m_selected.contains(row)) {
        paintChosen(painter, cell, row == m_current && hasFocus());
    }
    const QPixmap image = picture(row);
    if (image.isNull()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme().grid);
        painter.drawRoundedRect(square, 2, 2);
    } else {
        area = QRect({0, 0}, image.deviceIndependentSize().toSize());
        area.moveCenter(square.center());
        painter.drawPixmap(area.topLeft(), image);
    }
    const QString badge = index.data(BadgeRole).toString();
    if (!badge.isEmpty()) {
        paintBadge(painter, area, badge, devicePixelRatioF());
    }
    paintCaption(painter, cell, index);
}

void ImageGrid::paintEvent(QPaintEvent* event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), theme().surface);
    if (count() == 0) {
        painter.setFont(themeFont(TextSize::Body));
        painter.setPen(theme().text2);
        painter.drawText(viewport()->rect().adjusted(32, 0, -32, 0), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing);
    const int high = cellSize().height();
    const int top = event->rect().top() + verticalScrollBar()->value();
    const int first = std::max(0, (top - high) / high) * columns();
    const int lines = event->rect().height() / high + 3;
    const int last = std::min(count(), first + lines * columns());
    for (int row = first; row < last; ++row) {
        if (cellRect(row).adjusted(-4, -4, 4, 4).intersects(event->rect())) {
            paintCell(painter, row);
        }
    }
}

} // namespace saccade
