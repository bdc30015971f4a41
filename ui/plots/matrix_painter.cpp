#include "ui/plots/matrix_painter.h"

#include <QCoreApplication>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/plots/matrix_legend.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {

constexpr int kThumbnail = 24;
constexpr double kHighestRightLow = 0.95;
constexpr int kRoomyPitch = 40; // numbers in body size, shares with a decimal

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Matrix)
};

/// What the right map shows: recall, or precision where columns are compared.
double rightShare(const MatrixWindow& window, int row, int column, MatrixValues values)
{
    const MatrixShare share = values == MatrixValues::PredictedShare ? MatrixShare::OfPredicted : MatrixShare::OfTruth;
    return shareOf(window, row, column, window.right[window.cell(row, column)], share);
}

std::int64_t wrongImages(const MatrixWindow& window, int row, int column)
{
    const std::size_t cell = window.cell(row, column);
    return window.counts[cell] - window.right[cell];
}

bool isGroup(const MatrixWindow& window, int row, int column)
{
    return window.rows[static_cast<std::size_t>(row)].count() > 1 ||
           window.columns[static_cast<std::size_t>(column)].count() > 1;
}

class Painting
{
public:
    Painting(QPainter& painter, const MatrixPicture& picture, const MatrixLayout& layout)
        : m_painter(painter),
          m_picture(picture),
          m_window(*picture.window),
          m_layout(layout),
          m_scales(matrixScales(*picture.window, picture.values)),
          m_numberFont(themeFont(layout.pitch < kRoomyPitch ? TextSize::Caption : TextSize::Body)),
          m_boldNumberFont(themeFont(layout.pitch < kRoomyPitch ? TextSize::Caption : TextSize::Body, QFont::Bold)),
          m_showsNumbers(layout.showsNumbers && numbersFit())
    {}

    void axisTitles() const;
    void names() const;
    void cells() const;
    void marks() const;

private:
    [[nodiscard]] bool numbersFit() const;
    [[nodiscard]] QString cellText(int row, int column) const;
    [[nodiscard]] QColor wrongColour(int row, int column) const;
    [[nodiscard]] QColor cellColour(int row, int column) const;
    void cell(int row, int column) const;
    void wrongInside(int row, int column) const;
    void thumbnail(const QImage& image, const QRect& area) const;
    void setNameFont(bool isEmphasised) const;
    void rowName(int row) const;
    void columnName(int column) const;
    QPainter& m_painter;
    const MatrixPicture& m_picture;
    const MatrixWindow& m_window;
    const MatrixLayout& m_layout;
    MatrixScales m_scales;
    QFont m_numberFont;
    QFont m_boldNumberFont;
    bool m_showsNumbers;
};

/// All of them or none: a matrix with some of its numbers reads as if the others were zero.
bool Painting::numbersFit() const
{
    const QFontMetrics metrics(m_boldNumberFont);
    const int room = m_layout.cell(0, 0).width() - 2;
    for (int row = 0; row < m_layout.rows; ++row) {
        for (int column = 0; column < m_layout.columns; ++column) {
            if (tabularTextWidth(metrics, cellText(row, column)) > room) {
                return false;
            }
        }
    }
    return true;
}

void Painting::axisTitles() const
{
    const QRect cells = m_layout.cells();
    m_painter.setFont(themeFont(TextSize::Caption, QFont::DemiBold));
    m_painter.setPen(theme().text2);
    m_painter.drawText(QRect(cells.center().x() - 80, 0, 160, m_layout.lineHeight), Qt::AlignHCenter | Qt::AlignTop,
                       Words::tr("Predicted"));
    m_painter.save();
    m_painter.translate(0, cells.center().y());
    m_painter.rotate(-90);
    m_painter.drawText(QRect(-80, 0, 160, m_layout.lineHeight), Qt::AlignHCenter | Qt::AlignTop, Words::tr("Truth"));
    m_painter.restore();
}

void Painting::thumbnail(const QImage& image, const QRect& area) const
{
    if (image.isNull()) {
        return;
    }
    QRect target({0, 0}, image.size().scaled(area.size(), Qt::KeepAspectRatio));
    target.moveCenter(area.center());
    m_painter.setRenderHint(QPainter::SmoothPixmapTransform);
    m_painter.drawImage(target, image);
}

void Painting::setNameFont(bool isEmphasised) const
{
    m_painter.setFont(themeFont(TextSize::Caption, isEmphasised ? QFont::Bold : QFont::Normal));
    m_painter.setPen(isEmphasised ? theme().text : theme().text2);
}

void Painting::rowName(int row) const
{
    const QRect area = m_layout.rowName(row);
    if (m_layout.showsImages) {
        const QRect cell = m_layout.cell(row, 0);
        const int side = std::min(kThumbnail, cell.height());
        thumbnail(m_picture.rowImages.value(row),
                  QRect(cell.left() - 8 - side, cell.center().y() - side / 2, side, side));
    }
    setNameFont(m_picture.selection && m_picture.selection->row == row);
    const QString name =
        m_painter.fontMetrics().elidedText(m_picture.rowNames.value(row), Qt::ElideMiddle, area.width());
    m_painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, name);
}

void Painting::columnName(int column) const
{
    const QRect area = m_layout.columnName(column);
    setNameFont(m_picture.selection && m_picture.selection->column == column);
    const QString& name = m_picture.columnNames.value(column);
    if (m_layout.hasUprightNames) {
        if (m_layout.showsImages) {
            const int side = std::min(kThumbnail, m_layout.cell(0, column).width());
            thumbnail(m_picture.columnImages.value(column),
                      QRect(area.center().x() - side / 2, m_layout.lineHeight + 2, side, side));
        }
        m_painter.drawText(area, Qt::AlignCenter,
                           m_painter.fontMetrics().elidedText(name, Qt::ElideRight, area.width()));
        return;
    }
    m_painter.save();
    m_painter.translate(area.left(), area.bottom() + 1);
    m_painter.rotate(-90);
    m_painter.drawText(QRect(0, 0, area.height(), area.width()), Qt::AlignLeft | Qt::AlignVCenter,
                       m_painter.fontMetrics().elidedText(name, Qt::ElideMiddle, area.height()));
    m_painter.restore();
}

void Painting::names() const
{
    for (int row = 0; row < m_layout.rows; row += m_layout.nameStep) {
        rowName(row);
    }
    for (int column = 0; column < m_layout.columns; column += m_layout.nameStep) {
        columnName(column);
    }
}

QColor Painting::wrongColour(int row, int column) const
{
    const double value = matrixValue(m_window, row, column, wrongImages(m_window, row, column), m_picture.values);
    return Theme::mapColour(theme().wrong, wrongShare(value, m_scales));
}

QColor Painting::cellColour(int row, int column) const
{
    if (!m_window.isDiagonal(row, column)) {
        return wrongColour(row, column);
    }
    if (m_picture.diagonalHidden) {
        return isGroup(m_window, row, column) ? wrongColour(row, column) : theme().sunken;
    }
    const double share = rightShare(m_window, row, column, m_picture.values);
    const double place = (share - m_scales.rightLow) / std::max(1e-9, 1 - m_scales.rightLow);
    return Theme::mapColour(theme().right, std::clamp(place, 0.0, 1.0));
}

QString Painting::cellText(int row, int column) const
{
    const bool leavesRightOut = m_picture.diagonalHidden && m_window.isDiagonal(row, column);
    if (leavesRightOut && !isGroup(m_window, row, column)) {
        return {};
    }
    const std::int64_t images =
        leavesRightOut ? wrongImages(m_window, row, column) : m_window.counts[m_window.cell(row, column)];
    if (images == 0) {
        return QStringLiteral("\u00b7");
    }
    if (m_picture.values == MatrixValues::Count) {
        return formatCount(images);
    }
    const double percent = 100 * matrixValue(m_window, row, column, images, m_picture.values);
    const bool isRoomy = m_layout.pitch >= kRoomyPitch;
    return !isRoomy && percent < 0.5 ? QStringLiteral("<1") : formatNumber(percent, isRoomy ? 1 : 0);
}

void Painting::cell(int row, int column) const
{
    const QRect area = m_layout.cell(row, column);
    const QColor fill = cellColour(row, column);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(fill);
    if (m_layout.gap == 2) {
        m_painter.drawRoundedRect(area, 2, 2);
    } else {
        m_painter.fillRect(area, fill);
    }
    if (m_showsNumbers) {
        const QString text = cellText(row, column);
        const bool isZero = m_window.counts[m_window.cell(row, column)] == 0;
        m_painter.setFont(m_window.isDiagonal(row, column) ? m_boldNumberFont : m_numberFont);
        m_painter.setPen(isZero ? theme().text3 : theme().textOn(fill));
        drawTabularText(m_painter, area, Qt::AlignCenter, text);
    }
    wrongInside(row, column);
}

void Painting::wrongInside(int row, int column) const
{
    if (m_picture.diagonalHidden || !isGroup(m_window, row, column) || !m_window.isDiagonal(row, column) ||
        wrongImages(m_window, row, column) == 0) {
        return;
    }
    const QRect area = m_layout.cell(row, column);
    const int side = std::max(3, area.width() * 2 / 5);
    const QRect inside(area.right() - side, area.bottom() - side, side, side);
    m_painter.fillRect(inside.adjusted(-1, -1, 0, 0), theme().surface);
    m_painter.fillRect(inside, wrongColour(row, column));
}

void Painting::cells() const
{
    m_painter.setRenderHint(QPainter::Antialiasing, m_layout.gap == 2);
    if (m_layout.gap < 2) { // small empty cells alone would not show where the matrix ends
        m_painter.setPen(theme().line);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(m_layout.cells().adjusted(-1, -1, 0, 0));
    }
    for (int row = 0; row < m_layout.rows; ++row) {
        for (int column = 0; column < m_layout.columns; ++column) {
            cell(row, column);
        }
    }
}

void Painting::marks() const
{
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setBrush(Qt::NoBrush);
    const auto ring = [this](const QRectF& area, double outer, double inner, const QColor& colour) {
        m_painter.setPen(QPen(theme().surface, 2));
        m_painter.drawRoundedRect(area.adjusted(inner, inner, -inner, -inner), 2, 2);
        m_painter.setPen(QPen(colour, 2));
        m_painter.drawRoundedRect(area.adjusted(outer, outer, -outer, -outer), 3, 3);
    };
    if (m_picture.selection) {
        ring(QRectF(m_layout.cell(m_picture.selection->row, m_picture.selection->column)), -1, 1, theme().text);
    }
    if (m_picture.focus) {
        const bool isSmall = m_layout.pitch < 20; // the ring goes round it, for inside nothing would be left
        ring(QRectF(m_layout.cell(m_picture.focus->row, m_picture.focus->column)), isSmall ? -2 : 1, isSmall ? 0 : 3,
             theme().accentText);
    }
}

} // namespace

MatrixScales matrixScales(const MatrixWindow& window, MatrixValues values)
{
    MatrixScales scales{1, 0};
    for (int row = 0; row < static_cast<int>(window.rows.size()); ++row) {
        for (int column = 0; column < static_cast<int>(window.columns.size()); ++column) {
            if (window.isDiagonal(row, column) && window.truthTotals[static_cast<std::size_t>(row)] > 0) {
                scales.rightLow = std::min(scales.rightLow, rightShare(window, row, column, values));
            }
            const double wrong = matrixValue(window, row, column, wrongImages(window, row, column), values);
            scales.wrongHigh = std::max(scales.wrongHigh, wrong);
        }
    }
    // A good network's diagonal would otherwise be one colour: the scale starts well below the worst class.
    scales.rightLow = std::clamp(std::floor((2 * scales.rightLow - 1) * 20) / 20, 0.0, kHighestRightLow);
    return scales;
}

double wrongShare(double value, const MatrixScales& scales)
{
    return scales.wrongHigh <= 0 ? 0.0 : std::pow(std::clamp(value / scales.wrongHigh, 0.0, 1.0), kWrongMapExponent);
}

void paintMatrix(QPainter& painter, const MatrixPicture& picture, const MatrixLayout& layout, const QSize& size)
{
    painter.fillRect(QRect({0, 0}, size), theme().surface);
    if (layout.rows == 0) {
        return;
    }
    const Painting painting(painter, picture, layout);
    painting.axisTitles();
    painting.names();
    painting.cells();
    painting.marks();
    paintMatrixLegend(painter, picture, layout);
}

} // namespace saccade
