#pragma once

#include "engine/session/run_contract_loader.h"
#include "ui/pages/export_formats_pane.h"
#include "ui/pages/page.h"

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace saccade {

class EmptyState;
class ExportChartPane;
class ExportCodePane;
class ExportContentsPane;
class ExportPlacePane;
class MessageNote;

/// The open run as files for other programs: formats with the result of their checks, how to use them, where they go.
/// Listens to EvaluateSession, which has the run, and to ExportSession. UI thread.
class ExportPage final : public Page
{
    Q_OBJECT

public:
    explicit ExportPage(Workbench& workbench, QWidget* parent = nullptr);

    [[nodiscard]] QList<QAction*> menuActions() const override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void createActions();
    void createHeader();
    QWidget* createContent();
    QWidget* createProgress();
    QWidget* createRightSide();
    void connectSessions();
    void fillRuns();
    void chooseRun(int choice);
    void chooseRunFolder();
    void useRun();
    void readContract();
    void showContract(const PortableModel& contract);
    void showAll();
    void showHeader();
    void showProgress();
    void showUsage();
    void exportWanted();
    void checkAgain();
    void start(const std::vector<ExportFormat>& formats, const std::vector<ExportReport>& written = {});
    void fillWeights();
    void useWeights();
    [[nodiscard]] KeptWeights weights() const;
    [[nodiscard]] ExportSubject subject() const;
    [[nodiscard]] bool isReady() const;
    [[nodiscard]] std::vector<ExportOutcome> outcomesOfRun() const;

    std::shared_ptr<const RunFolder> m_run;
    PortableModel m_contract;
    RunContractLoader m_contracts;
    QList<QAction*> m_actions;
    QComboBox* m_runs = nullptr;
    QComboBox* m_weights = nullptr;
    QPushButton* m_again = nullptr;
    QPushButton* m_export = nullptr;
    QStackedWidget* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    MessageNote* m_problem = nullptr;
    QWidget* m_band = nullptr;
    QLabel* m_bandText = nullptr;
    QLabel* m_bandLeft = nullptr;
    QProgressBar* m_bar = nullptr;
    ExportFormatsPane* m_formats = nullptr;
    ExportChartPane* m_chart = nullptr;
    ExportCodePane* m_code = nullptr;
    ExportContentsPane* m_contents = nullptr;
    ExportPlacePane* m_place = nullptr;
};

} // namespace saccade
