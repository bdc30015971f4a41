#pragma once

#include <QLayout>
#include <QList>

namespace saccade {

/// Widgets one after the other like words, with line breaks where the width ends; mirrored right-to-left. UI thread.
class FlowLayout final : public QLayout
{
public:
    FlowLayout(int gap, QWidget* parent);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize minimumSize() const override;
    [[nodiscard]] QSize sizeHint() const override { return minimumSize(); }
    void setGeometry(const QRect& area) override;

private:
    /// Gives the height; moves the widgets only when asked to.
    int layOut(const QRect& area, bool movesItems) const;

    int m_gap;
    QList<QLayoutItem*> m_items;
};

} // namespace saccade
