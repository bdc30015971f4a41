#pragma once

#include <QObject>
#include <functional>

class QWidget;

namespace saccade {

/// Calls back once, after the window's first paint was handed to the display. UI thread.
class FirstPaint final : public QObject
{
public:
    /// Belongs to the window.
    FirstPaint(QWidget& window, std::function<void()> painted);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    std::function<void()> m_painted;
};

} // namespace saccade
