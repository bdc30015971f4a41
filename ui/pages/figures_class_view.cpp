#include "ui/pages/figures_class_view.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QVBoxLayout>

#include "ui/models/class_report_model.h"
#include "ui/theme/theme.h"
#include "ui/widgets/bar_delegate.h"
#include "ui/widgets/table_look.h"

namespace saccade {

namespace {

constexpr int kNumberWidth = 76;
constexpr int kBarWidth = 96;
const QString kOrderKey = QStringLiteral("evaluate/classOrder");

/// Sorts the classes by a column and keeps the averages at the end.
class ReportOrder final : public QSortFilterProxyModel
{
public:
    explicit ReportOrder(QObject* parent) : QSortFilterProxyModel(parent) { setSortRole(ClassReportModel::SortRole); }

protected:
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override
    {
        const bool leftIsAverage = left.data(ClassReportModel::IsAverageRole).toBool();
        const bool rightIsAverage = right.data(ClassReportModel::IsAverageRole).toBool();
        if (leftIsAverage || rightIsAverage) {
            const bool inOrder = leftIsAverage == rightIsAverage ? left.row() < right.row() : rightIsAverage;
            return inOrder == (sortOrder() == Qt::AscendingOrder);
        }
        return QSortFilterProxyModel::lessThan(left, right);
    }
};

} // namespace

FiguresClassView::FiguresClassView(Workbench& workbench, QWidget* parent)
    : QWidget(parent),
      m_workbench(workbench),
      m_model(new ClassReportModel(this)),
      m_order(new ReportOrder(this)),
      m_table(new QTableView(this))
{
    m_order->setSourceModel(m_model);
    createTable();
    restoreOrder();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);
    connect(m_table, &QTableView::clicked, this, &FiguresClassView::requestRow);
    connect(m_table, &QTableView::activated, this, &FiguresClassView::requestRow); // Enter
}

void FiguresClassView::createTable()
{
    m_table->setObjectName(QStringLiteral("classReport"));
    m_table->setAccessibleName(tr("Figures by class"));
    m_table->setModel(m_order);
    m_table->setSortingEnabled(true);
    setTableLook(*m_table);
    m_table->setItemDelegateForColumn(ClassReportModel::BarColumn, new BarDelegate(ClassReportModel::BarRole, m_table));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    QHeaderView* header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setDefaultSectionSize(paneWidth(kNumberWidth));
    header->resizeSection(ClassReportModel::BarColumn, paneWidth(kBarWidth));
    header->resizeSection(ClassReportModel::IntervalColumn, paneWidth(kBarWidth));
    header->resizeSection(ClassReportModel::AveragePrecisionColumn, paneWidth(kNumberWidth * 3 / 4));
    m_table->setColumnHidden(ClassReportModel::BarColumn, textSized(100) > 130); // large text needs the room for names
    stretchColumn(*m_table, ClassReportModel::ClassColumn);
}

void FiguresClassView::restoreOrder()
{
    const QVariantList kept = m_workbench.preferences.value(kOrderKey).toList();
    const int column = kept.size() == 2 ? kept[0].toInt() : int{ClassReportModel::F1Column};
    const bool isFalling = kept.size() == 2 && kept[1].toBool();
    m_table->sortByColumn(std::clamp(column, 0, ClassReportModel::ColumnCount - 1),
                          isFalling ? Qt::DescendingOrder : Qt::AscendingOrder);
    connect(m_table->horizontalHeader(), &QHeaderView::sortIndicatorChanged, this,
            [this](int section, Qt::SortOrder order) {
                m_workbench.preferences.setValue(kOrderKey, QVariantList{section, order == Qt::DescendingOrder});
            });
}

void FiguresClassView::requestRow(const QModelIndex& index)
{
    if (!index.data(ClassReportModel::IsAverageRole).toBool()) {
        emit classRequested(m_order->mapToSource(index).row());
    }
}

void FiguresClassView::showReport(const ClassReport& report, const QStringList& classNames,
                                  const QList<QImage>& thumbnails)
{
    m_model->setReport(report, classNames, thumbnails);
}

void FiguresClassView::showFigures(const EvaluationFigures& figures)
{
    m_model->setFigures(figures);
}

void FiguresClassView::copyCsv() const
{
    QGuiApplication::clipboard()->setText(m_model->toCsv());
}

} // namespace saccade
