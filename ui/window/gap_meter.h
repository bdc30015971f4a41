#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <chrono>
#include <cstdint>
#include <vector>

namespace saccade {

/// How long the event loop was deaf at a time: a timer ticks every millisecond, a gap is the time between two ticks. UI
/// thread.
class GapMeter final : public QObject
{
public:
    explicit GapMeter(QObject* parent = nullptr);

    void start();
    /// Forgets what was recorded; the next gap begins now.
    void reset();

    [[nodiscard]] std::int64_t count() const { return m_count; }
    [[nodiscard]] double longestMs() const { return m_longestMs; }
    /// The gap that `share` (0..1) of all gaps do not pass, rounded up to 0.1 ms.
    [[nodiscard]] double percentileMs(double share) const;
    /// Share of the recorded time that lies in gaps longer than so much (rounded to 0.1 ms), 0..1.
    [[nodiscard]] double timeShareAbove(double ms) const;
    /// One line for a terminal.
    [[nodiscard]] QString summary() const;

    void record(double gapMs);

private:
    void tick();

    QTimer m_timer;
    std::chrono::steady_clock::time_point m_last;
    std::vector<std::int64_t> m_histogram; // gaps by tenths of a millisecond; the last bin holds all longer ones
    std::vector<double> m_binMs;           // their sum
    std::int64_t m_count = 0;
    double m_longestMs = 0;
    double m_totalMs = 0;
};

} // namespace saccade
