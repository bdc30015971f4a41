#include "ui/widgets/table_look.h"

#include <QHeaderView>
#include <QTableView>

#include "ui/theme/theme.h"
#include "ui/widgets/class_delegate.h"

namespace saccade {

namespace {
constexpr int kRow = 28;
}

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

} // namespace saccade
