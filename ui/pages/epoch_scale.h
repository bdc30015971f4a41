#pragma once

#include <QWidget>
#include <vector>

#include "engine/session/evaluation_stops.h"

namespace saccade {

/// The marks below a slider over epochs: one for each stop where there is room, with as many numbers as do not touch;
/// the first, the best and the last come first. UI thread.
class EpochScale final : public QWidget
{
    Q_OBJECT

public:
    /// inset: px from the edge to the middle of the slider's handle at its ends.
    explicit EpochScale(int inset, QWidget* parent = nullptr);

    void setStops(const std::vector<EvaluationStop>& stops);
    [[nodiscard]] QSize sizeHint() const override;

    /// The places whose number is written, in order, for this width.
    [[nodiscard]] std::vector<int> numberedPlaces() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] double x(int place) const;
    [[nodiscard]] QRect numberArea(int place) const;

    int m_inset;
    std::vector<EvaluationStop> m_stops;
};

} // namespace saccade
