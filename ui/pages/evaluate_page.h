#pragma once

#include <QStringList>

#include "ui/pages/page.h"

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace saccade {

class ClassReportModel;
class ElidedLabel;
class EvaluateGalleryPane;
class EvaluateMatrixPane;
class PaneTitle;

/// A run's best weights on its test images: the verdict, the matrix, the images behind each cell, the figures by class.
/// Listens to EvaluateSession and to the open data set. UI thread.
class EvaluatePage final : public Page
{
    Q_OBJECT

public:
    explicit EvaluatePage(Workbench& workbench, QWidget* parent = nullptr);

private:
    void createHeader();
    QWidget* createEmptyState();
    QWidget* createResults();
    QWidget* createVerdictLine();
    QWidget* createReportPane();
    void connectSessions();
    void fillRuns();
    void chooseRun(int choice);
    void chooseRunFolder();
    void showEvaluation();
    void showParts();
    void showVerdict();
    void showViews();
    void lookAgain();
    void showImages();
    void showError(const Error& error);
    void setResultsShown(bool shown);
    void openImagesOfRun();
    [[nodiscard]] bool hasImagesOfRun() const;

    QComboBox* m_runs = nullptr;
    QComboBox* m_parts = nullptr;
    QComboBox* m_views = nullptr;
    QPushButton* m_save = nullptr;
    QStackedWidget* m_stack = nullptr;
    QLabel* m_emptyText = nullptr;
    QLabel* m_verdictIcon = nullptr;
    QLabel* m_headline = nullptr;
    ElidedLabel* m_details = nullptr;
    QLabel* m_partNote = nullptr;
    EvaluateMatrixPane* m_matrix = nullptr;
    EvaluateGalleryPane* m_gallery = nullptr;
    ClassReportModel* m_reportModel = nullptr;
    QTableView* m_report = nullptr;
    PaneTitle* m_reportTitle = nullptr;
    QStringList m_classNames;
    bool m_looksAgain = false;
};

} // namespace saccade
