#include "ui/pages/export_chart_pane.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/models/export_table_model.h"
#include "ui/models/export_text.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/paired_bars.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/table_look.h"

namespace saccade {

namespace {

/// Files without a foreign runtime at hand are read back and run by this program: their time is not another one's.
QString timeText(const ExportReport& report)
{
    if (!report.check || report.check->exportedMs == 0) {
        return report.check ? ExportChartPane::tr("not measured") : ExportChartPane::tr("not checked");
    }
    const QString time = millisecondsText(report.check->exportedMs);
    return report.runtime.starts_with("Saccade") ? ExportChartPane::tr("%1 in Saccade").arg(time) : time;
}

} // namespace

ExportChartPane::ExportChartPane(QWidget* parent)
    : QWidget(parent),
      m_model(new ExportTableModel(this)),
      m_stack(new QStackedWidget(this)),
      m_table(new QTableView(this))
{
    setObjectName(QStringLiteral("exportChartPane"));
    setProperty("pane", true);
    auto* title = new PaneTitle(tr("Size and speed"), this);
    m_twin =
        makeToolButton(QStringLiteral("exportTableButton"), tr("Show as a table (T)"), QStringLiteral("table"), title);
    m_twin->setCheckable(true);
    title->addWidget(m_twin);
    m_empty = makeLabel(tr("What is written is compared here."), QStringLiteral("2"), this);
    m_empty->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, measure::kPageMargin);
    m_empty->setAlignment(Qt::AlignLeading | Qt::AlignTop);
    auto* frame = new QWidget(this);
    auto* framed = new QVBoxLayout(frame);
    framed->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, measure::kControlGap);
    m_bars = new PairedBars(tr("Size of all files"), tr("Time for one image, network alone, one core"), frame);
    m_bars->setObjectName(QStringLiteral("exportBars"));
    m_bars->setAccessibleName(tr("Size and speed"));
    framed->addWidget(m_bars);
    framed->addStretch(1);
    m_table->setObjectName(QStringLiteral("exportTable"));
    m_table->setAccessibleName(tr("Size, speed and check as a table"));
    m_table->setModel(m_model);
    setTableLook(*m_table);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(frame);
    m_stack->addWidget(m_table);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(title);
    layout->addWidget(m_stack);
    auto* twin = new QShortcut(QKeySequence(Qt::Key_T), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(twin, &QShortcut::activated, m_twin, &QPushButton::click);
    connect(m_twin, &QPushButton::clicked, this, &ExportChartPane::showTable);
    setOutcomes({});
}

void ExportChartPane::setOutcomes(const std::vector<ExportOutcome>& outcomes)
{
    m_model->setOutcomes(outcomes);
    std::vector<PairedBars::Row> rows;
    for (int i = 0; i < m_model->rowCount(); ++i) {
        const ExportReport& report = m_model->report(i);
        const double time = report.check ? report.check->exportedMs : 0;
        rows.push_back({exportFormatTitle(report.format), static_cast<double>(report.bytes),
                        formatBytes(static_cast<std::int64_t>(report.bytes)), time, timeText(report)});
    }
    m_bars->setRows(rows);
    m_twin->setEnabled(!rows.empty());
    const int bars = m_bars->sizeHint().height() + measure::kControlGap;
    m_stack->setFixedHeight(rows.empty() ? textSized(36) : std::max(bars, textSized(88)));
    showTable(m_twin->isChecked());
}

void ExportChartPane::showTable(bool isTable)
{
    const bool hadFocus = m_bars->hasFocus() || m_table->hasFocus();
    m_stack->setCurrentIndex(m_bars->rows().empty() ? 0 : isTable ? 2 : 1);
    if (hadFocus) {
        (isTable ? static_cast<QWidget*>(m_table) : m_bars)->setFocus();
    }
}

} // namespace saccade
