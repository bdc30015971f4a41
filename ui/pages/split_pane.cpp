#include "ui/pages/split_pane.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSpinBox>
#include <QVBoxLayout>
#include <cmath>
#include <limits>

#include "ui/text/format.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/part_mark.h"
#include "ui/widgets/share_bar.h"

namespace saccade {

namespace {

int percent(double share)
{
    return static_cast<int>(std::lround(share * 100));
}

QSpinBox* makePercentBox(const char* name, QWidget* parent)
{
    auto* box = new QSpinBox(parent);
    box->setObjectName(QLatin1String(name));
    box->setRange(0, 50);
    box->setSuffix(QStringLiteral(" %"));
    return box;
}

} // namespace

SplitPane::SplitPane(Workbench& workbench, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_bar(new ShareBar(this))
{
    setObjectName(QStringLiteral("splitPane"));
    setProperty("pane", true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(measure::kPageMargin, 0, measure::kPageMargin, 12);
    layout->setSpacing(10);
    layout->addWidget(createTitle());
    layout->addWidget(m_bar);
    layout->addWidget(createLegend());
    layout->addWidget(createEditor());
    openEditor(false);
}

QWidget* SplitPane::createTitle()
{
    auto* title = new QWidget(this);
    title->setFixedHeight(rowHeight(40));
    auto* row = new QHBoxLayout(title);
    row->setContentsMargins(0, 4, 0, 0);
    row->setSpacing(8);
    m_note = new ElidedLabel(title);
    m_note->setObjectName(QStringLiteral("splitNote"));
    m_note->setFont(themeFont(TextSize::Caption));
    m_note->setProperty("tone", QStringLiteral("2"));
    m_change = makeButton(QStringLiteral("changeSplitButton"), tr("Change…"), {}, QStringLiteral("flat"), title);
    row->addWidget(makeHeading(tr("Split"), title));
    row->addWidget(new IconLabel(QStringLiteral("lock"), &Theme::text2, 16, title));
    row->addWidget(m_note, 1);
    row->addWidget(m_change);
    connect(m_change, &QPushButton::clicked, this, [this] { openEditor(m_editor->isHidden()); });
    return title;
}

QWidget* SplitPane::createLegend()
{
    auto* legend = new QWidget(this);
    auto* row = new QHBoxLayout(legend);
    row->setContentsMargins(0, 0, 0, 0);
    for (int i = 0; i < kPartCount; ++i) {
        const auto part = static_cast<Part>(i);
        auto* grid = new QGridLayout;
        grid->setHorizontalSpacing(6);
        grid->setVerticalSpacing(2);
        QLabel* count = makeLabel({}, {}, legend);
        count->setObjectName(QStringLiteral("splitCount%1").arg(i));
        count->setFont(themeFont(TextSize::Body, QFont::DemiBold));
        count->setAccessibleName(partTitle(part));
        m_counts[static_cast<std::size_t>(i)] = count;
        grid->addWidget(new PartMark(part, legend), 0, 0);
        grid->addWidget(makeCaption(partTitle(part), legend), 0, 1);
        grid->addWidget(count, 1, 1);
        row->addLayout(grid, i + 1 < kPartCount ? 1 : 0);
    }
    return legend;
}

QWidget* SplitPane::createEditor()
{
    m_editor = new QWidget(this);
    m_editor->setObjectName(QStringLiteral("splitEditor"));
    auto* form = new QFormLayout(m_editor);
    form->setContentsMargins(0, 4, 0, 0);
    form->setVerticalSpacing(4);
    form->setHorizontalSpacing(12);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    m_validation = makePercentBox("validationShareSpinBox", m_editor);
    m_test = makePercentBox("testShareSpinBox", m_editor);
    m_seed = new QSpinBox(m_editor);
    m_seed->setObjectName(QStringLiteral("splitSeedSpinBox"));
    m_seed->setRange(0, std::numeric_limits<int>::max());
    m_fixed = makeCaption(tr("The data set brings its own test part."), m_editor);
    m_fixed->setWordWrap(true);
    form->addRow(tr("Validation, of training"), m_validation);
    form->addRow(tr("Test, of all"), m_test);
    form->addRow(tr("Seed"), m_seed);
    form->addRow(m_fixed);
    auto* buttons = new QHBoxLayout;
    QPushButton* applyButton = makeButton(QStringLiteral("applySplitButton"), tr("Divide anew"), {}, {}, m_editor);
    QPushButton* cancel =
        makeButton(QStringLiteral("cancelSplitButton"), tr("Cancel"), {}, QStringLiteral("flat"), m_editor);
    buttons->addWidget(applyButton);
    buttons->addWidget(cancel);
    buttons->addStretch(1);
    form->addRow(buttons);
    connect(applyButton, &QPushButton::clicked, this, &SplitPane::apply);
    connect(cancel, &QPushButton::clicked, this, [this] { openEditor(false); });
    return m_editor;
}

void SplitPane::openEditor(bool open)
{
    const SplitRule& rule = m_workbench.data.splitRule();
    const DataSet& dataSet = m_workbench.data.dataSet();
    m_validation->setValue(percent(rule.validationShare));
    m_test->setValue(percent(rule.testShare));
    m_seed->setValue(static_cast<int>(std::min<std::uint64_t>(rule.seed, std::numeric_limits<int>::max())));
    m_validation->setEnabled(!dataSet.hasGivenValidation);
    m_test->setEnabled(!dataSet.hasGivenTest);
    m_fixed->setVisible(dataSet.hasGivenTest);
    m_editor->setVisible(open);
    if (open) {
        (m_validation->isEnabled() ? m_validation : m_seed)->setFocus(Qt::OtherFocusReason);
    }
}

void SplitPane::apply()
{
    SplitRule rule = m_workbench.data.splitRule();
    rule.validationShare = m_validation->value() / 100.0;
    rule.testShare = m_test->value() / 100.0;
    rule.seed = static_cast<std::uint64_t>(m_seed->value());
    openEditor(false);
    m_workbench.data.setSplit(rule);
}

QString SplitPane::note(const DataSet& dataSet) const
{
    if (dataSet.hasGivenValidation) {
        return tr("given by the data set");
    }
    if (dataSet.hasGivenTest) {
        return tr("test given, validation fixed by seed %1").arg(m_workbench.data.splitRule().seed);
    }
    return tr("fixed by seed %1, equal per class").arg(m_workbench.data.splitRule().seed);
}

void SplitPane::showSplit(const DataSet& dataSet, const ClassTableModel::Counts& totals)
{
    const double all = static_cast<double>(std::max<std::size_t>(1, dataSet.count()));
    QList<double> shares;
    QStringList words;
    for (std::size_t i = 0; i < totals.size(); ++i) {
        shares.append(static_cast<double>(totals[i]) / all);
        m_counts[i]->setText(formatCount(totals[i]));
        words.append(QStringLiteral("%1 %2").arg(partTitle(static_cast<Part>(i)), formatCount(totals[i])));
    }
    m_bar->setShares(shares);
    m_bar->setAccessibleName(words.join(QStringLiteral(", ")));
    m_note->setText(note(dataSet));
    // Beside a given validation part no test part is drawn, so nothing is left to choose: see withSplit().
    m_change->setEnabled(!dataSet.hasGivenValidation);
    m_change->setToolTip(dataSet.hasGivenValidation ? tr("The data set brings its own parts.") : QString());
}

} // namespace saccade
