#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/models/image_changes_model.h"
#include "ui/pages/comparison_pane.h"
#include "ui/pages/evaluate_empty_state.h"
#include "ui/pages/evaluate_figures_pane.h"
#include "ui/pages/evaluate_gallery_pane.h"
#include "ui/pages/evaluate_matrix_pane.h"
#include "ui/pages/evaluate_page.h"
#include "ui/pages/findings_popup.h"
#include "ui/pages/image_viewer.h"
#include "ui/pages/report_line.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chooser.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/panes.h"

namespace saccade {

namespace {

constexpr int kVerdictHeight = 44;
constexpr int kNarrowest = 72;    // of a chooser in the header, which gives way
constexpr int kUsualLetters = 26; // of the run's chooser, where there is room
constexpr int kBarWidth = 160;
constexpr int kBarSteps = 1000;
constexpr int kFiguresWidth = 566; // the tabs side by side, in text of the usual size

} // namespace

void EvaluatePage::createHeader()
{
    m_runs = new Chooser(this);
    m_runs->setObjectName(QStringLiteral("runBox"));
    m_runs->setAccessibleName(tr("Run"));
    m_runs->setPlaceholderText(tr("Choose a run"));
    m_runs->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_runs->setMinimumWidth(paneWidth(kNarrowest));
    m_runs->setMaximumWidth(420);
    m_runs->setMinimumContentsLength(kUsualLetters);
    m_parts = new Chooser(this);
    m_parts->setObjectName(QStringLiteral("partBox"));
    m_parts->setAccessibleName(tr("Part of the data set"));
    m_parts->setMinimumWidth(paneWidth(kNarrowest));
    m_parts->setMinimumContentsLength(kUsualLetters / 2);
    addHeaderChooser(m_runs);
    m_views = new Chooser(this);
    m_views->setObjectName(QStringLiteral("viewsBox"));
    m_views->setAccessibleName(tr("Test-time augmentation"));
    m_views->setMinimumWidth(paneWidth(kNarrowest));
    m_views->addItem(tr("Images as they are"));
    m_views->addItem(tr("With mirror images"));
    m_views->addItem(tr("Mirrored and shifted"));
    m_views->addItem(tr("The same where in doubt"));
    addHeaderChooser(m_parts);
    addHeaderChooser(m_views);
    connect(m_views, &QComboBox::activated, this, &EvaluatePage::lookAgain);
    connect(m_runs, &QComboBox::activated, this, &EvaluatePage::chooseRun);
    connect(m_parts, &QComboBox::activated, this,
            [this](int choice) { workbench().evaluate.show(static_cast<Part>(m_parts->itemData(choice).toInt())); });
    m_compare = makeButton(QStringLiteral("compareButton"), tr("Compare with…"), {}, {}, this);
    addHeaderWidget(m_compare);
    m_save = makeButton(QStringLiteral("saveReportButton"), tr("Save report…"), QStringLiteral("save"),
                        QStringLiteral("primary"), this);
    addHeaderWidget(m_save);
    connect(m_save, &QPushButton::clicked, this, [this] { m_report->save(workbench().evaluate.evaluation()); });
    connect(m_compare, &QPushButton::clicked, this, &EvaluatePage::chooseRunToCompare);
}

QWidget* EvaluatePage::createContent()
{
    auto* content = new QWidget(this);
    m_report = new ReportLine(workbench(), content);
    m_stack = new QStackedWidget(content);
    m_empty = new EvaluateEmptyState(content);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(createResults());
    m_comparison = new ComparisonPane(workbench(), content);
    m_stack->addWidget(m_comparison);
    m_viewer = new ImageViewer(workbench(), m_gallery->model(), content);
    m_stack->addWidget(m_viewer);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_report);
    layout->addWidget(m_stack, 1);
    connect(m_report, &ReportLine::busyChanged, this, [this](bool isBusy) {
        m_isReportBusy = isBusy;
        showWhatIsOfARun();
    });
    connect(m_empty, &EvaluateEmptyState::runFolderRequested, this, &EvaluatePage::chooseRunFolder);
    connect(m_empty, &EvaluateEmptyState::modelFileRequested, this, &EvaluatePage::chooseModelFile);
    connect(m_empty, &EvaluateEmptyState::cancelled, this, &EvaluatePage::stopWaiting);
    connect(m_comparison, &ComparisonPane::closed, this, [this] { m_stack->setCurrentIndex(1); });
    return content;
}

QWidget* EvaluatePage::createVerdictLine()
{
    auto* line = new QWidget(this);
    line->setProperty("surface", QStringLiteral("pane"));
    line->setAttribute(Qt::WA_StyledBackground);
    line->setFixedHeight(rowHeight(kVerdictHeight));
    auto* layout = new QHBoxLayout(line);
    layout->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, 0);
    layout->setSpacing(measure::kControlGap);
    m_verdictIcon = new QLabel(line);
    const auto showIcon = [this] {
        m_verdictIcon->setPixmap(iconPixmap(QStringLiteral("right"), theme().good, 20, devicePixelRatioF()));
    };
    showIcon();
    connect(&ThemeSource::instance(), &ThemeSource::changed, m_verdictIcon, showIcon);
    m_headline = new QLabel(line);
    m_headline->setObjectName(QStringLiteral("verdictHeadline"));
    m_headline->setFont(themeFont(TextSize::Body, QFont::DemiBold));
    m_details = new ElidedLabel(line);
    m_details->setObjectName(QStringLiteral("verdictDetails"));
    m_partNote = new QLabel(line);
    m_partNote->setObjectName(QStringLiteral("partNote"));
    m_partNote->setProperty("tone", QStringLiteral("2"));
    layout->addWidget(m_verdictIcon);
    layout->addWidget(m_headline);
    m_findings = new FindingsPopup(line);
    m_more = makeButton(QStringLiteral("findingsButton"), {}, {}, QStringLiteral("flat"), line);
    m_more->setToolTip(tr("All that the numbers say, with how sure it is"));
    m_more->hide();
    m_lookBar = new QProgressBar(line);
    m_lookBar->setObjectName(QStringLiteral("lookProgress"));
    m_lookBar->setAccessibleName(tr("Images looked at"));
    m_lookBar->setRange(0, kBarSteps);
    m_lookBar->setTextVisible(false);
    m_lookBar->setFixedWidth(kBarWidth);
    m_stopLooking = makeButton(QStringLiteral("stopLookingButton"), tr("Cancel"), {}, QStringLiteral("flat"), line);
    connect(m_stopLooking, &QPushButton::clicked, &workbench().evaluate, &EvaluateSession::cancel);
    layout->addWidget(m_lookBar);
    layout->addWidget(m_details, 1);
    layout->addWidget(m_stopLooking);
    layout->addWidget(m_more);
    m_partIcon = new IconLabel(QStringLiteral("info"), &Theme::text2, 16, line);
    m_partIcon->setObjectName(QStringLiteral("partIcon"));
    layout->addWidget(m_partNote);
    layout->addWidget(m_partIcon);
    return line;
}

QWidget* EvaluatePage::createResults()
{
    auto* results = new QWidget(this);
    m_matrix = new EvaluateMatrixPane(workbench(), results);
    m_changes = new ImageChangesModel(this);
    m_gallery = new EvaluateGalleryPane(*m_changes, results);
    m_gallery->setPreferences(workbench().preferences);
    auto* right = new QSplitter(Qt::Vertical, results);
    right->addWidget(m_gallery);
    m_figures = new EvaluateFiguresPane(workbench(), results);
    m_figures->setMinimumWidth(kFiguresWidth);
    right->addWidget(m_figures);
    right->setSizes({300, 420});
    right->setHandleWidth(1);
    auto* panes = new QSplitter(Qt::Horizontal, results);
    panes->setObjectName(QStringLiteral("evaluatePanes"));
    panes->addWidget(m_matrix);
    panes->addWidget(right);
    panes->setSizes({640, 720});
    panes->setChildrenCollapsible(false);
    panes->setHandleWidth(1);
    panes->setStretchFactor(1, 1);
    for (QWidget* pane : {static_cast<QWidget*>(m_matrix), static_cast<QWidget*>(m_gallery)}) {
        pane->setProperty("surface", QStringLiteral("pane"));
        pane->setAttribute(Qt::WA_StyledBackground);
    }
    auto* layout = new QVBoxLayout(results);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(createVerdictLine());
    layout->addWidget(makeHorizontalLine(results));
    layout->addWidget(panes, 1);
    return results;
}

} // namespace saccade
