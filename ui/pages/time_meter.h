#pragma once

#include <QWidget>

#include "engine/training/events.h"

class QLabel;

namespace saccade {

/// Where a run's time goes: a bar of three parts, the figures, and what would help. UI thread.
class TimeMeter final : public QWidget
{
    Q_OBJECT

public:
    explicit TimeMeter(QWidget* parent = nullptr);

    /// Hidden while nothing was measured.
    void setShares(const TimeShares& shares, const TrainSettings& settings);

private:
    class Bar;

    Bar* m_bar;
    QLabel* m_figures;
    QLabel* m_advice;
};

} // namespace saccade
