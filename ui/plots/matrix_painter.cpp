#include "ui/plots/matrix_painter.h"

#include <QCoreApplication>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/text/format.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {

constexpr double kWrongExponent = 0.62;
constexpr int kThumbnail = 24;
constexpr int kLegendWidth = 154;

QString translated(const char* text)
{
    return QCoreApplication::translate("saccade::Matrix", text);
}

double rowShare(const ConfusionMatrix& matrix, int truth, int predicted)
{
    const std::int64_t support = matrix.truthTotal(truth);
    return support == 0 ? 0.0 : static_cast<double>(matrix.count(truth, predicted)) / static_cast<double>(support);
}

class Painting
{
public:
    Painting(QPainter& painter, const MatrixPicture& picture, const MatrixLayout& layout)
        : m_painter(painter),
          m_picture(picture),
          m_layout(layout),
          m_scales(matrixScales(*picture.matrix, picture.normalised))
    {}

    void axisTitles() const;
    void names() const;
    void cells() const;
    void marks() const;
    void legend() const;

private:
    [[nodiscard]] QColor cellColour(int truth, int predicted) const;
    [[nodiscard]] QString cellText(int truth, int predicted) const;
    [[nodiscard]] bool isEmphasised(int classIndex, bool isRow) const;
    void cell(int row, int column) const;
    void thumbnail(int classIndex, const QRect& area) const;
    void rowName(int row) const;
    void columnName(int column) const;
    void scale(const QRect& area, const QString& title, const std::array<QColor, 7>& map, double exponent,
               const QString& low, const QString& high) const;

    QPainter& m_painter;
    const MatrixPicture& m_picture;
    const MatrixLayout& m_layout;
    MatrixScales m_scales;
};

void Painting::axisTitles() const
{
    const QRect cells = m_layout.cells();
    m_painter.setFont(themeFont(TextSize::Caption, QFont::DemiBold));
    m_painter.setPen(theme().text2);
    m_painter.drawText(QRect(cells.left(), 0, cells.width(), m_layout.lineHeight), Qt::AlignHCenter | Qt::AlignTop,
                       translated("Predicted"));
    m_painter.save();
    m_painter.translate(0, cells.center().y());
    m_painter.rotate(-90);
    m_painter.drawText(QRect(-80, 0, 160, m_layout.lineHeight), Qt::AlignHCenter | Qt::AlignTop, translated("Truth"));
    m_painter.restore();
}

bool Painting::isEmphasised(int classIndex, bool isRow) const
{
    return m_picture.selection && (isRow ? m_picture.selection->row : m_picture.selection->column) == classIndex;
}

void Painting::thumbnail(int classIndex, const QRect& area) const
{
    if (classIndex >= m_picture.thumbnails->size() || (*m_picture.thumbnails)[classIndex].isNull()) {
        return;
    }
    const QImage& image = (*m_picture.thumbnails)[classIndex];
    const QSize fitted = image.size().scaled(area.size(), Qt::KeepAspectRatio);
    QRect target({0, 0}, fitted);
    target.moveCenter(area.center());
    m_painter.setRenderHint(QPainter::SmoothPixmapTransform);
    m_painter.drawImage(target, image);
}

void Painting::rowName(int row) const
{
    const int index = m_picture.order[row];
    const QRect cell = m_layout.cell(row, 0);
    const int side = std::min(kThumbnail, cell.height());
    const int right = cell.left() - 8;
    thumbnail(index, QRect(right - side, cell.center().y() - side / 2, side, side));
    const int left = m_layout.lineHeight + 4;
    const QRect area(left, cell.top(), right - side - 8 - left, cell.height());
    m_painter.setFont(themeFont(TextSize::Caption, isEmphasised(index, true) ? QFont::Bold : QFont::Normal));
    m_painter.setPen(isEmphasised(index, true) ? theme().text : theme().text2);
    const QString name =
        m_painter.fontMetrics().elidedText(m_picture.classNames->value(index), Qt::ElideMiddle, area.width());
    m_painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, name);
}

void Painting::columnName(int column) const
{
    const int index = m_picture.order[column];
    const QRect cell = m_layout.cell(0, column);
    const int side = std::min(kThumbnail, cell.width());
    thumbnail(index, QRect(cell.center().x() - side / 2, m_layout.lineHeight + 2, side, side));
    m_painter.setFont(themeFont(TextSize::Caption, isEmphasised(index, false) ? QFont::Bold : QFont::Normal));
    m_painter.setPen(isEmphasised(index, false) ? theme().text : theme().text2);
    const int line = m_layout.lineHeight;
    const QRect area(cell.left() - 1, line + 28, cell.width() + 2, line + 2);
    const QString name =
        m_painter.fontMetrics().elidedText(m_picture.classNames->value(index), Qt::ElideRight, area.width());
    m_painter.drawText(area, Qt::AlignCenter, name);
}

void Painting::names() const
{
    if (!m_layout.showsNames) {
        return;
    }
    for (int i = 0; i < m_layout.classCount; ++i) {
        rowName(i);
        columnName(i);
    }
}

QColor Painting::cellColour(int truth, int predicted) const
{
    const double share = rowShare(*m_picture.matrix, truth, predicted);
    if (truth == predicted) {
        const double place = (share - m_scales.rightLow) / std::max(1e-9, 1 - m_scales.rightLow);
        return Theme::mapColour(theme().right, std::clamp(place, 0.0, 1.0));
    }
    const double value = m_picture.normalised ? share : static_cast<double>(m_picture.matrix->count(truth, predicted));
    return Theme::mapColour(theme().wrong, wrongShare(value, m_scales));
}

QString Painting::cellText(int truth, int predicted) const
{
    const std::int64_t count = m_picture.matrix->count(truth, predicted);
    if (count == 0) {
        return QStringLiteral("\u00b7");
    }
    return m_picture.normalised ? formatNumber(rowShare(*m_picture.matrix, truth, predicted) * 100, 1)
                                : formatCount(count);
}

void Painting::cell(int row, int column) const
{
    const int truth = m_picture.order[row];
    const int predicted = m_picture.order[column];
    const QRect area = m_layout.cell(row, column);
    const bool isHidden = truth == predicted && m_picture.diagonalHidden;
    const QColor fill = isHidden ? theme().sunken : cellColour(truth, predicted);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(fill);
    if (m_layout.gap == 2) {
        m_painter.drawRoundedRect(area, 2, 2);
    } else {
        m_painter.fillRect(area, fill);
    }
    if (m_layout.showsNumbers && !isHidden) {
        const bool isZero = m_picture.matrix->count(truth, predicted) == 0;
        const bool small = m_layout.pitch < 40;
        m_painter.setFont(
            themeFont(small ? TextSize::Caption : TextSize::Body, truth == predicted ? QFont::Bold : QFont::Normal));
        m_painter.setPen(isZero ? theme().text3 : theme().textOn(fill));
        drawTabularText(m_painter, area, Qt::AlignCenter, cellText(truth, predicted));
    }
}

void Painting::cells() const
{
    m_painter.setRenderHint(QPainter::Antialiasing, m_layout.gap == 2);
    for (int row = 0; row < m_layout.classCount; ++row) {
        for (int column = 0; column < m_layout.classCount; ++column) {
            cell(row, column);
        }
    }
}

void Painting::marks() const
{
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setBrush(Qt::NoBrush);
    if (m_picture.selection) {
        const auto row = static_cast<int>(m_picture.order.indexOf(m_picture.selection->row));
        const auto column = static_cast<int>(m_picture.order.indexOf(m_picture.selection->column));
        if (row >= 0 && column >= 0) {
            const QRectF area = QRectF(m_layout.cell(row, column));
            m_painter.setPen(QPen(theme().surface, 2));
            m_painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 2, 2);
            m_painter.setPen(QPen(theme().text, 2));
            m_painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), 3, 3);
        }
    }
    if (m_picture.focus) {
        const QRectF area = QRectF(m_layout.cell(m_picture.focus->row, m_picture.focus->column));
        m_painter.setPen(QPen(theme().surface, 2));
        m_painter.drawRoundedRect(area.adjusted(3, 3, -3, -3), 2, 2);
        m_painter.setPen(QPen(theme().accentText, 2));
        m_painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 3, 3);
    }
}

void Painting::scale(const QRect& area, const QString& title, const std::array<QColor, 7>& map, double exponent,
                     const QString& low, const QString& high) const
{
    m_painter.setFont(themeFont(TextSize::Caption, QFont::DemiBold));
    m_painter.setPen(theme().text2);
    m_painter.drawText(QRect(area.left(), area.top(), area.width() + 40, m_layout.lineHeight),
                       Qt::AlignLeft | Qt::AlignVCenter, title);
    const QRect bar(area.left(), area.top() + m_layout.lineHeight + 3, area.width(), 7);
    for (int x = 0; x < bar.width(); ++x) {
        const double share = std::pow(static_cast<double>(x) / (bar.width() - 1), exponent);
        m_painter.fillRect(bar.left() + x, bar.top(), 1, bar.height(), Theme::mapColour(map, share));
    }
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.setPen(theme().line);
    m_painter.drawRect(bar.adjusted(0, 0, -1, -1));
    m_painter.setFont(themeFont(TextSize::Caption));
    m_painter.setPen(theme().text2);
    const QRect numbers(bar.left(), bar.bottom() + 4, bar.width(), m_layout.lineHeight);
    m_painter.drawText(numbers, Qt::AlignLeft | Qt::AlignTop, low);
    m_painter.drawText(numbers, Qt::AlignRight | Qt::AlignTop, high);
}

void Painting::legend() const
{
    const QRect cells = m_layout.cells();
    const int free = m_painter.window().width() - cells.left() - 44; // a small matrix may be narrower than its legend
    const int width = std::min(textSized(kLegendWidth), free / 2);
    if (width < 60) {
        return;
    }
    const QRect right(cells.left() + 4, cells.bottom() + 14, width, 44);
    scale(right, translated("Right, share of the class"), theme().right, 1, formatPercent(m_scales.rightLow, 0),
          formatPercent(1, 0));
    const QString high = m_picture.normalised ? formatPercent(m_scales.wrongHigh, 1)
                                              : formatCount(static_cast<std::int64_t>(m_scales.wrongHigh));
    scale(right.translated(width + 40, 0), translated("Wrong, on its own scale"), theme().wrong, kWrongExponent,
          QStringLiteral("0"), high);
}

} // namespace

MatrixScales matrixScales(const ConfusionMatrix& matrix, bool normalised)
{
    MatrixScales scales{1, 0};
    for (int truth = 0; truth < matrix.classCount(); ++truth) {
        if (matrix.truthTotal(truth) > 0) {
            scales.rightLow = std::min(scales.rightLow, rowShare(matrix, truth, truth));
        }
        for (int predicted = 0; predicted < matrix.classCount(); ++predicted) {
            if (truth != predicted) {
                const double value = normalised ? rowShare(matrix, truth, predicted)
                                                : static_cast<double>(matrix.count(truth, predicted));
                scales.wrongHigh = std::max(scales.wrongHigh, value);
            }
        }
    }
    // A good network's diagonal would otherwise be one colour: the scale starts well below the worst class.
    scales.rightLow = std::max(0.0, std::floor((2 * scales.rightLow - 1) * 20) / 20);
    return scales;
}

double wrongShare(double value, const MatrixScales& scales)
{
    return scales.wrongHigh <= 0 ? 0.0 : std::pow(std::clamp(value / scales.wrongHigh, 0.0, 1.0), kWrongExponent);
}

void paintMatrix(QPainter& painter, const MatrixPicture& picture, const MatrixLayout& layout, const QSize& size)
{
    painter.fillRect(QRect({0, 0}, size), theme().surface);
    if (layout.classCount == 0) {
        return;
    }
    const Painting painting(painter, picture, layout);
    painting.axisTitles();
    painting.names();
    painting.cells();
    painting.marks();
    painting.legend();
}

} // namespace saccade
