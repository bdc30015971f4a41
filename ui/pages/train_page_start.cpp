// A run that goes on from another one's weights.
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <filesystem>

#include "ui/forms/settings_form.h"
#include "ui/pages/train_page.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/panes.h"

namespace saccade {

QWidget* TrainPage::createStartRow(QWidget* parent)
{
    m_startRow = new QWidget(parent);
    m_startRow->setObjectName(QStringLiteral("startRow"));
    auto* row = new QHBoxLayout(m_startRow);
    row->setContentsMargins(measure::kPageMargin, 8, measure::kPageMargin, 8);
    row->addWidget(new IconLabel(QStringLiteral("runs"), &Theme::accentText, 16, m_startRow), 0, Qt::AlignVCenter);
    m_startLabel = makeLabel({}, {}, m_startRow);
    m_startLabel->setObjectName(QStringLiteral("startLabel"));
    m_startLabel->setWordWrap(true);
    row->addWidget(m_startLabel, 1);
    QPushButton* remove =
        makeButton(QStringLiteral("clearStartButton"), tr("Start afresh"), {}, QStringLiteral("flat"), m_startRow);
    remove->setToolTip(tr("The next run begins with new weights"));
    row->addWidget(remove, 0, Qt::AlignVCenter);
    connect(remove, &QPushButton::clicked, this, &TrainPage::clearStart);
    m_startRow->hide();
    return m_startRow;
}

/// With the run's settings and its parts: what it was trained on must not become a test image.
void TrainPage::setStart(const StartPoint& start)
{
    if (isRunning() || !start.loaded) {
        return;
    }
    const TrainPlan& plan = start.loaded->plans.front();
    m_start = start;
    m_report.reset();
    m_form->changeTo(settingsToGoOn(plan), plan.preset);
    if (hasData() && m_dataSet.id == plan.data.id && m_dataSet.split != splitRuleOf(plan)) {
        workbench().data.setSplit(splitRuleOf(plan));
    }
    check();
}

void TrainPage::clearStart()
{
    m_start.reset();
    check();
}

void TrainPage::showStart()
{
    m_startRow->setVisible(m_start.has_value());
    if (!m_start) {
        return;
    }
    const QString name = displayName(std::filesystem::path(m_start->run).filename().string());
    QString text = tr("Goes on from the best weights of %1, epoch %2.").arg(name, formatEpochs(m_start->epoch));
    const auto changes = static_cast<int>(m_dataSet.changes.size());
    if (changes > 0) {
        text += QLatin1Char(' ') + tr("%n image(s) are changed by you.", nullptr, changes);
    }
    if (m_plan) {
        const std::optional<std::size_t> seen = countSeenByStart(*m_plan, m_dataSet, Part::Validation);
        if (!seen) {
            text += QLatin1Char(' ') + tr("That run had other data: whether its weights have seen validation or test "
                                          "images cannot be known.");
        } else if (*seen > 0) {
            text += QLatin1Char(' ') + tr("Its weights have learned %n of the validation image(s): that figure will "
                                          "be too good.",
                                          nullptr, static_cast<int>(*seen));
        }
    }
    m_startLabel->setText(text);
}

} // namespace saccade
