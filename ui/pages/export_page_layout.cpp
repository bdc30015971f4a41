#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include "ui/pages/export_chart_pane.h"
#include "ui/pages/export_code_pane.h"
#include "ui/pages/export_contents_pane.h"
#include "ui/pages/export_formats_pane.h"
#include "ui/pages/export_page.h"
#include "ui/pages/export_place_pane.h"
#include "ui/theme/theme.h"
#include "ui/widgets/chooser.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/message_note.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/wheel_guard.h"

namespace saccade {

namespace {

constexpr int kRunMinimum = 240;
constexpr int kRunMaximum = 420;
constexpr int kRightWidth = 504;
constexpr int kRightMinimum = 320;
constexpr int kLeftMinimum = 320;
constexpr int kBand = 44;
constexpr int kBarWidth = 240;
const char* const kSplitterKey = "export/splitter";

} // namespace

void ExportPage::createActions()
{
    const auto add = [this](const QString& name, const QString& text, const QString& icon, void (ExportPage::*run)()) {
        auto* action = new QAction(themeIcon(icon), text, this);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, run);
        m_actions.append(action);
    };
    add(QStringLiteral("exportAction"), tr("&Export the ticked formats"), QStringLiteral("export"),
        &ExportPage::exportWanted);
    add(QStringLiteral("checkAgainAction"), tr("&Check the exported files again"), QStringLiteral("right"),
        &ExportPage::checkAgain);
}

void ExportPage::createHeader()
{
    m_runs = new Chooser(this);
    m_runs->setObjectName(QStringLiteral("exportRunBox"));
    m_runs->setAccessibleName(tr("Run"));
    m_runs->setPlaceholderText(tr("Choose a run"));
    m_runs->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_runs->setMinimumWidth(kRunMinimum);
    m_runs->setMaximumWidth(kRunMaximum);
    addHeaderChooser(m_runs);
    m_weights = new Chooser(this);
    m_weights->setObjectName(QStringLiteral("exportWeightsBox"));
    m_weights->setAccessibleName(tr("Weights"));
    m_weights->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    addHeaderChooser(m_weights);
    m_again = makeButton(QStringLiteral("checkAgainButton"), tr("Check again"), {}, {}, this);
    m_again->setToolTip(tr("Tries the exported files as they lie there now. What failed, is gone or out of date is "
                           "written once more."));
    m_export = makeButton(QStringLiteral("exportButton"), tr("Export"), QStringLiteral("export"),
                          QStringLiteral("primary"), this);
    addHeaderWidget(m_again);
    addHeaderWidget(m_export);
    connect(m_runs, &QComboBox::activated, this, &ExportPage::chooseRun);
    connect(m_weights, &QComboBox::activated, this, &ExportPage::useWeights);
    connect(m_again, &QPushButton::clicked, this, &ExportPage::checkAgain);
    connect(m_export, &QPushButton::clicked, this, &ExportPage::exportWanted);
}

QWidget* ExportPage::createProgress()
{
    m_band = new QWidget(this);
    m_band->setObjectName(QStringLiteral("exportBand"));
    auto* row = new QWidget(m_band);
    row->setProperty("surface", QStringLiteral("sunken"));
    row->setAttribute(Qt::WA_StyledBackground);
    row->setFixedHeight(rowHeight(kBand) - 1);
    m_bandText = makeLabel({}, {}, row);
    m_bandText->setObjectName(QStringLiteral("exportBandText"));
    m_bandLeft = makeLabel({}, QStringLiteral("2"), row);
    m_bar = new QProgressBar(row);
    m_bar->setObjectName(QStringLiteral("exportBar"));
    m_bar->setAccessibleName(tr("Progress of the export"));
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(paneWidth(kBarWidth));
    QPushButton* cancel = makeButton(QStringLiteral("cancelExportButton"), tr("Cancel"), {}, {}, row);
    cancel->setToolTip(tr("What is written and checked stays"));
    auto* column = new QVBoxLayout(m_band);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(row);
    column->addWidget(makeHorizontalLine(m_band));
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, 0);
    layout->setSpacing(12);
    layout->addWidget(m_bandText);
    layout->addWidget(m_bar);
    layout->addWidget(m_bandLeft);
    layout->addStretch(1);
    layout->addWidget(cancel);
    connect(cancel, &QPushButton::clicked, this, [this] { workbench().exporter.cancel(); });
    return m_band;
}

QWidget* ExportPage::createRightSide()
{
    auto* content = new QWidget(this);
    content->setProperty("surface", QStringLiteral("pane"));
    content->setAttribute(Qt::WA_StyledBackground);
    m_code = new ExportCodePane(workbench().preferences, content);
    m_contents = new ExportContentsPane(content);
    m_place = new ExportPlacePane(workbench(), content);
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_code);
    layout->addWidget(makeHorizontalLine(content));
    layout->addWidget(m_contents);
    layout->addWidget(makeHorizontalLine(content));
    layout->addWidget(m_place);
    layout->addStretch(1);
    QScrollArea* scroll = makeScroll(content, this);
    scroll->setProperty("surface", QStringLiteral("pane"));
    scroll->setMinimumWidth(paneWidth(kRightMinimum));
    return scroll;
}

QWidget* ExportPage::createContent()
{
    auto* content = new QWidget(this);
    auto* left = new QWidget(content);
    m_formats = new ExportFormatsPane(workbench().preferences, left);
    m_chart = new ExportChartPane(left);
    auto* leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    leftLayout->setSpacing(0);
    leftLayout->addWidget(m_formats, 2); // in a low window both scroll
    leftLayout->addWidget(makeHorizontalLine(left));
    leftLayout->addWidget(m_chart, 1);
    left->setMinimumWidth(paneWidth(kLeftMinimum));
    auto* splitter = new QSplitter(Qt::Horizontal, content);
    splitter->setObjectName(QStringLiteral("exportSplitter"));
    splitter->setHandleWidth(1);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(left);
    splitter->addWidget(createRightSide());
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 0);
    splitter->setSizes({kRightWidth * 2, kRightWidth});
    const QByteArray kept =
        QByteArray::fromBase64(workbench().preferences.value(QLatin1String(kSplitterKey)).toString().toLatin1());
    if (!kept.isEmpty()) {
        splitter->restoreState(kept);
    }
    connect(splitter, &QSplitter::splitterMoved, this,
            [this, splitter] { workbench().preferences.setValue(QLatin1String(kSplitterKey), splitter->saveState()); });
    m_problem = new MessageNote(content);
    m_problem->setObjectName(QStringLiteral("exportProblem"));
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(createProgress());
    layout->addWidget(m_problem);
    layout->addWidget(splitter, 1);
    return content;
}

} // namespace saccade
