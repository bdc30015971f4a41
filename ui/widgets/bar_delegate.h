#pragma once

#include <QStyledItemDelegate>

namespace saccade {

/// Draws a number 0..1 of the model (role given at construction) as a thin bar in the right map's strong colour.
class BarDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit BarDelegate(int shareRole, QObject* parent = nullptr) : QStyledItemDelegate(parent), m_shareRole(shareRole)
    {}

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    int m_shareRole;
};

} // namespace saccade
