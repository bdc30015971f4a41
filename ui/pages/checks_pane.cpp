#include "ui/pages/checks_pane.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/dialogs/problems_dialog.h"
#include "ui/models/data_checks.h"
#include "ui/models/problems_model.h"
#include "ui/widgets/icon_label.h"
#include "ui/widgets/panes.h"

namespace saccade {

ChecksPane::ChecksPane(QWidget* parent) : QWidget(parent), m_problems(new ProblemsModel(this))
{
    setObjectName(QStringLiteral("checksPane"));
    setProperty("pane", true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new PaneTitle(tr("Checks"), this));
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_rows = new QWidget(scroll);
    m_rows->setProperty("surface", QStringLiteral("pane"));
    m_layout = new QVBoxLayout(m_rows);
    m_layout->setContentsMargins(measure::kPageMargin, 4, measure::kPageMargin, 12);
    m_layout->setSpacing(16);
    scroll->setWidget(m_rows);
    layout->addWidget(scroll, 1);
}

void ChecksPane::showChecks(const DataSet& dataSet)
{
    m_problems->setProblems(dataSet.problems);
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const DataCheck& check : checkDataSet(dataSet)) {
        m_layout->addWidget(createRow(check));
    }
    m_layout->addStretch(1);
}

QWidget* ChecksPane::createRow(const DataCheck& check)
{
    auto* row = new QWidget(m_rows);
    row->setObjectName(check.isGood ? QStringLiteral("goodCheck") : QStringLiteral("badCheck"));
    row->setAccessibleName(check.title + QStringLiteral(". ") + check.details);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(new IconLabel(check.isGood ? QStringLiteral("right") : QStringLiteral("warning"),
                                    check.isGood ? &Theme::good : &Theme::warning, 20, row),
                      0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    QLabel* title = makeHeading(check.title, row);
    title->setWordWrap(true);
    QLabel* details = makeCaption(check.details, row);
    details->setWordWrap(true);
    words->addWidget(title);
    words->addWidget(details);
    layout->addLayout(words, 1);
    if (check.action == DataCheck::Action::ShowProblems) {
        QPushButton* button =
            makeButton(QStringLiteral("showProblemsButton"), tr("Show"), {}, QStringLiteral("flat"), row);
        connect(button, &QPushButton::clicked, this, &ChecksPane::showProblems);
        layout->addWidget(button);
    }
    return row;
}

void ChecksPane::showProblems()
{
    auto* dialog = new ProblemsDialog(*m_problems, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

} // namespace saccade
