#pragma once

#include <QElapsedTimer>
#include <QWidget>

#include "ui/models/run_progress.h"
#include "ui/window/workbench.h"

class QFrame;
class QHBoxLayout;
class QLabel;
class QProgressBar;

namespace saccade {

class IconLabel;

/// The bar at the foot of the window: device, what goes on with its progress and time left; memory at the right. It
/// follows a run and an opening data set onto every page. UI thread.
class StatusBar final : public QWidget
{
    Q_OBJECT

public:
    explicit StatusBar(Workbench& workbench, QWidget* parent = nullptr);

private:
    void createLabels();
    void connectSessions();
    QLabel* addLabel(QHBoxLayout& layout, const QString& name);
    QFrame* addSeparator(QHBoxLayout& layout);
    void showDevice();
    void showRun(const TrainUpdate& update);
    void showTrainState(TrainState state);
    void showOpening(const OpenProgress& progress);
    void showIdle(const QString& text);
    void showEnd(const RunReport& report);
    void showTimeLeft(double seconds); ///< negative = unknown
    void showMemory();

    Workbench& m_workbench;
    QLabel* m_device = nullptr;
    IconLabel* m_stateIcon = nullptr;
    QLabel* m_state = nullptr;
    QProgressBar* m_progress = nullptr;
    QLabel* m_epoch = nullptr;
    QFrame* m_timeLeftLine = nullptr;
    QLabel* m_timeLeft = nullptr;
    QLabel* m_memory = nullptr;
    RunProgress m_runProgress;
    QElapsedTimer m_sinceShown; // numbers change at most 4 times a second
};

} // namespace saccade
