#include "ui/models/curve_data.h"

#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

double shown(CurveQuantity quantity, double loss, double accuracy)
{
    return quantity == CurveQuantity::Loss ? loss : accuracy * 100;
}

std::optional<double> shownValidation(CurveQuantity quantity, const EpochPoint& point)
{
    if (quantity == CurveQuantity::Loss) {
        return point.validationLoss;
    }
    return point.validationAccuracy ? std::optional<double>(*point.validationAccuracy * 100) : std::nullopt;
}

} // namespace

void CurveData::clear()
{
    *this = CurveData();
}

void CurveData::setPlanned(double epochs, std::int64_t steps)
{
    m_plannedEpochs = epochs;
    m_plannedSteps = steps;
}

void CurveData::addBatches(const std::vector<BatchPoint>& batches)
{
    m_batches.insert(m_batches.end(), batches.begin(), batches.end());
}

void CurveData::addEpochs(const std::vector<EpochPoint>& epochs)
{
    for (EpochPoint point : epochs) {
        point.predictions.reset();
        m_epochs.push_back(std::move(point));
    }
}

double CurveData::position(const BatchPoint& point, CurveAxis axis) const
{
    switch (axis) {
    case CurveAxis::Epoch: return point.epoch;
    case CurveAxis::Step: return static_cast<double>(point.step);
    case CurveAxis::Time: break;
    }
    return point.seconds;
}

double CurveData::position(const EpochPoint& point, CurveAxis axis) const
{
    switch (axis) {
    case CurveAxis::Epoch: return point.epoch;
    case CurveAxis::Step: return static_cast<double>(point.step);
    case CurveAxis::Time: break;
    }
    // A validation's own clock runs on while it validates; the steps' clock does not. One axis needs one clock.
    const auto after = std::upper_bound(m_batches.begin(), m_batches.end(), point.step,
                                        [](std::int64_t step, const BatchPoint& batch) { return step < batch.step; });
    return after == m_batches.begin() ? point.seconds : std::prev(after)->seconds;
}

std::vector<CurvePoint> CurveData::training(CurveQuantity quantity, CurveAxis axis) const
{
    std::vector<CurvePoint> points;
    points.reserve(m_batches.size());
    for (const BatchPoint& point : m_batches) {
        points.push_back({position(point, axis), shown(quantity, point.loss, point.accuracy)});
    }
    return points;
}

std::vector<CurvePoint> CurveData::validation(CurveQuantity quantity, CurveAxis axis) const
{
    std::vector<CurvePoint> points;
    for (const EpochPoint& point : m_epochs) {
        if (const auto value = shownValidation(quantity, point)) {
            points.push_back({position(point, axis), *value});
        }
    }
    return points;
}

std::optional<std::size_t> CurveData::best(CurveQuantity quantity) const
{
    if (quantity == CurveQuantity::Accuracy) {
        const auto kept = std::find_if(m_epochs.rbegin(), m_epochs.rend(), [](const EpochPoint& point) {
            return point.isBest && point.validationAccuracy && std::isfinite(*point.validationAccuracy);
        });
        if (kept != m_epochs.rend()) {
            return static_cast<std::size_t>(m_epochs.rend() - kept) - 1;
        }
    }
    std::optional<std::size_t> found;
    double foundValue = 0;
    for (std::size_t i = 0; i < m_epochs.size(); ++i) {
        const auto value = shownValidation(quantity, m_epochs[i]);
        if (!value || !std::isfinite(*value)) {
            continue;
        }
        const bool isBetter = quantity == CurveQuantity::Loss ? *value < foundValue : *value > foundValue;
        if (!found || isBetter) {
            found = i;
            foundValue = *value;
        }
    }
    return found;
}

std::size_t CurveData::stopCount() const
{
    return m_epochs.empty() ? m_batches.size() : m_epochs.size();
}

double CurveData::stopPosition(std::size_t stop, CurveAxis axis) const
{
    return m_epochs.empty() ? position(m_batches.at(stop), axis) : position(m_epochs.at(stop), axis);
}

CurveReading CurveData::reading(std::size_t stop) const
{
    if (m_epochs.empty()) {
        const BatchPoint& point = m_batches.at(stop);
        CurveReading reading;
        reading.step = point.step;
        reading.epoch = point.epoch;
        reading.seconds = point.seconds;
        reading.trainLoss = point.loss;
        reading.trainAccuracy = point.accuracy;
        reading.learningRate = point.learningRate;
        return reading;
    }
    const EpochPoint& point = m_epochs.at(stop);
    return {point.step,
            point.epoch,
            position(point, CurveAxis::Time),
            point.trainLoss,
            point.trainAccuracy,
            point.validationLoss,
            point.validationAccuracy,
            point.learningRate,
            true,
            best(CurveQuantity::Accuracy) == stop};
}

std::size_t CurveData::nearestStop(double x, CurveAxis axis) const
{
    const std::size_t count = stopCount();
    std::size_t low = 0;
    std::size_t high = count;
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (stopPosition(middle, axis) < x) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == count) {
        return count == 0 ? 0 : count - 1;
    }
    const bool isLeftNearer = low > 0 && x - stopPosition(low - 1, axis) < stopPosition(low, axis) - x;
    return isLeftNearer ? low - 1 : low;
}

double CurveData::now(CurveAxis axis) const
{
    double latest = 0;
    if (!m_batches.empty()) {
        latest = position(m_batches.back(), axis);
    }
    if (!m_epochs.empty()) {
        latest = std::max(latest, position(m_epochs.back(), axis));
    }
    return latest;
}

double CurveData::end(CurveAxis axis) const
{
    const double latest = now(axis);
    switch (axis) {
    case CurveAxis::Epoch: return std::max(latest, m_plannedEpochs);
    case CurveAxis::Step: return std::max(latest, static_cast<double>(m_plannedSteps));
    case CurveAxis::Time: break;
    }
    const double done = now(CurveAxis::Step);
    const double planned = static_cast<double>(m_plannedSteps);
    return done > 0 && planned > done ? latest * planned / done : latest;
}

namespace {

/// The first, lowest, highest and last finite point of one column.
class Column final
{
public:
    void add(const CurvePoint& point)
    {
        if (m_count++ == 0) {
            m_first = m_low = m_high = point;
        }
        m_low = point.y < m_low.y ? point : m_low;
        m_high = point.y > m_high.y ? point : m_high;
        m_last = point;
    }

    void flush(std::vector<CurvePoint>& target)
    {
        if (m_count > 0) {
            append(target, m_first);
            append(target, m_low.x <= m_high.x ? m_low : m_high);
            append(target, m_low.x <= m_high.x ? m_high : m_low);
            append(target, m_last);
        }
        m_count = 0;
    }

private:
    static void append(std::vector<CurvePoint>& target, const CurvePoint& point)
    {
        if (target.empty() || !(target.back() == point)) {
            target.push_back(point);
        }
    }

    std::size_t m_count = 0;
    CurvePoint m_first, m_low, m_high, m_last;
};

} // namespace

std::vector<CurvePoint> envelope(const std::vector<CurvePoint>& points, double from, double to, int columns)
{
    if (columns < 1 || !(to > from) || points.size() <= static_cast<std::size_t>(columns) * 2) {
        return points;
    }
    const auto before = [](const CurvePoint& point, double x) { return point.x < x; };
    auto first = std::lower_bound(points.begin(), points.end(), from, before);
    auto last = std::upper_bound(points.begin(), points.end(), to,
                                 [](double x, const CurvePoint& point) { return x < point.x; });
    first = first == points.begin() ? first : first - 1;
    last = last == points.end() ? last : last + 1;
    std::vector<CurvePoint> result;
    Column column;
    int current = -1;
    for (auto point = first; point != last; ++point) {
        const int index = static_cast<int>(std::clamp((point->x - from) / (to - from), 0.0, 1.0) * columns);
        if (index != current || !std::isfinite(point->y)) {
            column.flush(result);
            current = index;
        }
        if (std::isfinite(point->y)) {
            column.add(*point);
        } else {
            result.push_back(*point);
        }
    }
    column.flush(result);
    return result;
}

std::vector<CurvePoint> sampled(const std::vector<CurvePoint>& points, double from, double to, int columns)
{
    if (columns < 1 || !(to > from) || points.size() <= static_cast<std::size_t>(columns) * 2) {
        return points;
    }
    std::vector<CurvePoint> result;
    int current = -1;
    for (const CurvePoint& point : points) {
        const int index = static_cast<int>(std::clamp((point.x - from) / (to - from), 0.0, 1.0) * columns);
        if (index == current) {
            result.back() = point;
        } else {
            result.push_back(point);
            current = index;
        }
    }
    return result;
}

std::vector<CurvePoint> smooth(const std::vector<CurvePoint>& points, double beta)
{
    std::vector<CurvePoint> result = points;
    double sum = 0;
    double remaining = 1; // beta^t
    for (CurvePoint& point : result) {
        if (!std::isfinite(point.y)) {
            continue;
        }
        sum = beta * sum + (1 - beta) * point.y;
        remaining *= beta;
        point.y = sum / (1 - remaining);
    }
    return result;
}

double smoothingFactor(double slider, double steps)
{
    const double share = std::clamp(slider, 0.0, 1.0);
    const double span = share * share * std::max(steps, 1.0) / 10;
    return span < 0.05 ? 0 : std::exp(-1 / span);
}

} // namespace saccade
