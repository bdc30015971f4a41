#pragma once

#include <qcustomplot.h>

#include "ui/plots/curve_content.h"

namespace saccade {

/// The grey future and the title of one chart, below its curves.
class CurveBackdrop final : public QCPLayerable
{
public:
    CurveBackdrop(QCPAxisRect* rect, const ChartContent& content);

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;
    [[nodiscard]] QRect clipRect() const override;

private:
    QCPAxisRect* m_rect;
    const ChartContent& m_content;
};

/// What lies above the curves of one chart: the line at `now`, the cursor, the best marker and the words at the ends.
class CurveOverlay final : public QCPLayerable
{
public:
    CurveOverlay(QCPAxisRect* rect, const ChartContent& content);

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override;
    void draw(QCPPainter* painter) override;
    [[nodiscard]] QRect clipRect() const override;

private:
    struct EndLabel
    {
        QString text;
        QColor colour;
        double y = 0;
    };

    [[nodiscard]] QPointF pixel(const CurvePoint& point) const;
    [[nodiscard]] std::vector<EndLabel> endLabels() const;
    void drawLines(QCPPainter* painter) const;
    void drawBest(QCPPainter* painter) const;
    void drawEndLabels(QCPPainter* painter) const;
    void drawPreviousLabel(QCPPainter* painter) const;
    void drawNotes(QCPPainter* painter) const;

    QCPAxisRect* m_rect;
    const ChartContent& m_content;
};

inline constexpr int kEndLabelGap = 11;
/// Of the widest word at the end of a curve.
[[nodiscard]] int endLabelWidth();

} // namespace saccade
