#include "ui/plots/matrix_view.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <numeric>

#include "ui/plots/matrix_accessible.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {

constexpr int kWheelNotch = 120;
constexpr double kPinch = 0.02; // of one gesture event, below which fingers only rest

} // namespace

MatrixView::MatrixView(QWidget* parent) : QWidget(parent)
{
    installMatrixAccessible();
    setObjectName(QStringLiteral("matrixView"));
    setAccessibleName(tr("Confusion matrix"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&ThemeSource::instance(), &ThemeSource::changed, this, qOverload<>(&QWidget::update));
}

void MatrixView::setMatrix(const ConfusionMatrix& matrix, const QStringList& classNames,
                           const QList<QImage>& thumbnails)
{
    const bool sameClasses = m_classNames == classNames && m_order.size() == matrix.classCount();
    m_matrix = matrix;
    m_classNames = classNames;
    m_thumbnails = thumbnails;
    m_window.reset();
    if (!sameClasses) {
        measureNames();
        m_order.resize(matrix.classCount());
        std::iota(m_order.begin(), m_order.end(), 0);
        m_selection.reset();
        zoomTo(MatrixZoom(matrix.classCount()), {});
    }
    update();
}

void MatrixView::setOrder(const QList<int>& order)
{
    if (order.size() == m_matrix.classCount() && order != m_order) {
        m_order = order;
        zoomTo(MatrixZoom(m_matrix.classCount()), {});
    }
}

void MatrixView::setDiagonalHidden(bool hidden)
{
    if (m_diagonalHidden != hidden) {
        m_diagonalHidden = hidden;
        update();
        emit diagonalHiddenChanged(hidden);
    }
}

void MatrixView::setValues(MatrixValues values)
{
    if (m_values != values) {
        m_values = values;
        update();
        emit valuesChanged(values);
    }
}

void MatrixView::setSelection(std::optional<MatrixCell> classes)
{
    m_selection = classes;
    if (const auto place = classes ? placeOf(*classes) : std::nullopt) {
        m_current = *place;
    }
    update();
}

void MatrixView::activate(const MatrixCell& classes)
{
    if (!placeOf(classes)) {
        zoomTo(MatrixZoom(m_matrix.classCount()), {});
    }
    for (auto place = placeOf(classes); place; place = placeOf(classes)) {
        if (!isGroup(*place)) {
            select(*place);
            return;
        }
        open(*place);
    }
}

bool MatrixView::zoomOut()
{
    MatrixZoom outer = m_zoom;
    if (!outer.out()) {
        return false;
    }
    const MatrixCell firstShown{m_order[m_zoom.rows().begin], m_order[m_zoom.columns().begin]};
    zoomTo(outer, {});
    setCurrent(placeOf(firstShown).value_or(MatrixCell{}));
    return true;
}

QString MatrixView::zoomText() const
{
    return m_zoom.depth() == 0 ? QString()
                               : tr("truth %1, predicted %2").arg(nameOf(m_zoom.rows()), nameOf(m_zoom.columns()));
}

QString MatrixView::nameOf(const PlaceRange& range) const
{
    return rangeName(range, m_order, m_classNames);
}

void MatrixView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    draw(painter);
}

void MatrixView::mousePressEvent(QMouseEvent* event)
{
    const auto place = layOut().cellAt(event->pos());
    if (event->button() != Qt::LeftButton || !place) {
        return QWidget::mousePressEvent(event);
    }
    open(*place);
}

void MatrixView::open(const MatrixCell& place)
{
    if (!isGroup(place)) {
        select(place);
        return;
    }
    MatrixZoom inner = m_zoom;
    inner.in(window().rows[static_cast<std::size_t>(place.row)],
             window().columns[static_cast<std::size_t>(place.column)]);
    zoomTo(inner, {});
}

void MatrixView::select(const MatrixCell& place)
{
    setCurrent(place);
    const auto classAt = [this](const std::vector<PlaceRange>& groups, int at) {
        return m_order[groups[static_cast<std::size_t>(at)].begin];
    };
    m_selection = MatrixCell{classAt(window().rows, place.row), classAt(window().columns, place.column)};
    emit cellActivated(m_selection->row, m_selection->column);
}

void MatrixView::zoomTo(const MatrixZoom& zoom, const MatrixCell& current)
{
    m_zoom = zoom;
    m_window.reset();
    m_current = current;
    if (hasFocus() && m_matrix.classCount() > 0) {
        setCurrent(current); // is spoken
    }
    update();
    emit zoomChanged();
}

bool MatrixView::zoomAt(QPoint point, bool isIn)
{
    if (!isIn) {
        return zoomOut();
    }
    const auto place = layOut().cellAt(point);
    if (!place || !isGroup(*place)) {
        return false;
    }
    open(*place);
    return true;
}

void MatrixView::wheelEvent(QWheelEvent* event)
{
    m_wheel += event->angleDelta().y();
    if (std::abs(m_wheel) < kWheelNotch) {
        return;
    }
    const bool isIn = m_wheel > 0;
    m_wheel = 0;
    event->setAccepted(zoomAt(event->position().toPoint(), isIn));
}

void MatrixView::setCurrent(const MatrixCell& place)
{
    m_current = place;
    update();
    const QString text = textOf(current());
    setAccessibleDescription(text);
    QAccessibleValueChangeEvent change(this, text);
    QAccessible::updateAccessibility(&change);
}

void MatrixView::moveCurrent(int rows, int columns)
{
    const MatrixCell from = current();
    const int lastRow = static_cast<int>(window().rows.size()) - 1;
    const int lastColumn = static_cast<int>(window().columns.size()) - 1;
    setCurrent({std::clamp(from.row + rows, 0, lastRow), std::clamp(from.column + columns, 0, lastColumn)});
}

bool MatrixView::handleWalkingKey(const QKeyEvent& event)
{
    const int all = m_matrix.classCount();
    const int alsoRows = (event.modifiers() & Qt::ControlModifier) != 0 ? all : 0;
    switch (event.key()) {
    case Qt::Key_Left: moveCurrent(0, -1); return true;
    case Qt::Key_Right: moveCurrent(0, 1); return true;
    case Qt::Key_Up: moveCurrent(-1, 0); return true;
    case Qt::Key_Down: moveCurrent(1, 0); return true;
    case Qt::Key_Home: moveCurrent(-alsoRows, -all); return true;
    case Qt::Key_End: moveCurrent(alsoRows, all); return true;
    default: return false;
    }
}

void MatrixView::keyPressEvent(QKeyEvent* event)
{
    if (m_matrix.classCount() == 0) {
        return QWidget::keyPressEvent(event);
    }
    if (handleWalkingKey(*event)) {
        return;
    }
    switch (event->key()) {
    case Qt::Key_D: return setDiagonalHidden(!m_diagonalHidden);
    case Qt::Key_N: return setValues(static_cast<MatrixValues>((static_cast<int>(m_values) + 1) % kMatrixValueKinds));
    case Qt::Key_Escape: return leave();
    case Qt::Key_Backspace: zoomOut(); return;
    case Qt::Key_Return:
    case Qt::Key_Enter: return open(current());
    default: return QWidget::keyPressEvent(event);
    }
}

/// Back the way one came: first the selected cell, then the part that was opened.
void MatrixView::leave()
{
    if (m_selection || !zoomOut()) {
        setSelection(std::nullopt);
        emit selectionCleared();
    }
}

void MatrixView::focusInEvent(QFocusEvent* event)
{
    if (m_matrix.classCount() > 0) {
        setCurrent(current());
    }
    QWidget::focusInEvent(event);
}

void MatrixView::focusOutEvent(QFocusEvent* event)
{
    update();
    QWidget::focusOutEvent(event);
}

void MatrixView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        measureNames();
        update();
    }
}

bool MatrixView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const MatrixLayout layout = layOut();
        if (const auto place = layout.cellAt(help->pos())) {
            QToolTip::showText(help->globalPos(), textOf(*place), this, layout.cell(place->row, place->column));
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    if (event->type() == QEvent::NativeGesture) {
        const auto* gesture = static_cast<QNativeGestureEvent*>(event);
        return gesture->gestureType() == Qt::ZoomNativeGesture && std::abs(gesture->value()) > kPinch &&
               zoomAt(gesture->position().toPoint(), gesture->value() > 0);
    }
    return QWidget::event(event);
}

} // namespace saccade
