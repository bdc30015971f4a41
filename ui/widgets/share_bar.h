#pragma once

#include <QList>
#include <QStyledItemDelegate>
#include <QWidget>

namespace saccade {

/// Shares of training, validation and test side by side in their colours, parted by 2 px. Painting only; UI thread.
void paintShares(QPainter& painter, const QRect& area, const QList<double>& shares, int radius);

/// The thick bar of the split.
class ShareBar final : public QWidget
{
    Q_OBJECT

public:
    explicit ShareBar(QWidget* parent = nullptr);

    void setShares(const QList<double>& shares);
    [[nodiscard]] QSize sizeHint() const override { return {200, 20}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<double> m_shares;
};

/// The thin bar of a table cell; the shares come under `role`. They are scaled by the cell's own total.
class ShareDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit ShareDelegate(int role, QObject* parent = nullptr);

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    int m_role;
};

} // namespace saccade
