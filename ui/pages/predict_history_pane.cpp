#include "ui/pages/predict_history_pane.h"

#include <QListView>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/models/prediction_history_model.h"
#include "ui/text/format.h"
#include "ui/widgets/message_note.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/prediction_delegate.h"

namespace saccade {

namespace {

constexpr int kAgeRefreshMs = 20'000;

} // namespace

PredictHistoryPane::PredictHistoryPane(PredictionHistoryModel& model, QWidget* parent)
    : QWidget(parent),
      m_model(model),
      m_title(new PaneTitle(tr("Classified images"), this)),
      m_notKept(new MessageNote(this)),
      m_list(new QListView(this))
{
    setObjectName(QStringLiteral("predictHistoryPane"));
    setProperty("surface", QStringLiteral("pane"));
    setProperty("pane", true);
    setAttribute(Qt::WA_StyledBackground);
    m_notKept->setObjectName(QStringLiteral("historyNotKept"));
    createList();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(createTitle());
    layout->addWidget(m_notKept);
    layout->addWidget(m_list, 1);
    auto* ages = new QTimer(this);
    connect(ages, &QTimer::timeout, this, [this] { m_model.refreshAges(QDateTime::currentDateTime()); });
    ages->start(kAgeRefreshMs);
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, &PredictHistoryPane::showCount);
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, &PredictHistoryPane::showCount);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &PredictHistoryPane::showCount);
    showCount();
}

QWidget* PredictHistoryPane::createTitle()
{
    m_title->setToolTip(tr("The newest %1 are kept").arg(formatCount(PredictionHistoryModel::kCapacity)));
    m_save = makeToolButton(QStringLiteral("saveHistoryButton"), tr("Save as CSV…"), QStringLiteral("save"), this);
    m_clear = makeToolButton(QStringLiteral("clearHistoryButton"), tr("Clear (Ctrl+Z brings it back)"),
                             QStringLiteral("trash"), this);
    m_undo = makeToolButton(QStringLiteral("undoClearButton"), tr("Bring back what was cleared (Ctrl+Z)"),
                            QStringLiteral("undo"), this);
    m_title->addWidget(m_undo);
    m_title->addWidget(m_save);
    m_title->addWidget(m_clear);
    connect(m_save, &QPushButton::clicked, this, &PredictHistoryPane::saveRequested);
    connect(m_clear, &QPushButton::clicked, this, &PredictHistoryPane::clearRequested);
    connect(m_undo, &QPushButton::clicked, this, &PredictHistoryPane::undoRequested);
    return m_title;
}

void PredictHistoryPane::createList()
{
    m_list->setObjectName(QStringLiteral("historyList"));
    m_list->setAccessibleName(tr("Classified images"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new PredictionDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) { emit currentChanged(current.row()); });
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] { emit currentChanged(-1); });
}

void PredictHistoryPane::showNotKept()
{
    m_notKept->setMessage(MessageNote::Kind::Warning,
                          tr("Another Saccade is open and keeps the classified images. Those of this window are gone "
                             "when it closes."));
}

int PredictHistoryPane::currentRow() const
{
    return m_list->currentIndex().row();
}

void PredictHistoryPane::selectRow(int row)
{
    m_list->setCurrentIndex(m_model.index(row));
}

void PredictHistoryPane::showCount()
{
    const int count = m_model.rowCount();
    m_title->setNote(count > 0 ? formatCount(count) : QString());
    m_save->setEnabled(count > 0);
    m_clear->setEnabled(count > 0);
    m_undo->setVisible(m_model.canUndoClear());
}

} // namespace saccade
