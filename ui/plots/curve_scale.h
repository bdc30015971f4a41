#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "ui/models/curve_data.h"

namespace saccade {

/// The part of an axis that is shown.
struct CurveScale
{
    double low = 0;
    double high = 1;
    bool isLogarithmic = false;
    std::optional<double> peak; ///< the highest value when it lies above `high`, so that the chart can say so

    bool operator==(const CurveScale&) const = default;
};

struct CurveTick
{
    double value = 0;
    QString label;

    bool operator==(const CurveTick&) const = default;
};

/// Loss from 0, or from below the lowest positive value when logarithmic. A few wild steps do not flatten the rest:
/// when the highest value is more than 3 times the one that 98 % stay below, the chart ends at that one and `peak` is
/// set. Validation is always inside. Values that are not finite do not count.
[[nodiscard]] CurveScale lossScale(const std::vector<CurvePoint>& training, const std::vector<CurvePoint>& validation,
                                   bool isLogarithmic);
/// Percent, up to 100, down to the tens below every validation and below nearly all steps.
[[nodiscard]] CurveScale accuracyScale(const std::vector<CurvePoint>& training,
                                       const std::vector<CurvePoint>& validation);

/// Round values (1, 2, 5 times a power of ten) inside the scale, at most about `count`, labelled in the user's locale.
[[nodiscard]] std::vector<CurveTick> scaleTicks(const CurveScale& scale, int count);
/// Ticks from 0 to end of a horizontal axis; whole epochs and steps where possible, minutes and hours for time.
[[nodiscard]] std::vector<CurveTick> axisTicks(CurveAxis axis, double end, int count);

} // namespace saccade
