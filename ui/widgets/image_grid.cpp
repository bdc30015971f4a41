#include "ui/widgets/image_grid.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>
#include <utility>

#include "ui/theme/theme.h"

namespace saccade {

namespace {

constexpr int kGap = 16;
constexpr int kMargin = 16;
constexpr int kLineHeight = 14;
constexpr int kRowGap = 8;
constexpr int kPictureCacheKb = 48 * 1024;

} // namespace

ImageGrid::ImageGrid(QWidget* parent) : QAbstractScrollArea(parent), m_pictures(kPictureCacheKb)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Images"));
    connect(&ThemeSource::instance(), &ThemeSource::changed, viewport(), qOverload<>(&QWidget::update));
}

void ImageGrid::setModel(QAbstractItemModel* model)
{
    if (m_model != nullptr) {
        m_model->disconnect(this);
    }
    m_model = model;
    connect(model, &QAbstractItemModel::modelReset, this, &ImageGrid::modelChanged);
    connect(model, &QAbstractItemModel::rowsInserted, this, &ImageGrid::modelChanged);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &ImageGrid::modelChanged);
    connect(model, &QAbstractItemModel::layoutChanged, this, &ImageGrid::modelChanged);
    connect(model, &QAbstractItemModel::dataChanged, this, [this] {
        m_pictures.clear();
        viewport()->update();
    });
    modelChanged();
}

void ImageGrid::setPictureSide(int side)
{
    const int wanted = std::clamp(side, 32, 192);
    if (wanted != m_side) {
        m_side = wanted;
        m_pictures.clear();
        layOut();
        showRow(m_current);
    }
}

void ImageGrid::setNotePlace(NotePlace place)
{
    m_notePlace = place;
    layOut();
}

void ImageGrid::setEmptyText(const QString& text)
{
    m_emptyText = text;
    viewport()->update();
}

void ImageGrid::modelChanged()
{
    m_pictures.clear();
    const int before = m_current;
    m_current = std::min(m_current, count() - 1);
    m_anchor = m_current;
    const std::set<int> selected = m_current < 0 ? std::set<int>() : std::set<int>{m_current};
    const bool isOther = std::exchange(m_selected, selected) != selected;
    layOut();
    if (m_current != before) {
        emit currentChanged(m_current);
    }
    if (isOther) {
        emit selectionChanged();
    }
}

int ImageGrid::count() const
{
    return m_model == nullptr ? 0 : m_model->rowCount();
}

QSize ImageGrid::cellSize() const
{
    const int lines = m_notePlace == NotePlace::Below ? 2 : 1;
    return {m_side + kGap, m_side + 5 + lines * textSized(kLineHeight) + kRowGap};
}

int ImageGrid::columns() const
{
    return std::max(1, (viewport()->width() - 2 * kMargin + kGap) / cellSize().width());
}

void ImageGrid::layOut()
{
    const int rows = (count() + columns() - 1) / columns();
    const int high = rows * cellSize().height() + kMargin;
    verticalScrollBar()->setRange(0, std::max(0, high - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(std::max(1, cellSize().height() / 3));
    viewport()->update();
}

QRect ImageGrid::cellRect(int row) const
{
    const QSize cell = cellSize();
    const int line = row / columns();
    const int column = row % columns();
    return {kMargin + column * cell.width(), kMargin / 2 + line * cell.height() - verticalScrollBar()->value(), m_side,
            cell.height() - kRowGap};
}

int ImageGrid::rowAt(QPoint point) const
{
    const QSize cell = cellSize();
    const int line = (point.y() - kMargin / 2 + verticalScrollBar()->value()) / cell.height();
    const int column = (point.x() - kMargin) / cell.width();
    if (point.x() < kMargin || column >= columns() || line < 0) {
        return -1;
    }
    const int row = line * columns() + column;
    return row < count() && cellRect(row).adjusted(-4, -4, 4, 4).contains(point) ? row : -1;
}

void ImageGrid::setCurrentRow(int row)
{
    const int wanted = std::clamp(row, -1, count() - 1);
    m_anchor = wanted;
    select(wanted < 0 ? std::set<int>() : std::set<int>{wanted}, wanted);
}

void ImageGrid::select(std::set<int> rows, int current)
{
    const bool isOtherCurrent = current != m_current;
    const bool isOtherSelection = rows != m_selected;
    m_current = current;
    m_selected = std::move(rows);
    if (isOtherCurrent) {
        showRow(m_current);
    }
    if (!isOtherCurrent && !isOtherSelection) {
        return;
    }
    viewport()->update();
    announceCurrent();
    if (isOtherCurrent) {
        emit currentChanged(m_current);
    }
    if (isOtherSelection) {
        emit selectionChanged();
    }
}

void ImageGrid::announceCurrent()
{
    if (m_current < 0) {
        return;
    }
    const QModelIndex index = m_model->index(m_current, 0);
    QString text = index.data(CaptionRole).toString() + QLatin1Char(' ') + index.data(NoteRole).toString();
    if (m_selected.size() > 1) {
        text += QLatin1String(", ") + tr("%n chosen", nullptr, static_cast<int>(m_selected.size()));
    }
    setAccessibleDescription(text);
    QAccessibleValueChangeEvent change(this, text);
    QAccessible::updateAccessibility(&change);
}

std::set<int> ImageGrid::rowsTo(int row) const
{
    std::set<int> rows;
    for (int i = std::min(std::max(0, m_anchor), row); i <= std::max(m_anchor, row); ++i) {
        rows.insert(rows.end(), i);
    }
    return rows;
}

/// To a cell, choosing it alone, adding it, or all from the anchor on, as the keys say.
void ImageGrid::walkTo(int row, Qt::KeyboardModifiers modifiers)
{
    if (!m_isMulti || row < 0) {
        setCurrentRow(row);
    } else if (modifiers.testFlag(Qt::ShiftModifier)) {
        select(rowsTo(row), row);
    } else if (modifiers.testFlag(Qt::ControlModifier)) {
        std::set<int> rows = m_selected;
        if (rows.erase(row) == 0) {
            rows.insert(row);
        }
        m_anchor = row;
        select(std::move(rows), row);
    } else {
        setCurrentRow(row);
    }
}

void ImageGrid::showRow(int row)
{
    if (row < 0) {
        return;
    }
    const QRect cell = cellRect(row);
    if (cell.top() < 8) {
        verticalScrollBar()->setValue(verticalScrollBar()->value() + cell.top() - 8);
    } else if (cell.bottom() > viewport()->height() - 8) {
        verticalScrollBar()->setValue(verticalScrollBar()->value() + cell.bottom() - viewport()->height() + 8);
    }
}

void ImageGrid::resizeEvent(QResizeEvent*)
{
    layOut();
}

void ImageGrid::scrollContentsBy(int, int dy)
{
    viewport()->scroll(0, dy);
}

void ImageGrid::focusInEvent(QFocusEvent* event)
{
    viewport()->update();
    QAbstractScrollArea::focusInEvent(event);
}

void ImageGrid::focusOutEvent(QFocusEvent* event)
{
    viewport()->update();
    QAbstractScrollArea::focusOutEvent(event);
}

void ImageGrid::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton) {
        walkTo(rowAt(event->pos()), event->modifiers());
    } else if (event->button() == Qt::RightButton) {
        const int row = rowAt(event->pos()); // the menu is about what it is opened on
        if (row >= 0 && !m_selected.contains(row)) {
            setCurrentRow(row);
        }
    }
}

void ImageGrid::mouseDoubleClickEvent(QMouseEvent* event)
{
    const int row = rowAt(event->pos());
    if (row >= 0) {
        emit activated(row);
    }
}

void ImageGrid::keyPressEvent(QKeyEvent* event)
{
    if (m_isMulti && event->matches(QKeySequence::SelectAll) && count() > 0) {
        m_anchor = 0;
        select(rowsTo(count() - 1), std::max(0, m_current));
        return;
    }
    const int page = std::max(1, viewport()->height() / cellSize().height()) * columns();
    int step = 0;
    switch (event->key()) {
    case Qt::Key_Left: step = -1; break;
    case Qt::Key_Right: step = 1; break;
    case Qt::Key_Up: step = -columns(); break;
    case Qt::Key_Down: step = columns(); break;
    case Qt::Key_PageUp: step = -page; break;
    case Qt::Key_PageDown: step = page; break;
    case Qt::Key_Home: step = -count(); break;
    case Qt::Key_End: step = count(); break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0) {
            emit activated(m_current);
        }
        return;
    case Qt::Key_Space:
        if (m_isMulti && m_current >= 0) {
            walkTo(m_current, Qt::ControlModifier);
        }
        return;
    default: return QAbstractScrollArea::keyPressEvent(event);
    }
    if (count() > 0) {
        const int row = std::clamp(std::max(0, m_current) + (m_current < 0 ? 0 : step), 0, count() - 1);
        walkTo(row, event->modifiers() & Qt::ShiftModifier);
    }
}

bool ImageGrid::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int row = rowAt(help->pos());
        const QString text = row < 0 ? QString() : m_model->index(row, 0).data(Qt::ToolTipRole).toString();
        QToolTip::showText(help->globalPos(), text, viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace saccade
