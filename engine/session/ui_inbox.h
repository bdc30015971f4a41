#pragma once

#include <QObject>
#include <functional>
#include <mutex>
#include <vector>

namespace saccade {

/// Carries calls from worker threads to the thread that made this object, in order. At most one event is outstanding
/// however many calls wait; what waits when the object is destroyed is dropped.
class UiInbox final : public QObject
{
public:
    UiInbox() = default;
    ~UiInbox() override;

    /// Must not block. Any thread; the object must outlive every caller.
    void post(std::function<void()> call);

protected:
    bool event(QEvent* event) override;

private:
    void runCalls();

    std::mutex m_mutex;
    std::vector<std::function<void()>> m_calls;
};

} // namespace saccade
