#include "ui/plots/matrix_accessible.h"

#include <QAccessibleWidget>
#include <map>

#include "ui/plots/matrix_view.h"

namespace saccade {

namespace {

/// One shown cell, by place. What it says is asked for anew each time, since the same place shows other classes after a
/// zoom.
class CellAccessible final : public QAccessibleInterface, public QAccessibleTableCellInterface
{
public:
    CellAccessible(MatrixView* view, const MatrixCell& place) : m_view(view), m_place(place) {}

    bool isValid() const override
    {
        return m_view != nullptr && m_place.row < static_cast<int>(m_view->window().rows.size()) &&
               m_place.column < static_cast<int>(m_view->window().columns.size());
    }
    QObject* object() const override { return nullptr; }
    QWindow* window() const override { return parent()->window(); }
    QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(m_view); }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name && isValid() ? m_view->textOf(m_place) : QString();
    }
    void setText(QAccessible::Text, const QString&) override {}
    QRect rect() const override
    {
        const QRect area = m_view->placeRect(m_place);
        return {m_view->mapToGlobal(area.topLeft()), area.size()};
    }
    QAccessible::Role role() const override { return QAccessible::Cell; }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.focused = m_view->hasFocus() && m_view->current() == m_place;
        state.invalid = !isValid();
        return state;
    }
    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableCellInterface ? static_cast<QAccessibleTableCellInterface*>(this) : nullptr;
    }

    bool isSelected() const override { return false; }
    QList<QAccessibleInterface*> columnHeaderCells() const override { return {}; }
    QList<QAccessibleInterface*> rowHeaderCells() const override { return {}; }
    int columnIndex() const override { return m_place.column; }
    int rowIndex() const override { return m_place.row; }
    int columnExtent() const override { return 1; }
    int rowExtent() const override { return 1; }
    QAccessibleInterface* table() const override { return parent(); }

private:
    MatrixView* m_view;
    MatrixCell m_place;
};

class MatrixAccessible final : public QAccessibleWidget, public QAccessibleTableInterface
{
public:
    explicit MatrixAccessible(MatrixView* view) : QAccessibleWidget(view, QAccessible::Table), m_view(view) {}
    ~MatrixAccessible() override
    {
        for (const auto& [place, id] : m_cells) {
            QAccessible::deleteAccessibleInterface(id);
        }
    }

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::TableInterface ? static_cast<QAccessibleTableInterface*>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }
    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value && rowCount() > 0 ? m_view->textOf(m_view->current())
                                                            : QAccessibleWidget::text(kind);
    }
    int childCount() const override { return rowCount() * columnCount(); }
    QAccessibleInterface* child(int index) const override
    {
        return index >= 0 && index < childCount() ? cellAt(index / columnCount(), index % columnCount()) : nullptr;
    }
    int indexOfChild(const QAccessibleInterface* child) const override
    {
        auto* cell = const_cast<QAccessibleInterface*>(child)->tableCellInterface();
        return cell != nullptr ? cell->rowIndex() * columnCount() + cell->columnIndex() : -1;
    }
    QAccessibleInterface* focusChild() const override
    {
        return m_view->hasFocus() && rowCount() > 0 ? cellAt(m_view->current().row, m_view->current().column) : nullptr;
    }

    QAccessibleInterface* cellAt(int row, int column) const override
    {
        if (row < 0 || column < 0 || row >= rowCount() || column >= columnCount()) {
            return nullptr;
        }
        const auto [known, isNew] = m_cells.try_emplace({row, column}, 0);
        if (isNew) {
            known->second = QAccessible::registerAccessibleInterface(new CellAccessible(m_view, {row, column}));
        }
        return QAccessible::accessibleInterface(known->second);
    }
    int rowCount() const override { return static_cast<int>(m_view->window().rows.size()); }
    int columnCount() const override { return static_cast<int>(m_view->window().columns.size()); }
    QString rowDescription(int row) const override
    {
        return row >= 0 && row < rowCount() ? m_view->nameOf(m_view->window().rows[static_cast<std::size_t>(row)])
                                            : QString();
    }
    QString columnDescription(int column) const override
    {
        return column >= 0 && column < columnCount()
                   ? m_view->nameOf(m_view->window().columns[static_cast<std::size_t>(column)])
                   : QString();
    }
    QAccessibleInterface* caption() const override { return nullptr; }
    QAccessibleInterface* summary() const override { return nullptr; }
    int selectedCellCount() const override { return 0; }
    QList<QAccessibleInterface*> selectedCells() const override { return {}; }
    int selectedColumnCount() const override { return 0; }
    int selectedRowCount() const override { return 0; }
    QList<int> selectedColumns() const override { return {}; }
    QList<int> selectedRows() const override { return {}; }
    bool isColumnSelected(int) const override { return false; }
    bool isRowSelected(int) const override { return false; }
    bool selectRow(int) override { return false; }
    bool selectColumn(int) override { return false; }
    bool unselectRow(int) override { return false; }
    bool unselectColumn(int) override { return false; }
    void modelChange(QAccessibleTableModelChangeEvent*) override {}

private:
    MatrixView* m_view;
    mutable std::map<std::pair<int, int>, QAccessible::Id> m_cells;
};

QAccessibleInterface* makeAccessible(const QString&, QObject* object)
{
    auto* view = qobject_cast<MatrixView*>(object);
    return view != nullptr ? new MatrixAccessible(view) : nullptr;
}

} // namespace

void installMatrixAccessible()
{
    static const bool isInstalled = (QAccessible::installFactory(makeAccessible), true);
    static_cast<void>(isInstalled);
}

} // namespace saccade
