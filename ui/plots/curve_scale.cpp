#include "ui/plots/curve_scale.h"

#include <QLocale>
#include <algorithm>
#include <array>
#include <cmath>

namespace saccade {

namespace {

std::vector<double> sortedFinite(const std::vector<CurvePoint>& points)
{
    std::vector<double> values;
    values.reserve(points.size());
    for (const CurvePoint& point : points) {
        if (std::isfinite(point.y)) {
            values.push_back(point.y);
        }
    }
    std::sort(values.begin(), values.end());
    return values;
}

double quantile(const std::vector<double>& sorted, double share)
{
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

double roundStep(double least)
{
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least * (1 - 1e-9)) {
            return factor * power;
        }
    }
    return 10 * power;
}

/// The largest 1, 2, 5 times a power of ten that is not above value, or the smallest not below it.
double roundLog(double value, bool isUp)
{
    const double power = std::pow(10, std::floor(std::log10(value)));
    const std::array<double, 4> factors{1, 2, 5, 10};
    double below = power;
    for (const double factor : factors) {
        if (isUp && factor * power >= value * (1 - 1e-9)) {
            return factor * power;
        }
        if (factor * power <= value * (1 + 1e-9)) {
            below = factor * power;
        }
    }
    return isUp ? 10 * power : below;
}

QString shortNumber(double value)
{
    const bool isPlain = value == 0 || (std::abs(value) < 1e6 && std::abs(value) >= 1e-4);
    return QLocale().toString(value, 'g', isPlain ? 6 : 2);
}

CurveScale logScale(const std::vector<double>& training, const std::vector<double>& validation)
{
    double low = 0;
    double high = 0;
    for (const std::vector<double>* values : {&training, &validation}) {
        const auto first = std::upper_bound(values->begin(), values->end(), 0.0);
        if (first != values->end()) {
            low = low > 0 ? std::min(low, *first) : *first;
            high = std::max(high, values->back());
        }
    }
    if (!(low > 0)) {
        return {0.01, 1, true, {}};
    }
    CurveScale scale{roundLog(low, false), roundLog(high, true), true, {}};
    if (scale.high <= scale.low) {
        scale.high = scale.low * 10;
    }
    return scale;
}

} // namespace

CurveScale lossScale(const std::vector<CurvePoint>& training, const std::vector<CurvePoint>& validation,
                     bool isLogarithmic)
{
    const std::vector<double> steps = sortedFinite(training);
    const std::vector<double> checks = sortedFinite(validation);
    if (isLogarithmic) {
        return logScale(steps, checks);
    }
    double high = checks.empty() ? 0 : checks.back();
    double peak = high;
    if (!steps.empty()) {
        const double usual = quantile(steps, 0.98);
        peak = std::max(peak, steps.back());
        high = std::max(high, steps.back() > 3 * usual ? usual : steps.back());
    }
    if (!(high > 0)) {
        return {0, steps.empty() && checks.empty() ? 2.0 : 1.0, false, {}};
    }
    const double step = roundStep(high / 5);
    CurveScale scale{0, std::ceil(high / step - 1e-9) * step, false, {}};
    if (peak > scale.high) {
        scale.peak = peak;
    }
    return scale;
}

CurveScale accuracyScale(const std::vector<CurvePoint>& training, const std::vector<CurvePoint>& validation)
{
    const std::vector<double> steps = sortedFinite(training);
    const std::vector<double> checks = sortedFinite(validation);
    double low = 90;
    if (steps.empty() && checks.empty()) {
        low = 0;
    }
    if (!steps.empty()) {
        low = std::min(low, quantile(steps, 0.05));
    }
    if (!checks.empty()) {
        low = std::min(low, checks.front());
    }
    return {std::clamp(std::floor(low / 10) * 10, 0.0, 90.0), 100, false, {}};
}

std::vector<CurveTick> scaleTicks(const CurveScale& scale, int count)
{
    std::vector<CurveTick> ticks;
    if (scale.isLogarithmic) {
        const double decades = std::log10(scale.high / scale.low);
        const bool isDense = decades * 3 <= std::max(count, 2) * 1.5;
        for (double power = std::pow(10, std::floor(std::log10(scale.low))); power <= scale.high; power *= 10) {
            for (const double factor : {1.0, 2.0, 5.0}) {
                const double value = factor * power;
                const bool isInside = value >= scale.low * (1 - 1e-9) && value <= scale.high * (1 + 1e-9);
                if (isInside && (isDense || factor == 1.0)) {
                    ticks.push_back({value, shortNumber(value)});
                }
            }
        }
        return ticks;
    }
    const double step = roundStep((scale.high - scale.low) / std::max(count, 1));
    const double first = std::ceil(scale.low / step - 1e-9);
    for (double i = first; i * step <= scale.high + step * 1e-9; ++i) {
        ticks.push_back({i * step, shortNumber(i * step)});
    }
    return ticks;
}

namespace {

QString timeLabel(double seconds, double step)
{
    const auto whole = static_cast<long long>(std::llround(seconds));
    if (step >= 3600) {
        return QStringLiteral("%1 h").arg(whole / 3600);
    }
    return QStringLiteral("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
}

double timeStep(double least)
{
    for (const double step : {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200}) {
        if (step >= least) {
            return step;
        }
    }
    return roundStep(least / 86400) * 86400;
}

} // namespace

std::vector<CurveTick> axisTicks(CurveAxis axis, double end, int count)
{
    if (!(end > 0) || !std::isfinite(end)) {
        return {{0, QLocale().toString(0)}};
    }
    const double least = end / std::max(count, 1);
    double step = axis == CurveAxis::Time ? timeStep(least) : roundStep(least);
    if (axis == CurveAxis::Step || (axis == CurveAxis::Epoch && end >= 4)) {
        step = std::max(step, 1.0);
    }
    std::vector<CurveTick> ticks;
    for (double i = 0; i * step <= end * (1 + 1e-9); ++i) {
        const double value = i * step;
        ticks.push_back({value, axis == CurveAxis::Time ? timeLabel(value, step) : shortNumber(value)});
    }
    return ticks;
}

} // namespace saccade
