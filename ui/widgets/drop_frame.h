#pragma once

#include <QWidget>

namespace saccade {

/// A sunken area with a dashed edge that says "drop here"; the page around it takes the drop and lights it up. UI
/// thread.
class DropFrame final : public QWidget
{
    Q_OBJECT

public:
    explicit DropFrame(QWidget* parent = nullptr);

    void setHighlighted(bool isHighlighted);
    [[nodiscard]] bool isHighlighted() const { return m_isHighlighted; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool m_isHighlighted = false;
};

} // namespace saccade
