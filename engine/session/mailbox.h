#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <functional>
#include <mutex>
#include <utility>

#include "engine/session/ui_inbox.h"

namespace saccade {

inline constexpr int kDeliveryMs = 34; ///< between deliveries: just under 30 a second

/// Collects what worker threads tell the UI and delivers it there at most 30 times a second; the first change after a
/// pause is delivered at once. Content bounds itself: put() is given the content that waits, to change or merge. At
/// most one wake-up is outstanding. Made and destroyed on the UI thread, after every writer has ended.
template <typename Content>
class Mailbox final
{
public:
    /// receive runs on the UI thread and may destroy this object.
    explicit Mailbox(std::function<void(Content&&)> receive) : m_receive(std::move(receive))
    {
        m_timer.setSingleShot(true);
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, [this] { deliver(); });
    }

    /// change(Content&) runs under the lock. Must not block. Any thread.
    template <typename Change>
    void put(Change&& change)
    {
        bool wakes = false;
        {
            const std::lock_guard lock(m_mutex);
            std::forward<Change>(change)(m_content);
            wakes = !std::exchange(m_isAwaited, true);
        }
        if (wakes) {
            m_inbox.post([this] { deliverInTime(); });
        }
    }

private:
    void deliverInTime()
    {
        const qint64 passed = m_sinceDelivery.isValid() ? m_sinceDelivery.elapsed() : kDeliveryMs;
        if (passed >= kDeliveryMs) {
            deliver();
        } else {
            m_timer.start(static_cast<int>(kDeliveryMs - passed));
        }
    }

    void deliver()
    {
        Content content{};
        {
            const std::lock_guard lock(m_mutex);
            std::swap(content, m_content);
            m_isAwaited = false;
        }
        m_sinceDelivery.start();
        const auto receive = m_receive; // this object may be gone when it returns
        receive(std::move(content));
    }

    std::function<void(Content&&)> m_receive;
    std::mutex m_mutex;
    Content m_content{};
    bool m_isAwaited = false;
    QElapsedTimer m_sinceDelivery; // of the UI thread, like the timer
    QTimer m_timer;
    UiInbox m_inbox;
};

} // namespace saccade
