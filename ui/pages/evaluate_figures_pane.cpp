#include "ui/pages/evaluate_figures_pane.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "engine/session/answer_rules.h"
#include "ui/pages/figures_class_view.h"
#include "ui/pages/figures_confidence_view.h"
#include "ui/pages/figures_curves_view.h"
#include "ui/pages/figures_labels_view.h"
#include "ui/pages/figures_maps_view.h"
#include "ui/pages/figures_reject_view.h"
#include "ui/text/error_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/segmented_buttons.h"

namespace saccade {

namespace {
const QString kTabKey = QStringLiteral("evaluate/figuresTab");
}

EvaluateFiguresPane::EvaluateFiguresPane(Workbench& workbench, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_session(new FiguresSession(this))
{
    setObjectName(QStringLiteral("figuresPane"));
    setProperty("pane", true);
    setProperty("surface", QStringLiteral("pane"));
    setAttribute(Qt::WA_StyledBackground);
    createViews();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(createHeader());
    layout->addWidget(m_views, 1);
    connectViews();
    connectRules();
    showTab(m_workbench.preferences.value(kTabKey, 0).toInt());
}

QWidget* EvaluateFiguresPane::createHeader()
{
    auto* header = new QWidget(this);
    header->setFixedHeight(rowHeight(measure::kPaneTitle));
    auto* layout = new QHBoxLayout(header);
    layout->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, 0);
    m_tabs = new SegmentedButtons(
        tr("Figures"),
        {tr("Per class"), tr("Curves"), tr("Confidence"), tr("Reject"), tr("Labels"), tr("Where it looks")}, header);
    m_tabs->setObjectName(QStringLiteral("figuresTabs"));
    m_copy =
        makeToolButton(QStringLiteral("copyReportButton"), tr("Copy the table as CSV"), QStringLiteral("copy"), header);
    m_note = new ElidedLabel(header);
    m_note->setObjectName(QStringLiteral("figuresNote"));
    m_note->setProperty("tone", QStringLiteral("2"));
    layout->addWidget(m_tabs);
    layout->addWidget(m_note, 1);
    layout->addWidget(m_copy);
    return header;
}

void EvaluateFiguresPane::createViews()
{
    m_views = new QStackedWidget(this);
    m_views->setMinimumWidth(1); // the widest view widens none of the others
    m_classes = new FiguresClassView(m_workbench, m_views);
    m_curves = new FiguresCurvesView(m_views);
    m_confidence = new FiguresConfidenceView(m_views);
    m_reject = new FiguresRejectView(m_views);
    m_labels = new FiguresLabelsView(m_views);
    m_maps = new FiguresMapsView(m_workbench, m_views);
    for (QWidget* view :
         {static_cast<QWidget*>(m_classes), static_cast<QWidget*>(m_curves), static_cast<QWidget*>(m_confidence),
          static_cast<QWidget*>(m_reject), static_cast<QWidget*>(m_labels), static_cast<QWidget*>(m_maps)}) {
        m_views->addWidget(view);
    }
}

void EvaluateFiguresPane::connectViews()
{
    connect(m_tabs, &SegmentedButtons::selected, this, &EvaluateFiguresPane::showTab);
    connect(m_copy, &QPushButton::clicked, m_classes, &FiguresClassView::copyCsv);
    connect(m_classes, &FiguresClassView::classRequested, this, &EvaluateFiguresPane::classRequested);
    connect(m_curves, &FiguresCurvesView::imagesRequested, this, &EvaluateFiguresPane::imagesRequested);
    connect(m_confidence, &FiguresConfidenceView::imagesRequested, this, &EvaluateFiguresPane::imagesRequested);
    connect(m_confidence, &FiguresConfidenceView::confidenceRequested, this, &EvaluateFiguresPane::confidenceRequested);
    connect(m_reject, &FiguresRejectView::imagesRequested, this, &EvaluateFiguresPane::imagesRequested);
    connect(m_maps, &FiguresMapsView::imagesRequested, this, &EvaluateFiguresPane::imagesRequested);
    connect(m_labels, &FiguresLabelsView::validationImagesRequested, this,
            &EvaluateFiguresPane::validationImagesRequested);
    connect(m_curves, &FiguresCurvesView::curveRequested, this,
            [this](int label) { m_session->computeCurve(m_predictions, label); });
    connect(m_session, &FiguresSession::curveComputed, m_curves, &FiguresCurvesView::showCurve);
    connect(m_session, &FiguresSession::computed, this, &EvaluateFiguresPane::showFigures);
    connect(m_session, &FiguresSession::failed, this, &EvaluateFiguresPane::showProblem);
}

void EvaluateFiguresPane::connectRules()
{
    AnswerRules& rules = m_workbench.evaluate.answerRules();
    connect(&rules, &AnswerRules::changed, this, &EvaluateFiguresPane::showRule);
    connect(&rules, &AnswerRules::failed, this, &EvaluateFiguresPane::showProblem);
    connect(m_confidence, &FiguresConfidenceView::temperatureDecided, this, [&rules](double temperature) {
        rules.decide({temperature, rules.rule().rejectThreshold});
    });
    connect(m_reject, &FiguresRejectView::thresholdDecided, this, [&rules](std::optional<double> threshold) {
        rules.decide({rules.rule().temperature, threshold});
    });
    connect(m_confidence, &FiguresConfidenceView::undoRequested, &rules, &AnswerRules::undo);
    connect(m_reject, &FiguresRejectView::undoRequested, &rules, &AnswerRules::undo);
}

void EvaluateFiguresPane::showTab(int tab)
{
    m_tabs->setCurrent(tab);
    m_views->setCurrentIndex(m_tabs->current());
    m_copy->setVisible(m_tabs->current() == 0);
    showNote();
    m_workbench.preferences.setValue(kTabKey, m_tabs->current());
}

/// None when those that are open are others.
DataSet EvaluateFiguresPane::imagesOfRun() const
{
    const DataSet& open = m_workbench.data.dataSet();
    return m_run != nullptr && open.id == m_run->plan.data.id ? open : DataSet();
}

void EvaluateFiguresPane::openTab(FiguresTab tab)
{
    showTab(static_cast<int>(tab));
    m_tabs->focusCurrent();
}

/// Beside the tabs, so that it is seen whichever is open.
void EvaluateFiguresPane::showProblem(const Error& error)
{
    m_problem = errorText(error);
    showNote();
}

void EvaluateFiguresPane::showNote()
{
    setTone(m_note, m_problem.isEmpty() ? QStringLiteral("2") : QStringLiteral("warning"));
    const bool isTable = m_tabs->current() == 0; // the other tabs have the sign beside their numbers
    m_note->setText(!m_problem.isEmpty() ? m_problem
                    : !m_isAugmented     ? (isTable ? tr("in percent") : QString())
                    : isTable            ? tr("in percent, with test-time augmentation")
                                         : tr("with test-time augmentation"));
}

void EvaluateFiguresPane::show(const Evaluation& evaluation, const QStringList& classNames,
                               const QList<QImage>& thumbnails)
{
    m_problem.clear();
    m_isAugmented = evaluation.views != EvaluationViews::Single;
    showNote();
    m_maps->showEvaluation(evaluation, classNames);
    m_classes->showReport(evaluation.report, classNames, thumbnails);
    m_run = evaluation.run;
    const DataSet images = imagesOfRun();
    if (m_predictions == evaluation.predictions && m_images == images.id) { // nothing else is new
        if (m_figures != nullptr) {
            m_classes->showFigures(*m_figures);
        }
        return;
    }
    m_predictions = evaluation.predictions;
    m_classNames = classNames;
    m_images = images.id;
    m_session->compute(evaluation, images);
    m_figures.reset();
    m_curves->showPredictions(m_predictions, classNames);
    m_confidence->showFigures(nullptr);
    m_reject->showPredictions(m_predictions);
    m_reject->showFigures(nullptr);
    m_labels->showFigures(nullptr, classNames, {});
    showRule();
    emit figuresShown(nullptr);
}

void EvaluateFiguresPane::showFigures(const std::shared_ptr<const EvaluationFigures>& figures)
{
    m_figures = figures;
    m_problem.clear();
    showNote();
    m_classes->showFigures(*figures);
    m_confidence->showFigures(figures);
    m_reject->showFigures(figures);
    m_labels->showFigures(figures, m_classNames, imagesOfRun());
    emit figuresShown(figures);
}

void EvaluateFiguresPane::showRule()
{
    const AnswerRules& rules = m_workbench.evaluate.answerRules();
    m_problem.clear();
    showNote();
    m_confidence->showRule(rules.rule(), rules.canUndo());
    m_reject->showRule(rules.rule(), rules.canUndo(), !rules.isOpen());
}

} // namespace saccade
