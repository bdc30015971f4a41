#include "ui/widgets/prediction_delegate.h"

#include <QPainter>
#include <algorithm>

#include "ui/models/prediction_history_model.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {

constexpr int kRow = 56;
constexpr int kPicture = 40;
constexpr int kEdge = 3;
constexpr int kTextLeft = 64;

void paintGround(QPainter& painter, const QStyleOptionViewItem& option)
{
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    if (isSelected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter.fillRect(option.rect, isSelected ? theme().tint : theme().hover);
    }
    if (isSelected) {
        const bool isMirrored = option.direction == Qt::RightToLeft;
        const int left = isMirrored ? option.rect.right() + 1 - kEdge : option.rect.left();
        painter.fillRect(QRect(left, option.rect.top(), kEdge, option.rect.height()), theme().accentText);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter.setPen(QPen(theme().accentText, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(option.rect.adjusted(1, 1, -1, -1));
    }
}

void paintPicture(QPainter& painter, const QRect& row, Qt::LayoutDirection direction, const QImage& image)
{
    QRect place(row.left() + 13, row.center().y() + 1 - kPicture / 2, kPicture, kPicture);
    place = QStyle::visualRect(direction, row, place);
    if (image.isNull()) {
        painter.fillRect(place, theme().grid);
        painter.drawPixmap(place.center() - QPoint(8, 8), iconPixmap(QStringLiteral("warning"), theme().bad, 16,
                                                                     painter.device()->devicePixelRatioF()));
        return;
    }
    QRect picture({0, 0}, image.size().scaled(place.size(), Qt::KeepAspectRatio));
    picture.moveCenter(place.center());
    painter.drawImage(picture, image);
}

/// A strong text at the start, a tabular figure at the end.
void paintLine(QPainter& painter, const QRect& line, Qt::LayoutDirection direction, const QString& text,
               const QString& figure, Qt::TextElideMode elide)
{
    const auto end = QStyle::visualAlignment(direction, Qt::AlignRight | Qt::AlignVCenter);
    const auto start = QStyle::visualAlignment(direction, Qt::AlignLeft | Qt::AlignVCenter);
    const QPen pen = painter.pen();
    const bool isToned = pen.color() == theme().bad || pen.color() == theme().warning;
    if (!figure.isEmpty()) {
        painter.setPen(isToned ? theme().text : pen.color());
        drawTabularText(painter, line, static_cast<int>(end), figure);
    }
    const int used = figure.isEmpty() ? 0 : tabularTextWidth(painter.fontMetrics(), figure) + measure::kControlGap;
    const QRect rest(line.left(), line.top(), line.width() - used, line.height());
    painter.setPen(pen);
    painter.drawText(QStyle::visualRect(direction, line, rest), static_cast<int>(start),
                     painter.fontMetrics().elidedText(text, elide, rest.width()));
}

QColor titleColor(const QModelIndex& index)
{
    if (index.data(PredictionHistoryModel::IsErrorRole).toBool()) {
        return theme().bad;
    }
    return index.data(PredictionHistoryModel::IsUnknownRole).toBool() ? theme().warning : theme().text;
}

} // namespace

QSize PredictionDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    const int text =
        QFontMetrics(themeFont(TextSize::Body)).height() + QFontMetrics(themeFont(TextSize::Caption)).height();
    return {0, std::max(kRow, text + 2 * measure::kControlGap)};
}

void PredictionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    paintGround(*painter, option);
    paintPicture(*painter, option.rect, option.direction, index.data(Qt::DecorationRole).value<QImage>());
    const QRect text =
        QStyle::visualRect(option.direction, option.rect, option.rect.adjusted(kTextLeft, 0, -measure::kPageMargin, 0));
    const int middle = text.center().y() + 1;
    const QFont strong = themeFont(TextSize::Body, QFont::DemiBold);
    const int strongHeight = QFontMetrics(strong).height();
    const QVariant confidence = index.data(PredictionHistoryModel::ConfidenceRole);
    painter->setFont(strong);
    painter->setPen(titleColor(index));
    paintLine(*painter, QRect(text.left(), middle - strongHeight, text.width(), strongHeight), option.direction,
              index.data().toString(), confidence.isValid() ? formatPercent(confidence.toDouble(), 1) : QString(),
              Qt::ElideRight);
    painter->setFont(themeFont(TextSize::Caption));
    painter->setPen(theme().text2);
    paintLine(*painter, QRect(text.left(), middle + 1, text.width(), painter->fontMetrics().height()), option.direction,
              index.data(PredictionHistoryModel::NameRole).toString(),
              index.data(PredictionHistoryModel::AgeRole).toString(), Qt::ElideMiddle);
    painter->restore();
}

} // namespace saccade
