#include "ui/pages/classes_pane.h"

#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QTableView>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/models/class_table_model.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"
#include "ui/widgets/class_delegate.h"
#include "ui/widgets/panes.h"
#include "ui/widgets/share_bar.h"

namespace saccade {

namespace {
constexpr int kRow = 27;
constexpr int kHeader = 26;
constexpr int kBelow = 12;
constexpr int kNameWidth = 136;
constexpr int kImagesWidth = 64;
} // namespace

ClassesPane::ClassesPane(ClassTableModel& model, QWidget* parent)
    : QWidget(parent),
      m_model(model),
      m_title(new PaneTitle(tr("Classes"), this)),
      m_order(new QComboBox(this)),
      m_table(new QTableView(this))
{
    setObjectName(QStringLiteral("classesPane"));
    setProperty("pane", true);
    m_order->setObjectName(QStringLiteral("classOrderComboBox"));
    m_order->setAccessibleName(tr("Order of the classes"));
    m_order->addItem(tr("By name"));
    m_order->addItem(tr("Largest first"));
    m_order->addItem(tr("Smallest first"));
    m_title->addWidget(m_order);
    createTable();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_title);
    layout->addWidget(m_table, 1);
    connect(m_order, &QComboBox::currentIndexChanged, this, [this](int order) {
        m_model.sort(order == 0 ? ClassTableModel::NameColumn : ClassTableModel::ImagesColumn,
                     order == 1 ? Qt::DescendingOrder : Qt::AscendingOrder);
    });
}

void ClassesPane::createTable()
{
    m_table->setObjectName(QStringLiteral("classTable"));
    m_table->setAccessibleName(tr("Classes"));
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new ClassDelegate(m_table));
    m_table->setItemDelegateForColumn(ClassTableModel::PartsColumn,
                                      new ShareDelegate(ClassTableModel::SharesRole, m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(textSized(kRow));
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setFixedHeight(textSized(kHeader));
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->resizeSection(ClassTableModel::NameColumn, paneWidth(kNameWidth));
    header->resizeSection(ClassTableModel::ImagesColumn, textSized(kImagesWidth));
    header->setSectionResizeMode(ClassTableModel::PartsColumn, QHeaderView::Stretch);
    m_table->viewport()->installEventFilter(this);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const QModelIndexList rows = m_table->selectionModel()->selectedRows();
        emit chosen(rows.isEmpty() ? std::optional<int>() : rows.first().data(ClassTableModel::LabelRole).toInt());
    });
}

void ClassesPane::showCount(std::size_t classes)
{
    m_title->setNote(formatCount(static_cast<std::int64_t>(classes)));
    // A few classes leave their room to what is below.
    const int rows = static_cast<int>(std::min<std::size_t>(classes, 1000));
    const int table = textSized(kHeader) + rows * textSized(kRow) + kBelow;
    setMaximumHeight(classes > 0 ? rowHeight(measure::kPaneTitle) + table : QWIDGETSIZE_MAX);
}

void ClassesPane::choose(std::optional<int> label)
{
    const int row = label ? m_model.rowOf(*label) : -1;
    if (row < 0) {
        m_table->clearSelection();
    } else if (!m_table->selectionModel()->isRowSelected(row)) {
        m_table->selectRow(row);
    }
}

bool ClassesPane::eventFilter(QObject* watched, QEvent* event)
{
    // a click on the chosen class shows all classes again
    if (watched == m_table->viewport() && event->type() == QEvent::MouseButtonPress) {
        const QModelIndex index = m_table->indexAt(static_cast<QMouseEvent*>(event)->position().toPoint());
        if (index.isValid() && m_table->selectionModel()->isRowSelected(index.row())) {
            m_table->clearSelection();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace saccade
