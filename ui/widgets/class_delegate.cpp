#include "ui/widgets/class_delegate.h"

#include <QImage>
#include <QPainter>

#include "ui/theme/theme.h"

namespace saccade {

namespace {
constexpr int kPicture = 20;
}

ClassDelegate::ClassDelegate(QObject* parent) : QStyledItemDelegate(parent) {}

void paintRowGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index)
{
    const Theme& colours = theme();
    const bool isSelected = (option.state & QStyle::State_Selected) != 0;
    const bool isHovered = (option.state & QStyle::State_MouseOver) != 0;
    painter.fillRect(option.rect, isSelected ? colours.tint : isHovered ? colours.hover : colours.surface);
    painter.fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, colours.line);
    if ((option.state & QStyle::State_HasFocus) != 0 && index.column() == 0) {
        painter.fillRect(option.rect.left(), option.rect.top(), 3, option.rect.height() - 1, colours.accentText);
    }
}

void ClassDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    paintRowGround(*painter, option, index);
    painter->save();
    const QVariant weight = index.data(Qt::FontRole);
    painter->setFont(themeFont(TextSize::Body, weight.isValid() ? weight.value<QFont>().weight() : QFont::Normal));
    painter->setPen(theme().text);
    const bool isLast = index.column() + 1 == index.model()->columnCount();
    QRect area = option.rect.adjusted(index.column() == 0 ? measure::kPageMargin : 8, 0,
                                      isLast ? -measure::kPageMargin : -8, -1);
    const auto picture = index.data(Qt::DecorationRole).value<QImage>();
    if (!picture.isNull()) {
        const double ratio = painter->device()->devicePixelRatioF();
        const QSize size = picture.size().scaled(QSize(kPicture, kPicture) * ratio, Qt::KeepAspectRatio);
        QImage scaled = picture.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        scaled.setDevicePixelRatio(ratio);
        QRect place({0, 0}, scaled.deviceIndependentSize().toSize());
        place.moveCenter(QPoint(area.left() + kPicture / 2 - 1, area.center().y()));
        painter->drawImage(QStyle::visualRect(option.direction, option.rect, place).topLeft(), scaled);
        area.setLeft(area.left() + kPicture + 8);
    }
    area = QStyle::visualRect(option.direction, option.rect, area);
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    const QString text = painter->fontMetrics().elidedText(index.data().toString(), option.textElideMode, area.width());
    if ((alignment & Qt::AlignRight) != 0) {
        const auto end = QStyle::visualAlignment(option.direction, Qt::AlignRight | Qt::AlignVCenter);
        drawTabularText(*painter, area, static_cast<int>(end), text);
    } else {
        painter->drawText(area, Qt::AlignLeft | Qt::AlignVCenter, text);
    }
    painter->restore();
}

} // namespace saccade
