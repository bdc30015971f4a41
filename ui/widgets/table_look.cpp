#include "ui/widgets/table_look.h"

#include <QEvent>
#include <QHeaderView>
#include <QTableView>
#include <algorithm>

#include "ui/theme/theme.h"
#include "ui/widgets/class_delegate.h"

namespace saccade {

namespace {

constexpr int kRow = 28;
constexpr int kLeastName = 120;

/// QHeaderView's own stretching goes down to nothing.
class ColumnStretcher final : public QObject
{
public:
    ColumnStretcher(QTableView& table, int column) : QObject(&table), m_table(table), m_column(column)
    {
        table.viewport()->installEventFilter(this);
        connect(table.horizontalHeader(), &QHeaderView::sectionCountChanged, this, &ColumnStretcher::stretch);
        stretch();
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::Resize) {
            stretch();
            QMetaObject::invokeMethod(this, &ColumnStretcher::stretch, Qt::QueuedConnection); // a scroll bar may go
        }
        return QObject::eventFilter(watched, event);
    }

private:
    void stretch()
    {
        QHeaderView* header = m_table.horizontalHeader();
        if (m_column < header->count()) {
            const int others = header->length() - header->sectionSize(m_column);
            header->resizeSection(m_column, std::max(paneWidth(kLeastName), m_table.viewport()->width() - others));
        }
    }

    QTableView& m_table;
    int m_column;
};

} // namespace

void setTableLook(QTableView& table)
{
    table.setItemDelegate(new ClassDelegate(&table));
    table.setShowGrid(false);
    table.setFrameShape(QFrame::NoFrame);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setTabKeyNavigation(false); // Tab leaves the table, arrows walk it
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(textSized(kRow));
    table.horizontalHeader()->setHighlightSections(false);
}

void stretchColumn(QTableView& table, int column)
{
    table.horizontalHeader()->setSectionResizeMode(column, QHeaderView::Fixed);
    new ColumnStretcher(table, column); // the table's child
}

} // namespace saccade
