#pragma once

#include <QStyledItemDelegate>

namespace saccade {

/// A row of the prediction history: thumbnail, class and confidence, name and age. UI thread.
class PredictionDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace saccade
