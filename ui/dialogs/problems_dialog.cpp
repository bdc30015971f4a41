#include "ui/dialogs/problems_dialog.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/models/problems_model.h"
#include "ui/widgets/panes.h"

namespace saccade {

ProblemsDialog::ProblemsDialog(ProblemsModel& problems, QWidget* parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("problemsDialog"));
    setWindowTitle(tr("Files left out"));
    resize(760, 440);
    auto* table = new QTableView(this);
    table->setObjectName(QStringLiteral("problemsTable"));
    table->setAccessibleName(windowTitle());
    table->setModel(&problems);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setShowGrid(false);
    table->setTextElideMode(Qt::ElideMiddle);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(24);
    table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->horizontalHeader()->resizeSection(1, 200);
    QLabel* sentence = makeLabel(tr("Choose a file to read what can be done."), QStringLiteral("2"), this);
    sentence->setObjectName(QStringLiteral("problemSentence"));
    sentence->setWordWrap(true);
    sentence->setMinimumHeight(40);
    QPushButton* done = makeButton(QStringLiteral("closeButton"), tr("Close"), {}, {}, this);
    auto* bottom = new QHBoxLayout;
    bottom->addWidget(sentence, 1);
    bottom->addWidget(done, 0, Qt::AlignBottom);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(table, 1);
    layout->addLayout(bottom);
    connect(done, &QPushButton::clicked, this, &QDialog::accept);
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [sentence](const QModelIndex& current) { sentence->setText(current.data(Qt::ToolTipRole).toString()); });
}

} // namespace saccade
