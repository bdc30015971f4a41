#pragma once

#include <QStyledItemDelegate>

namespace saccade {

/// Table cells of the visual language: a 20 px picture before a class's name, equal digits in right-aligned columns, a
/// hairline below each row. UI thread.
class ClassDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit ClassDelegate(QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// The row's ground, tinted when selected, its hairline, and the focus ring at the row's first cell.
void paintRowGround(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index);

} // namespace saccade
