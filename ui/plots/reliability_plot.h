#pragma once

#include <QWidget>

#include "engine/metrics/calibration.h"

namespace saccade {

/// A bar for each bin: as high as the share of right images, and hatched between it and what the confidence promised;
/// the diagonal is where both are the same. A click chooses a bin. UI thread.
class ReliabilityPlot final : public QWidget
{
    Q_OBJECT

public:
    explicit ReliabilityPlot(QWidget* parent = nullptr);

    void setReliability(const Reliability& reliability);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    /// One that holds images; above and up to these confidences.
    void binChosen(double above, double upTo);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override; ///< a tooltip with a bin's numbers
    void mouseReleaseEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] QString describe(const ReliabilityBin& bin) const;
    /// The bin of images below or above a point; none where there are no images.
    [[nodiscard]] const ReliabilityBin* binAt(QPoint point) const;

    Reliability m_reliability;
    QRectF m_area;
};

} // namespace saccade
