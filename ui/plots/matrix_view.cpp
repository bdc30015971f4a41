#include "ui/plots/matrix_view.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <numeric>

#include "ui/models/matrix_model.h"
#include "ui/plots/matrix_painter.h"
#include "ui/theme/theme.h"

namespace saccade {

MatrixView::MatrixView(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("matrixView"));
    setAccessibleName(tr("Confusion matrix"));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    connect(&ThemeSource::instance(), &ThemeSource::changed, this, qOverload<>(&QWidget::update));
}

void MatrixView::setMatrix(const ConfusionMatrix& matrix, const QStringList& classNames,
                           const QList<QImage>& thumbnails)
{
    const bool sameClasses = m_classNames == classNames;
    m_matrix = matrix;
    m_classNames = classNames;
    m_thumbnails = thumbnails;
    if (!sameClasses) {
        m_order.resize(matrix.classCount());
        std::iota(m_order.begin(), m_order.end(), 0);
        m_selection.reset();
        m_current = {};
    }
    update();
}

void MatrixView::setOrder(const QList<int>& order)
{
    if (order.size() == m_matrix.classCount()) {
        const MatrixCell classes = m_order.isEmpty() ? MatrixCell{} : classesAt(m_current);
        m_order = order;
        m_current = m_order.isEmpty() ? MatrixCell{} : placeOf(classes);
        update();
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

void MatrixView::setNormalised(bool normalised)
{
    if (m_normalised != normalised) {
        m_normalised = normalised;
        update();
        emit normalisedChanged(normalised);
    }
}

void MatrixView::setSelection(std::optional<MatrixCell> classes)
{
    m_selection = classes;
    if (classes && !m_order.isEmpty()) {
        m_current = placeOf(*classes);
    }
    update();
}

MatrixLayout MatrixView::layOut(const QSize& size) const
{
    const QFontMetrics metrics(themeFont(TextSize::Caption, QFont::Bold));
    int longest = 0;
    for (const QString& name : m_classNames) {
        longest = std::max(longest, metrics.horizontalAdvance(name));
    }
    return layOutMatrix(m_matrix.classCount(), size, longest, textSized(16));
}

MatrixCell MatrixView::classesAt(const MatrixCell& place) const
{
    return {m_order[place.row], m_order[place.column]};
}

MatrixCell MatrixView::placeOf(const MatrixCell& classes) const
{
    return {std::max(0, static_cast<int>(m_order.indexOf(classes.row))),
            std::max(0, static_cast<int>(m_order.indexOf(classes.column)))};
}

QString MatrixView::textOf(const MatrixCell& classes) const
{
    return matrixCellText(m_matrix, m_classNames, classes.row, classes.column);
}

QRect MatrixView::cellRect(int truth, int predicted) const
{
    const MatrixCell place = placeOf({truth, predicted});
    return layOut(size()).cell(place.row, place.column);
}

void MatrixView::draw(QPainter& painter, const QSize& size) const
{
    MatrixPicture picture{&m_matrix,   &m_classNames, &m_thumbnails,    m_order,
                          m_selection, std::nullopt,  m_diagonalHidden, m_normalised};
    if (hasFocus() && m_matrix.classCount() > 0 && painter.device() == this) {
        picture.focus = m_current;
    }
    paintMatrix(painter, picture, layOut(size), size);
}

void MatrixView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    draw(painter, size());
}

void MatrixView::mousePressEvent(QMouseEvent* event)
{
    const auto place = layOut(size()).cellAt(event->pos());
    if (event->button() != Qt::LeftButton || !place) {
        return QWidget::mousePressEvent(event);
    }
    setCurrent(*place);
    const MatrixCell classes = classesAt(*place);
    setSelection(classes);
    emit cellActivated(classes.row, classes.column);
}

void MatrixView::setCurrent(const MatrixCell& place)
{
    m_current = place;
    update();
    const QString text = textOf(classesAt(place));
    setAccessibleDescription(text);
    QAccessibleValueChangeEvent change(this, text);
    QAccessible::updateAccessibility(&change);
}

void MatrixView::moveCurrent(int rows, int columns)
{
    const int last = m_matrix.classCount() - 1;
    setCurrent({std::clamp(m_current.row + rows, 0, last), std::clamp(m_current.column + columns, 0, last)});
}

void MatrixView::keyPressEvent(QKeyEvent* event)
{
    const int all = m_matrix.classCount();
    if (all == 0) {
        return QWidget::keyPressEvent(event);
    }
    switch (event->key()) {
    case Qt::Key_Left: return moveCurrent(0, -1);
    case Qt::Key_Right: return moveCurrent(0, 1);
    case Qt::Key_Up: return moveCurrent(-1, 0);
    case Qt::Key_Down: return moveCurrent(1, 0);
    case Qt::Key_Home: return moveCurrent(0, -all);
    case Qt::Key_End: return moveCurrent(0, all);
    case Qt::Key_D: return setDiagonalHidden(!m_diagonalHidden);
    case Qt::Key_N: return setNormalised(!m_normalised);
    case Qt::Key_Escape:
        setSelection(std::nullopt);
        emit selectionCleared();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter: {
        const MatrixCell classes = classesAt(m_current);
        setSelection(classes);
        emit cellActivated(classes.row, classes.column);
        return;
    }
    default: return QWidget::keyPressEvent(event);
    }
}

void MatrixView::focusInEvent(QFocusEvent* event)
{
    if (m_matrix.classCount() > 0) {
        setCurrent(m_current);
    }
    QWidget::focusInEvent(event);
}

bool MatrixView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto place = layOut(size()).cellAt(help->pos());
        if (place) {
            QToolTip::showText(help->globalPos(), textOf(classesAt(*place)), this,
                               layOut(size()).cell(place->row, place->column));
        } else {
            QToolTip::hideText();
        }
        return true;
    }
    return QWidget::event(event);
}

} // namespace saccade
