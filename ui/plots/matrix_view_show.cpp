#include <QPainter>
#include <algorithm>

#include "ui/plots/matrix_painter.h"
#include "ui/plots/matrix_view.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {

constexpr int kGroupSign = 16; // px of what shortRangeName() adds

int groupOf(const std::vector<PlaceRange>& groups, qsizetype place)
{
    const auto found = std::find_if(groups.begin(), groups.end(), [place](const PlaceRange& group) {
        return place >= group.begin && place < group.end;
    });
    return found != groups.end() ? static_cast<int>(found - groups.begin()) : -1;
}

} // namespace

void MatrixView::measureNames()
{
    const QFontMetrics metrics(themeFont(TextSize::Caption, QFont::Bold));
    m_longestName = 0;
    for (const QString& name : m_classNames) {
        m_longestName = std::max(m_longestName, metrics.horizontalAdvance(name));
    }
}

MatrixShape MatrixView::shape(bool isGrouped) const
{
    MatrixShape shape;
    shape.longestName = m_longestName * (isGrouped ? 2 : 1);
    shape.longestColumnName = m_longestName + (isGrouped ? textSized(kGroupSign) : 0);
    shape.lineHeight = textSized(16);
    shape.hasImages = !m_thumbnails.isEmpty() && !isGrouped;
    return shape;
}

const MatrixWindow& MatrixView::window() const
{
    const int classes = std::max(m_zoom.rows().count(), m_zoom.columns().count());
    int side = matrixSide(classes, shape(false), size());
    if (side < classes) {
        side = matrixSide(classes, shape(true), size());
    }
    if (!m_window || m_windowSide != side) {
        const std::vector<int> order(m_order.begin(), m_order.end());
        m_window = computeMatrixWindow(m_matrix, order, m_zoom.rows(), m_zoom.columns(), side);
        m_windowSide = side;
    }
    return *m_window;
}

MatrixLayout MatrixView::layOut() const
{
    const MatrixWindow& shown = window();
    const bool isGrouped = std::max(m_zoom.rows().count(), m_zoom.columns().count()) > m_windowSide;
    MatrixShape wanted = shape(isGrouped);
    wanted.rows = static_cast<int>(shown.rows.size());
    wanted.columns = static_cast<int>(shown.columns.size());
    return layOutMatrix(wanted, size());
}

MatrixCell MatrixView::current() const
{
    const auto held = [](int place, std::size_t count) {
        return std::clamp(place, 0, std::max(0, static_cast<int>(count) - 1));
    };
    return {held(m_current.row, window().rows.size()), held(m_current.column, window().columns.size())};
}

std::optional<MatrixCell> MatrixView::placeOf(const MatrixCell& classes) const
{
    const int row = groupOf(window().rows, m_order.indexOf(classes.row));
    const int column = groupOf(window().columns, m_order.indexOf(classes.column));
    return row >= 0 && column >= 0 ? std::optional(MatrixCell{row, column}) : std::nullopt;
}

bool MatrixView::isGroup(const MatrixCell& place) const
{
    return window().rows[static_cast<std::size_t>(place.row)].count() > 1 ||
           window().columns[static_cast<std::size_t>(place.column)].count() > 1;
}

QString MatrixView::textOf(const MatrixCell& place) const
{
    return matrixCellText(window(), place.row, place.column, m_order, m_classNames);
}

QRect MatrixView::placeRect(const MatrixCell& place) const
{
    return layOut().cell(place.row, place.column);
}

QRect MatrixView::cellRect(int truth, int predicted) const
{
    const auto place = placeOf({truth, predicted});
    return place ? placeRect(*place) : QRect();
}

MatrixPicture MatrixView::picture() const
{
    MatrixPicture picture;
    picture.window = &window();
    picture.diagonalHidden = m_diagonalHidden;
    picture.values = m_values;
    picture.selection = m_selection ? placeOf(*m_selection) : std::nullopt;
    const auto imageOf = [this](const PlaceRange& group) {
        return group.count() == 1 ? m_thumbnails.value(m_order[group.begin]) : QImage();
    };
    for (const PlaceRange& group : picture.window->rows) {
        picture.rowNames.append(nameOf(group));
        picture.rowImages.append(imageOf(group));
    }
    for (const PlaceRange& group : picture.window->columns) {
        picture.columnNames.append(shortRangeName(group, m_order, m_classNames));
        picture.columnImages.append(imageOf(group));
    }
    return picture;
}

void MatrixView::draw(QPainter& painter) const
{
    MatrixPicture shown = picture();
    if (hasFocus() && m_matrix.classCount() > 0 && painter.device() == this) {
        shown.focus = current();
    }
    paintMatrix(painter, shown, layOut(), size());
}

} // namespace saccade
