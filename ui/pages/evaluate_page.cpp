#include "ui/pages/evaluate_page.h"

#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <algorithm>
#include <utility>

#include "engine/session/model_trial.h"
#include "ui/models/class_thumbnails.h"
#include "ui/models/verdict_text.h"
#include "ui/pages/comparison_pane.h"
#include "ui/pages/evaluate_changes_bar.h"
#include "ui/pages/evaluate_empty_state.h"
#include "ui/pages/evaluate_epoch_bar.h"
#include "ui/pages/evaluate_figures_pane.h"
#include "ui/pages/evaluate_gallery_pane.h"
#include "ui/pages/evaluate_matrix_pane.h"
#include "ui/pages/findings_popup.h"
#include "ui/pages/image_viewer.h"
#include "ui/pages/model_trial_starter.h"
#include "ui/pages/report_line.h"
#include "ui/settings/data_preferences.h"
#include "ui/text/error_text.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chooser.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

bool hasValidationFigures(const EpochPoint& point)
{
    return point.validationAccuracy.has_value();
}

} // namespace

EvaluatePage::EvaluatePage(Workbench& bench, QWidget* parent)
    : Page(bench, tr("Evaluate"), QStringLiteral("evaluate"), parent)
{
    m_trials = new ModelTrialStarter(bench, this);
    createHeader();
    setContent(createContent());
    connectSessions();
    fillRuns();
    setResultsShown(false);
}

void EvaluatePage::connectSessions()
{
    connect(&workbench().evaluate, &EvaluateSession::opened, this, &EvaluatePage::showEvaluation);
    connect(&workbench().evaluate, &EvaluateSession::progressed, this, &EvaluatePage::showLookProgress);
    connect(&workbench().evaluate, &EvaluateSession::failed, this, [this](const Error& error) {
        m_trials->giveUp(); // something else was wanted since
        showError(error);
    });
    connect(&workbench().data, &DataSession::opened, this, &EvaluatePage::showDataSet);
    connect(&workbench().loader, &EngineLoader::computeEngineReady, this, &EvaluatePage::showImages);
    connect(&workbench().preferences, &Preferences::recentChanged, this, &EvaluatePage::fillRuns);
    connect(m_gallery, &EvaluateGalleryPane::filterCleared, m_matrix, &EvaluateMatrixPane::clearSelection);
    connect(m_gallery, &EvaluateGalleryPane::noticeActionRequested, this, &EvaluatePage::openImagesOfRun);
    connect(m_matrix, &EvaluateMatrixPane::cellChosen, m_gallery, &EvaluateGalleryPane::filterCell);
    connect(m_matrix, &EvaluateMatrixPane::selectionCleared, m_gallery, &EvaluateGalleryPane::clearFilter);
    connect(m_matrix, &EvaluateMatrixPane::stepRequested, this, &EvaluatePage::showStep);
    const auto addKey = [this](Qt::Key key, void (EvaluateEpochBar::*go)()) {
        auto* shortcut = new QShortcut(QKeySequence(key), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, &m_matrix->epochs(), go);
        m_epochKeys.append(shortcut);
    };
    addKey(Qt::Key_BracketLeft, &EvaluateEpochBar::showPrevious);
    addKey(Qt::Key_BracketRight, &EvaluateEpochBar::showNext);
    connect(m_trials, &ModelTrialStarter::failed, this, &EvaluatePage::showError);
    connect(m_trials, &ModelTrialStarter::waits, this, &EvaluatePage::waitFor);
    connectFigures();
    connectChanges();
    connectViewer();
}

void EvaluatePage::connectViewer()
{
    connect(m_gallery, &EvaluateGalleryPane::imageActivated, this, [this](int row) {
        m_stack->setCurrentWidget(m_viewer);
        m_viewer->open(row);
    });
    connect(m_viewer, &ImageViewer::imageShown, m_gallery, [this](int, int row) { m_gallery->choose(row); });
    connect(m_viewer, &ImageViewer::closed, this, [this] {
        m_stack->setCurrentIndex(1);
        m_gallery->focusImages();
    });
    for (QAction* action : m_gallery->changesBar().menuActions()) {
        m_viewer->addImageAction(action); // they act on the chosen image, which is the one that is shown
    }
}

void EvaluatePage::connectFigures()
{
    connect(m_figures, &EvaluateFiguresPane::classRequested, this, &EvaluatePage::showClassImages);
    connect(m_figures, &EvaluateFiguresPane::imagesRequested, this, &EvaluatePage::showImagesAt);
    connect(m_figures, &EvaluateFiguresPane::confidenceRequested, m_gallery, &EvaluateGalleryPane::filterConfidence);
    connect(m_figures, &EvaluateFiguresPane::validationImagesRequested, this, &EvaluatePage::showValidationImagesAt);
    connect(m_figures, &EvaluateFiguresPane::figuresShown, this, &EvaluatePage::showFindings);
    connect(m_findings, &FindingsPopup::cellRequested, this, [this](int truth, int predicted) {
        m_matrix->clearSelection();
        m_gallery->filterCell(truth, predicted);
    });
    connect(m_findings, &FindingsPopup::tabRequested, m_figures, &EvaluateFiguresPane::openTab);
    connect(m_findings, &FindingsPopup::classRequested, this, &EvaluatePage::showClassImages);
    connect(m_findings, &FindingsPopup::validationImagesRequested, this, &EvaluatePage::showValidationImagesAt);
    connect(m_more, &QPushButton::clicked, this, [this] { m_findings->openBelow(m_more); });
}

void EvaluatePage::showClassImages(int label)
{
    m_matrix->clearSelection();
    m_gallery->filterTruth(label);
}

void EvaluatePage::showImagesAt(const QString& title, const std::vector<std::size_t>& places)
{
    m_matrix->clearSelection();
    m_gallery->filterImages(title, places);
}

void EvaluatePage::showValidationImagesAt(const QString& title, const std::vector<std::size_t>& places)
{
    if (workbench().evaluate.evaluation().part == Part::Validation) {
        showImagesAt(title, places);
        return;
    }
    m_afterOpening = [this, title, places] { showImagesAt(title, places); };
    workbench().evaluate.show(Part::Validation);
}

void EvaluatePage::showFindings(const std::shared_ptr<const EvaluationFigures>& figures)
{
    const int findings = figures == nullptr ? 0 : static_cast<int>(figures->findings.size());
    m_findings->setFindings(figures, m_classNames);
    m_more->setVisible(findings > 0);
    m_more->setText(tr("%n finding(s)", nullptr, findings));
}

void EvaluatePage::showEvaluation()
{
    const Evaluation& evaluation = workbench().evaluate.evaluation();
    const bool isOtherView = m_shownRun != evaluation.run || m_shownPart != evaluation.part;
    m_keepsShown = false;
    m_trials->giveUp(); // whoever opened something does not wait for it any more
    const bool staysCompared = m_stack->currentWidget() == m_comparison && m_shownRun == evaluation.run;
    m_shownRun = evaluation.run;
    m_shownPart = evaluation.part;
    m_classNames.clear();
    for (const std::string& name : evaluation.run->plan.data.classNames) {
        m_classNames.append(displayName(name));
    }
    if (isOtherView) { // from epoch to epoch the chosen cell stays chosen
        m_gallery->clearFilter();
        m_matrix->clearSelection();
        m_report->clear();
    }
    fillRuns();
    showParts();
    showVerdict();
    showImages();
    setResultsShown(true);
    if (staysCompared && !m_afterOpening) { // another part of the same two runs
        m_stack->setCurrentWidget(m_comparison);
        m_comparison->compare(evaluation, m_comparedFolder, m_classNames);
    }
    if (const auto then = std::exchange(m_afterOpening, nullptr)) {
        then();
    }
}

void EvaluatePage::showParts()
{
    const Evaluation& evaluation = workbench().evaluate.evaluation();
    const RunFolder& run = *evaluation.run;
    const ModelTrial* trial = evaluation.trial.get();
    const bool hasTest = trial != nullptr ? !trial->dataSet.indicesOf(Part::Test).empty() : hasTestFigures(run);
    const bool hasValidation = trial != nullptr
                                   ? !trial->dataSet.indicesOf(Part::Validation).empty()
                                   : std::any_of(run.epochs.begin(), run.epochs.end(), hasValidationFigures);
    m_parts->clear();
    if (hasTest) {
        m_parts->addItem(tr("Test set"), static_cast<int>(Part::Test));
    }
    if (hasValidation) {
        m_parts->addItem(tr("Validation"), static_cast<int>(Part::Validation));
    }
    m_parts->setCurrentIndex(m_parts->findData(static_cast<int>(evaluation.part)));
    showPartNote();
}

void EvaluatePage::showPartNote()
{
    const Evaluation& evaluation = workbench().evaluate.evaluation();
    const bool isTrial = evaluation.trial != nullptr;
    const bool isTest = evaluation.part == Part::Test && !isTrial;
    QString note;
    if (isTrial) {
        note = tr("Tried on these images just now");
    } else if (isTest) {
        note = tr("Test set opened %n time(s)", nullptr, static_cast<int>(evaluation.testOpenings));
    } else if (!hasTestFigures(*evaluation.run)) {
        note = evaluation.run->report ? tr("This data set has no test images, so validation is shown.")
                                      : tr("The run has not ended: the test images are not looked at yet.");
    }
    const QString why = tr("The run looks at the test images once, at its end. Each checkpoint, or kind of image, that "
                           "is opened on them afterwards is counted: who picks what does best here has tuned to the "
                           "test images, and its accuracy says less about new ones.");
    const QString whyTrial =
        tr("A model file does not say which images it was trained with. Those it has seen before it "
           "answers better than new ones.");
    const QString tip = isTrial ? whyTrial : isTest ? why : QString();
    m_partNote->setText(note);
    m_partNote->setToolTip(tip);
    m_partIcon->setToolTip(tip);
    m_partIcon->setVisible(!tip.isEmpty());
}

void EvaluatePage::showVerdict()
{
    const Evaluation& evaluation = workbench().evaluate.evaluation();
    const bool isAugmented = evaluation.views != EvaluationViews::Single;
    const Verdict verdict = verdictText(evaluation.matrix, evaluation.part, m_classNames, isAugmented);
    m_headline->setText(verdict.headline);
    m_details->setText(verdict.details);
    setLooking(false);
}

bool EvaluatePage::hasImagesOfRun() const
{
    const Evaluation& evaluation = workbench().evaluate.evaluation();
    return evaluation.run != nullptr && workbench().data.dataSet().id == evaluation.run->plan.data.id;
}

void EvaluatePage::showImages()
{
    const Evaluation& evaluation = workbench().evaluate.evaluation();
    if (evaluation.run == nullptr) {
        return;
    }
    showViews();
    const bool hasImages = hasImagesOfRun();
    const QList<QImage> thumbnails =
        hasImages ? classThumbnails(workbench().data.dataSet(), evaluation.run->plan.data.classNames) : QList<QImage>();
    m_matrix->show(evaluation, m_classNames, thumbnails, whyEpochIsLocked());
    m_figures->show(evaluation, m_classNames, thumbnails);
    m_shownPixels = hasImages ? workbench().data.dataSet().pixels : nullptr;
    showChanges();
    m_gallery->show(evaluation.predictions, hasImages ? workbench().data.dataSet() : DataSet(), m_classNames,
                    evaluation.orders);
    if (const auto cell = m_matrix->selection()) {
        m_gallery->filterCell(cell->first, cell->second); // its count is another one now
    }
    const QString name = QString::fromStdString(evaluation.run->plan.data.name);
    const QString notice = hasImages ? QString() : tr("The images of this run (%1) are not open.").arg(name);
    m_comparison->setDataSet(workbench().data.dataSet());
    m_gallery->setNotice(notice, hasImages ? QString() : tr("Open %1").arg(name));
}

void EvaluatePage::openImagesOfRun()
{
    const DataSetReference& wanted = workbench().evaluate.evaluation().run->plan.data;
    OpenRequest request =
        requestFor(workbench().preferences, QString::fromStdString(wanted.source), workbench().cacheFolder);
    request.source = wanted.source; // its bytes, should they be no text
    request.side = wanted.size.height;
    request.resize = wanted.resize;
    workbench().data.open(request, splitRuleOf(workbench().evaluate.evaluation().run->plan));
}

void EvaluatePage::waitFor(const QString& forWhat)
{
    m_keepsShown = false; // nothing of what was asked before comes any more
    m_afterOpening = nullptr;
    m_matrix->epochs().giveUp();
    m_empty->showWaiting(forWhat);
    setResultsShown(false);
}

void EvaluatePage::stopWaiting()
{
    m_trials->giveUp();
    if (workbench().evaluate.isBusy()) {
        workbench().evaluate.cancel(); // its failure shows what was there before
    } else {
        showBefore();
    }
}

void EvaluatePage::showBefore()
{
    if (workbench().evaluate.evaluation().run) {
        showEvaluation();
    } else {
        m_empty->showInvitation();
        setResultsShown(false);
    }
}

void EvaluatePage::showError(const Error& error)
{
    m_afterOpening = nullptr;
    if (std::exchange(m_keepsShown, false)) {
        showVerdict(); // what was shown before still stands
        showViews();
        m_matrix->epochs().giveUp();
        if (error.code != ErrorCode::Cancelled) {
            m_details->setText(errorText(error));
        }
    } else if (error.code == ErrorCode::Cancelled) {
        showBefore();
    } else {
        m_empty->showMessage(errorText(error));
        setResultsShown(false);
    }
}

void EvaluatePage::setResultsShown(bool shown)
{
    m_viewer->close();
    m_stack->setCurrentIndex(shown ? 1 : 0);
    m_parts->setVisible(shown);
    m_views->setVisible(shown);
    for (QShortcut* key : m_epochKeys) {
        key->setEnabled(shown);
    }
    showWhatIsOfARun();
}

/// What is kept in a run's folder, a model file has not.
void EvaluatePage::showWhatIsOfARun()
{
    const bool isRun = m_parts->isVisibleTo(this) && workbench().evaluate.evaluation().trial == nullptr;
    m_compare->setEnabled(isRun);
    m_save->setEnabled(isRun && !m_isReportBusy);
    const bool isTrial = workbench().evaluate.evaluation().trial != nullptr;
    const QString why = tr("Open the run of this model for that.");
    m_compare->setToolTip(isTrial ? why : tr("How another run answers the same images"));
    m_save->setToolTip(isTrial ? why : tr("All figures of this run as a page, a document or numbers"));
    showTrainState();
}

} // namespace saccade
