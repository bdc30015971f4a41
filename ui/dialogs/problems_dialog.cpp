#include "ui/dialogs/problems_dialog.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/models/problems_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/table_look.h"

namespace saccade {

namespace {
constexpr int kReasonWidth = 220;
}

ProblemsDialog::ProblemsDialog(ProblemsModel& problems, QWidget* parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("problemsDialog"));
    setWindowTitle(tr("Files left out"));
    resize(760, 440);
    QTableView* table = createTable(problems);
    QLabel* sentence = makeLabel(tr("Choose a file to read what can be done."), QStringLiteral("2"), this);
    sentence->setObjectName(QStringLiteral("problemSentence"));
    sentence->setWordWrap(true);
    sentence->setMinimumHeight(textSized(40));
    QPushButton* done = makeButton(QStringLiteral("closeButton"), tr("Close"), {}, {}, this);
    auto* bottom = new QHBoxLayout;
    bottom->setContentsMargins(measure::kPageMargin, 12, measure::kPageMargin, 12);
    bottom->setSpacing(measure::kPageMargin);
    bottom->addWidget(sentence, 1);
    bottom->addWidget(done);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(table, 1);
    layout->addWidget(makeHorizontalLine(this));
    layout->addLayout(bottom);
    connect(done, &QPushButton::clicked, this, &QDialog::accept);
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [sentence](const QModelIndex& current) { sentence->setText(current.data(Qt::ToolTipRole).toString()); });
}

QTableView* ProblemsDialog::createTable(ProblemsModel& problems)
{
    auto* table = new QTableView(this);
    table->setObjectName(QStringLiteral("problemsTable"));
    table->setAccessibleName(windowTitle());
    table->setModel(&problems);
    setTableLook(*table);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setTextElideMode(Qt::ElideMiddle);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->resizeSection(1, paneWidth(kReasonWidth));
    return table;
}

} // namespace saccade
