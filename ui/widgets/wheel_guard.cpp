#include "ui/widgets/wheel_guard.h"

#include <QEvent>
#include <QWidget>

namespace saccade {

namespace {

class WheelGuard final : public QObject
{
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject*, QEvent* event) override
    {
        if (event->type() != QEvent::Wheel) {
            return false;
        }
        event->ignore(); // so that it goes on to the parents
        return true;
    }
};

} // namespace

void leaveWheelToPane(QWidget* control)
{
    control->installEventFilter(new WheelGuard(control));
}

} // namespace saccade
