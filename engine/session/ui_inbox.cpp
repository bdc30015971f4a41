#include "engine/session/ui_inbox.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPointer>

namespace saccade {

namespace {

const QEvent::Type kCallsWait = static_cast<QEvent::Type>(QEvent::registerEventType());

} // namespace

UiInbox::~UiInbox() = default;

void UiInbox::post(std::function<void()> call)
{
    bool isFirst = false;
    {
        const std::lock_guard lock(m_mutex);
        isFirst = m_calls.empty();
        m_calls.push_back(std::move(call));
    }
    if (isFirst) {
        // The event carries nothing: what it announces lies behind our own lock.
        QCoreApplication::postEvent(this, new QEvent(kCallsWait));
    }
}

bool UiInbox::event(QEvent* event)
{
    if (event->type() != kCallsWait) {
        return QObject::event(event);
    }
    runCalls();
    return true;
}

void UiInbox::runCalls()
{
    std::vector<std::function<void()>> calls;
    {
        const std::lock_guard lock(m_mutex);
        calls.swap(m_calls);
    }
    // A call may end in the destruction of this object.
    const QPointer<UiInbox> guard(this);
    for (const std::function<void()>& call : calls) {
        if (!guard) {
            return;
        }
        call();
    }
}

} // namespace saccade
