#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <optional>

#include "ui/models/curve_data.h"
#include "ui/models/run_progress.h"
#include "ui/pages/page.h"
#include "ui/pages/train_band.h"

class QLabel;
class QPushButton;
class QSplitter;

namespace saccade {

class ProbeStrip;
class SettingsForm;
class TrainCurves;
class TrainReadout;

/// Settings, start and stop, live curves, probes. Gives the growing network to prediction while it learns, and the
/// ended run to evaluation. UI thread.
class TrainPage final : public Page
{
    Q_OBJECT

public:
    explicit TrainPage(Workbench& workbench, QWidget* parent = nullptr);

    [[nodiscard]] QList<QAction*> menuActions() const override;
    /// The last line of the state, as the band shows it.
    [[nodiscard]] QString state() const { return m_band->state(); }

private:
    void createActions();
    void createHeader();
    void createContent();
    QWidget* createRight();
    QWidget* createStartRow(QWidget* parent);
    void connectSessions();

    void start();
    void stop();
    void openInEvaluate();
    void openEpochInEvaluate();
    void chooseNetworkFile();
    void saveNetwork();
    void dataSetOpened(const DataSet& dataSet);
    void settingsChanged();
    void check();
    void applySplit();
    void setStart(const StartPoint& start);
    void clearStart();
    void showStart();

    void stateChanged(TrainState state);
    void updated(const TrainUpdate& update);
    void ended(const RunReport& report);
    void beginCurves(const TrainPlan& plan);
    void showComingRun();
    void keepPrevious();

    void showSoon();
    void showAll();
    void showRun();
    void showState();
    void showSubject();
    void showFigures();
    [[nodiscard]] std::optional<BandFigure> flatFigure() const;
    void showFiguresBefore();
    void showReadout();
    void showProblem(const std::optional<Error>& problem);
    [[nodiscard]] bool isRunning() const;
    [[nodiscard]] bool hasData() const { return m_dataSet.count() > 0; }
    [[nodiscard]] std::optional<DeviceInfo> device() const;

    QAction* m_startAction = nullptr;
    QAction* m_stopAction = nullptr;
    QList<QAction*> m_menu;
    QPushButton* m_startButton = nullptr;
    QPushButton* m_stopButton = nullptr;
    SettingsForm* m_form = nullptr;
    TrainBand* m_band = nullptr;
    QWidget* m_startRow = nullptr;
    QLabel* m_startLabel = nullptr;
    QWidget* m_problemRow = nullptr;
    QLabel* m_problemLabel = nullptr;
    TrainCurves* m_curves = nullptr;
    TrainReadout* m_readout = nullptr;
    ProbeStrip* m_probes = nullptr;

    DataSet m_dataSet;
    std::optional<StartPoint> m_start; ///< whose weights the next run begins with
    std::optional<TrainPlan> m_plan;   ///< what a start would run; none while something speaks against it
    std::optional<RunReport> m_report; ///< how the last run ended
    CurveData m_data;
    CurveData m_previous;
    QString m_previousTitle;
    QString m_runTitle;
    int m_runCount = 0;
    RunProgress m_progress;
    TrainPhase m_phase = TrainPhase::Preparing;
    QElapsedTimer m_sinceStart;
    double m_usedSeconds = 0;
    QTimer m_showTimer; ///< what a run changes is shown at most twice a second
    bool m_hasNewPoints = false;
    std::optional<ProbePoint> m_latestProbes;
    QTimer m_checkTimer; ///< settings are checked when they rest
};

} // namespace saccade
