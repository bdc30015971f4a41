#include "app/first_paint.h"

#include <QEvent>
#include <QWidget>

namespace saccade {

FirstPaint::FirstPaint(QWidget& window, std::function<void()> painted) : QObject(&window), m_painted(std::move(painted))
{
    window.installEventFilter(this);
}

bool FirstPaint::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Paint) {
        watched->removeEventFilter(this);
        // The children are painted and the picture is sent before the loop turns again.
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_painted();
                deleteLater();
            },
            Qt::QueuedConnection);
    }
    return false;
}

} // namespace saccade
