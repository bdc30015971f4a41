#include "engine/session/frame_rate.h"

namespace saccade {

namespace {

constexpr double kWindow = 2;

} // namespace

void FrameRate::add(double seconds)
{
    m_times.push_back(seconds);
    while (m_times.front() < seconds - kWindow) {
        m_times.pop_front();
    }
}

double FrameRate::perSecond() const
{
    const double time = m_times.empty() ? 0 : m_times.back() - m_times.front();
    return time > 0 ? static_cast<double>(m_times.size() - 1) / time : 0;
}

} // namespace saccade
