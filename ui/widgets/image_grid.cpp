#include "ui/widgets/image_grid.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <algorithm>

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
    layOut();
    if (m_current != before) {
        emit currentChanged(m_current);
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
    if (wanted == m_current) {
        return;
    }
    m_current = wanted;
    showRow(m_current);
    viewport()->update();
    if (m_current >= 0) {
        const QModelIndex index = m_model->index(m_current, 0);
        const QString text = index.data(CaptionRole).toString() + QLatin1Char(' ') + index.data(NoteRole).toString();
        setAccessibleDescription(text);
        QAccessibleValueChangeEvent change(this, text);
        QAccessible::updateAccessibility(&change);
    }
    emit currentChanged(m_current);
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
        setCurrentRow(rowAt(event->pos()));
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
    default: return QAbstractScrollArea::keyPressEvent(event);
    }
    if (count() > 0) {
        setCurrentRow(std::clamp(std::max(0, m_current) + (m_current < 0 ? 0 : step), 0, count() - 1));
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
