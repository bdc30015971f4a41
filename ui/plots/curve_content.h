#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "ui/models/curve_data.h"
#include "ui/plots/curve_scale.h"

namespace saccade {

/// How the person wants the curves.
struct CurveOptions
{
    CurveAxis axis = CurveAxis::Epoch;
    double smoothing = 0.3; ///< 0..1
    bool isLossLogarithmic = false;

    bool operator==(const CurveOptions&) const = default;
};

/// Everything one chart draws, in its own units; the drawing only translates to pixels.
struct ChartContent
{
    CurveQuantity quantity = CurveQuantity::Loss;
    QString title;
    std::vector<CurvePoint> training; ///< every extreme of every step
    std::vector<CurvePoint> smoothed;
    std::vector<CurvePoint> validation;
    std::vector<CurvePoint> previous; ///< validation of the run to compare with
    QString previousLabel;
    CurveScale scale;
    std::vector<CurveTick> horizontalTicks;
    std::vector<CurveTick> verticalTicks;
    double end = 1;
    std::optional<double> now;    ///< none before the first point
    std::optional<double> cursor; ///< likewise
    std::optional<CurvePoint> best;
    QString bestLabel;  ///< "lowest 0.224"
    QString peakLabel;  ///< says what is cut off at the top, or empty
    QString emptyLabel; ///< shown while there is no point
};

/// What a chart of `columns` px width and `rows` px height shows. previous may be nullptr. Blocks about 2 ms for
/// 100,000 steps.
[[nodiscard]] ChartContent makeChartContent(CurveQuantity quantity, const CurveData& data, const CurveOptions& options,
                                            const CurveData* previous, int columns, int rows);

/// A value of a chart as text: "0.224", "93.42 %".
[[nodiscard]] QString curveValueText(CurveQuantity quantity, double value);

} // namespace saccade
