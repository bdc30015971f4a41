#pragma once

#include <QObject>

namespace saccade {

/// Turns SIGTERM and SIGINT into a signal of the event loop; a second one ends the process at once. SIGPIPE and
/// SIGXFSZ are ignored, so that a write fails with an error instead. One object at a time. UI thread.
class Termination final : public QObject
{
    Q_OBJECT

public:
    explicit Termination(QObject* parent = nullptr);
    ~Termination() override;

signals:
    void requested();

private:
    int m_event = -1;
};

} // namespace saccade
