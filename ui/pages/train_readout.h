#pragma once

#include <QWidget>
#include <optional>
#include <vector>

#include "ui/models/curve_data.h"
#include "ui/models/train_checks.h"

class QLabel;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace saccade {

class TimeMeter;

/// The 208 px pane beside the curves: the checks before a start, the figures at the cursor once there are curves. UI
/// thread.
class TrainReadout final : public QWidget
{
    Q_OBJECT

public:
    explicit TrainReadout(QWidget* parent = nullptr);

    void showChecks(const std::vector<TrainCheck>& checks);
    void showReading(const CurveReading& reading, bool isLatest, bool isRunning);
    /// A run whose folder can be opened in Evaluate.
    void setCanOpen(bool canOpen);
    /// The last line, e.g. "Ctrl+Enter starts the run."
    void setHint(const QString& hint);
    /// Where the run's time went so far.
    void setTimeShares(const TimeShares& shares, const TrainSettings& settings);

signals:
    void openRequested();

private:
    QWidget* createReading();
    QLabel* addFigure(QVBoxLayout& layout, const QString& name, int part);

    QStackedWidget* m_stack;
    QVBoxLayout* m_checks = nullptr;
    QWidget* m_checkList = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_hint = nullptr;
    QLabel* m_trainLoss = nullptr;
    QLabel* m_validationLoss = nullptr;
    QLabel* m_trainAccuracy = nullptr;
    QLabel* m_validationAccuracy = nullptr;
    QLabel* m_rate = nullptr;
    QPushButton* m_open = nullptr;
    TimeMeter* m_time = nullptr;
    std::vector<TrainCheck> m_shown;
};

} // namespace saccade
