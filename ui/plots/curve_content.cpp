#include "ui/plots/curve_content.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "ui/text/format.h"

namespace saccade {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CurvePlot)
};

void dropNonPositive(std::vector<CurvePoint>& points)
{
    for (CurvePoint& point : points) {
        if (!(point.y > 0)) {
            point.y = std::nan("");
        }
    }
}

QString titleOf(CurveQuantity quantity, bool isLogarithmic)
{
    if (quantity == CurveQuantity::Accuracy) {
        return Words::tr("Accuracy, %");
    }
    return isLogarithmic ? Words::tr("Loss, log scale") : Words::tr("Loss");
}

void placeBest(ChartContent& content, const CurveData& data, CurveAxis axis)
{
    const std::optional<std::size_t> best = data.best(content.quantity);
    if (!best) {
        return;
    }
    const EpochPoint& point = data.epochs()[*best];
    const bool isLoss = content.quantity == CurveQuantity::Loss;
    const double value = isLoss ? *point.validationLoss : *point.validationAccuracy * 100;
    content.best = CurvePoint{data.stopPosition(*best, axis), value};
    content.bestLabel =
        (isLoss ? Words::tr("lowest %1") : Words::tr("best %1")).arg(curveValueText(content.quantity, value));
}

/// Everything after this looks at a few points a pixel, however long the run is.
void thin(ChartContent& content, int columns)
{
    content.training = envelope(content.training, 0, content.end, columns);
    // A dashed line of many corners is what painting takes longest for.
    content.smoothed = sampled(content.smoothed, 0, content.end, columns / 3);
}

} // namespace

QString curveValueText(CurveQuantity quantity, double value)
{
    return quantity == CurveQuantity::Loss ? formatNumber(value, 3) : formatPercent(value / 100, 2);
}

ChartContent makeChartContent(CurveQuantity quantity, const CurveData& data, const CurveOptions& options,
                              const CurveData* previous, int columns, int rows)
{
    const bool isLogarithmic = quantity == CurveQuantity::Loss && options.isLossLogarithmic;
    ChartContent content;
    content.quantity = quantity;
    content.title = titleOf(quantity, isLogarithmic);
    content.training = data.training(quantity, options.axis);
    content.smoothed = smooth(content.training, smoothingFactor(options.smoothing, data.steps()));
    content.validation = data.validation(quantity, options.axis);
    content.end = data.end(options.axis);
    if (previous != nullptr) {
        content.previous = previous->validation(quantity, options.axis);
        content.end = data.isEmpty() ? std::max(content.end, previous->now(options.axis)) : content.end;
    }
    content.end = content.end > 0 ? content.end : 1;
    thin(content, columns);
    const std::vector<CurvePoint>& checks = data.isEmpty() ? content.previous : content.validation;
    content.scale = quantity == CurveQuantity::Loss ? lossScale(content.training, checks, isLogarithmic)
                                                    : accuracyScale(content.training, checks);
    if (content.scale.peak) {
        content.peakLabel = Words::tr("up to %1").arg(curveValueText(quantity, *content.scale.peak));
    }
    if (isLogarithmic) {
        for (std::vector<CurvePoint>* points :
             {&content.training, &content.smoothed, &content.validation, &content.previous}) {
            dropNonPositive(*points);
        }
    }
    content.horizontalTicks = axisTicks(options.axis, content.end, std::max(columns / 100, 2));
    content.verticalTicks = scaleTicks(content.scale, std::clamp(rows / 36, 2, 6));
    if (data.isEmpty()) {
        content.emptyLabel = Words::tr("The new curves draw here from the first batch on.");
    } else {
        content.now = data.now(options.axis);
    }
    placeBest(content, data, options.axis);
    return content;
}

} // namespace saccade
