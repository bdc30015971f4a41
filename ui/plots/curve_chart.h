#pragma once

#include <qcustomplot.h>

#include "ui/plots/curve_content.h"

namespace saccade {

/// One chart of the curve plot: axes, grid and lines in its own axis rectangle. Owned by the plot's layout.
class CurveChart final
{
public:
    /// Adds itself below what the plot already holds.
    explicit CurveChart(QCustomPlot* plot);

    [[nodiscard]] QCPAxisRect* rect() const { return m_rect; }
    [[nodiscard]] const ChartContent& content() const { return m_content; }
    void setContent(ChartContent content);
    void setCursor(std::optional<double> x) { m_content.cursor = x; }
    void applyTheme();

private:
    void fill(QCPGraph* graph, const std::vector<CurvePoint>& points);
    void placeAxes();
    /// The words at the ends of the curves stand right of `now`: the margin gives what the future does not.
    void placeMargins();

    QCPAxisRect* m_rect;
    QCPGraph* m_previous;
    QCPGraph* m_training;
    QCPGraph* m_smoothed;
    QCPGraph* m_validation;
    ChartContent m_content;
};

} // namespace saccade
