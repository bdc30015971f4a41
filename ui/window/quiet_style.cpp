#include "ui/window/quiet_style.h"

#include <QKeyEvent>
#include <QMenuBar>

namespace saccade {

QuietStyle::QuietStyle() : QProxyStyle(QStringLiteral("Fusion")) {}

int QuietStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                          QStyleHintReturn* answer) const
{
    if (hint == SH_UnderlineShortcut) {
        return m_isAltDown ? 1 : 0;
    }
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons) {
        return 0;
    }
    return QProxyStyle::styleHint(hint, option, widget, answer);
}

int QuietStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    return metric == PM_SplitterWidth ? 1 : QProxyStyle::pixelMetric(metric, option, widget);
}

void QuietStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (auto* bar = qobject_cast<QMenuBar*>(widget)) {
        bar->window()->installEventFilter(this);
    }
}

bool QuietStyle::eventFilter(QObject* watched, QEvent* event)
{
    const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease;
    if ((isKey && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Alt) || event->type() == QEvent::WindowDeactivate) {
        m_isAltDown = event->type() == QEvent::KeyPress;
        if (auto* window = qobject_cast<QWidget*>(watched)) {
            window->update();
            for (auto* bar : window->findChildren<QMenuBar*>()) {
                bar->update();
            }
        }
    }
    return QProxyStyle::eventFilter(watched, event);
}

} // namespace saccade
