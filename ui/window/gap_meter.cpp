#include "ui/window/gap_meter.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace saccade {

namespace {

constexpr double kBinsPerMs = 10;
constexpr std::size_t kBins = 20'001; // to 2 s

std::size_t binOf(double ms)
{
    const double bin = std::ceil(std::max(ms, 0.0) * kBinsPerMs - 1e-9);
    return std::min(static_cast<std::size_t>(bin), kBins - 1);
}

} // namespace

GapMeter::GapMeter(QObject* parent) : QObject(parent), m_histogram(kBins), m_binMs(kBins)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(1);
    connect(&m_timer, &QTimer::timeout, this, &GapMeter::tick);
}

void GapMeter::start()
{
    reset();
    m_timer.start();
}

void GapMeter::reset()
{
    std::fill(m_histogram.begin(), m_histogram.end(), 0);
    std::fill(m_binMs.begin(), m_binMs.end(), 0.0);
    m_count = 0;
    m_longestMs = 0;
    m_totalMs = 0;
    m_last = std::chrono::steady_clock::now();
}

void GapMeter::tick()
{
    const auto now = std::chrono::steady_clock::now();
    record(std::chrono::duration<double, std::milli>(now - m_last).count());
    m_last = now;
}

void GapMeter::record(double gapMs)
{
    ++m_histogram[binOf(gapMs)];
    m_binMs[binOf(gapMs)] += gapMs;
    ++m_count;
    m_totalMs += gapMs;
    m_longestMs = std::max(m_longestMs, gapMs);
}

double GapMeter::percentileMs(double share) const
{
    const auto wanted = static_cast<std::int64_t>(std::ceil(share * static_cast<double>(m_count)));
    std::int64_t passed = 0;
    for (std::size_t bin = 0; bin + 1 < kBins; ++bin) {
        passed += m_histogram[bin];
        if (passed >= wanted) {
            return std::min(static_cast<double>(bin) / kBinsPerMs, m_longestMs);
        }
    }
    return m_longestMs;
}

double GapMeter::timeShareAbove(double ms) const
{
    const auto first = m_binMs.begin() + static_cast<std::ptrdiff_t>(std::min(binOf(ms) + 1, kBins));
    return m_totalMs > 0 ? std::accumulate(first, m_binMs.end(), 0.0) / m_totalMs : 0;
}

QString GapMeter::summary() const
{
    return QStringLiteral("event-loop gaps: %1 in %2 s, median %3 ms, p99 %4 ms, longest %5 ms; "
                          "%6 % of the time in gaps over 16 ms")
        .arg(m_count)
        .arg(m_totalMs / 1e3, 0, 'f', 1)
        .arg(percentileMs(0.5), 0, 'f', 1)
        .arg(percentileMs(0.99), 0, 'f', 1)
        .arg(m_longestMs, 0, 'f', 1)
        .arg(timeShareAbove(16) * 100, 0, 'f', 2);
}

} // namespace saccade
