#pragma once

#include <deque>

namespace saccade {

/// How many events a second there were in the last two seconds. One thread.
class FrameRate final
{
public:
    /// At that time; times never fall.
    void add(double seconds);
    /// The intervals between the events counted, over their time; 0 for fewer than two events.
    [[nodiscard]] double perSecond() const;

private:
    std::deque<double> m_times;
};

} // namespace saccade
