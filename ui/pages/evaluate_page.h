#pragma once

#include <QStringList>
#include <functional>
#include <memory>
#include <vector>

#include "ui/pages/page.h"

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QShortcut;
class QStackedWidget;

namespace saccade {

struct EvaluationFigures;
class ComparisonPane;
class ElidedLabel;
class EvaluateEmptyState;
class EvaluateFiguresPane;
class EvaluateGalleryPane;
class EvaluateMatrixPane;
class FindingsPopup;
class ImageChangesModel;
class IconLabel;
class ImageViewer;
class ModelTrialStarter;
class ReportLine;

/// A run's weights at one of its epochs on its test or validation images: the verdict, the matrix, the images behind
/// each cell, the figures by class. An epoch moves all of them together.
/// Listens to EvaluateSession and to the open data set. UI thread.
class EvaluatePage final : public Page
{
    Q_OBJECT

public:
    explicit EvaluatePage(Workbench& workbench, QWidget* parent = nullptr);

    [[nodiscard]] QList<QAction*> menuActions() const override;
    /// A model file is tried on the open images.
    bool acceptDrop(const QMimeData& mime) override;

private:
    void createHeader();
    QWidget* createContent();
    QWidget* createResults();
    QWidget* createVerdictLine();
    void connectSessions();
    void connectFigures();
    void connectViewer();
    void connectChanges();
    void fillRuns();
    void chooseRun(int choice);
    void chooseRunFolder();
    void chooseModelFile();
    void openPath(const QString& path);
    void chooseRunToCompare();
    void showEvaluation();
    void showParts();
    void showVerdict();
    void showPartNote();
    void showWhatIsOfARun();
    void showViews();
    void lookAgain();
    void showStep(std::int64_t step);
    void sayLooking();
    void showLookProgress(double share, double secondsLeft);
    void setLooking(bool isLooking);
    void waitFor(const QString& forWhat);
    void stopWaiting();
    /// What was shown before something was waited for.
    void showBefore();
    [[nodiscard]] QString whyEpochIsLocked() const;
    void showImages();
    void showDataSet();
    void showChanges();
    void showTrainState();
    void continueTraining();
    void showImage(int image);
    void showError(const Error& error);
    void setResultsShown(bool shown);
    void openImagesOfRun();
    void showClassImages(int label);
    void showImagesAt(const QString& title, const std::vector<std::size_t>& places);
    /// Shows the validation part first when another one is shown.
    void showValidationImagesAt(const QString& title, const std::vector<std::size_t>& places);
    void showFindings(const std::shared_ptr<const EvaluationFigures>& figures);
    [[nodiscard]] bool hasImagesOfRun() const;

    QComboBox* m_runs = nullptr;
    QComboBox* m_parts = nullptr;
    QComboBox* m_views = nullptr;
    QPushButton* m_compare = nullptr;
    QPushButton* m_save = nullptr;
    QStackedWidget* m_stack = nullptr;
    EvaluateEmptyState* m_empty = nullptr;
    QLabel* m_verdictIcon = nullptr;
    QLabel* m_headline = nullptr;
    ElidedLabel* m_details = nullptr;
    QProgressBar* m_lookBar = nullptr;
    QPushButton* m_stopLooking = nullptr;
    QLabel* m_partNote = nullptr;
    IconLabel* m_partIcon = nullptr;
    EvaluateMatrixPane* m_matrix = nullptr;
    ImageChangesModel* m_changes = nullptr;
    EvaluateGalleryPane* m_gallery = nullptr;
    EvaluateFiguresPane* m_figures = nullptr;
    FindingsPopup* m_findings = nullptr;
    ComparisonPane* m_comparison = nullptr;
    ImageViewer* m_viewer = nullptr;
    QString m_comparedFolder;
    ReportLine* m_report = nullptr;
    ModelTrialStarter* m_trials = nullptr;
    QPushButton* m_more = nullptr;
    QList<QShortcut*> m_epochKeys;
    std::function<void()> m_afterOpening; // waits for another part
    QStringList m_classNames;
    std::shared_ptr<const ImageStore> m_shownPixels; // of the gallery; null when it shows none
    std::shared_ptr<const RunFolder> m_shownRun;
    Part m_shownPart = Part::Test;
    bool m_isReportBusy = false;
    bool m_keepsShown = false; // a failure of what was asked last leaves what is shown
};

} // namespace saccade
