#pragma once

#include <QWidget>

namespace saccade {

/// The 2 px focus ring inside the edge of a plot, above its content and transparent to the mouse.
class FocusFrame final : public QWidget
{
public:
    explicit FocusFrame(QWidget* parent);
    void setShown(bool isShown);

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace saccade
