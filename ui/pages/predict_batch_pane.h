#pragma once

#include <QWidget>

#include "engine/session/batch_session.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace saccade {

class ElidedLabel;
class MessageNote;
class ProblemsModel;
struct Workbench;

/// Classifies a folder of images into a CSV file with the page's network: how far it is, which files had no answer, and
/// at the end the file. UI thread.
class PredictBatchPane final : public QWidget
{
    Q_OBJECT

public:
    explicit PredictBatchPane(Workbench& workbench, QWidget* parent = nullptr);

private:
    void createParts();
    void createLayout();
    void choose();
    void chooseTable(const QString& folder);
    void showAll();
    void showState();
    void showProblems();
    void openTable();

    Workbench& m_workbench;
    ProblemsModel* m_problems = nullptr;
    QPushButton* m_choose = nullptr;
    ElidedLabel* m_state = nullptr;
    QLabel* m_timeLeft = nullptr;
    QProgressBar* m_progress = nullptr;
    QLabel* m_unread = nullptr;
    QPushButton* m_showProblems = nullptr;
    QPushButton* m_stop = nullptr;
    QPushButton* m_open = nullptr;
    MessageNote* m_fault = nullptr;
    BatchSession m_session; // last: goes first
};

} // namespace saccade
