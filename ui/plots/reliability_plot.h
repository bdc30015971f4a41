#pragma once

#include <QWidget>

#include "engine/metrics/calibration.h"

namespace saccade {

/// A bar for each bin: as high as the share of right images, and hatched between it and what the confidence promised;
/// the diagonal is where both are the same. UI thread.
class ReliabilityPlot final : public QWidget
{
    Q_OBJECT

public:
    explicit ReliabilityPlot(QWidget* parent = nullptr);

    void setReliability(const Reliability& reliability);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    /// A bin with images was clicked.
    void binRequested(double low, double high);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    bool event(QEvent* event) override; ///< a tooltip with a bin's numbers

private:
    /// The one with images at a place of the widget; nullptr when there is none.
    [[nodiscard]] const ReliabilityBin* binAt(QPoint place) const;
    [[nodiscard]] QString describe(const ReliabilityBin& bin) const;

    Reliability m_reliability;
    QRectF m_area;
};

} // namespace saccade
