#include "ui/plots/matrix_legend.h"

#include <QCoreApplication>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/plots/matrix_painter.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {

constexpr int kLegendWidth = 154;
constexpr int kCompactWidth = 190;

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Matrix)
};

struct MapScale
{
    QString title;
    QString shortTitle;
    std::array<QColor, 7> map;
    double exponent = 1;
    QString low;
    QString high;
};

class Legend
{
public:
    Legend(QPainter& painter, const MatrixPicture& picture, const MatrixLayout& layout)
        : m_painter(painter),
          m_picture(picture),
          m_window(*picture.window),
          m_layout(layout),
          m_scales(matrixScales(*picture.window, picture.values))
    {}

    void paint() const;

private:
    void bar(const QRect& area, const MapScale& scale) const;
    void scale(const QRect& area, const MapScale& scale) const;
    void compactScale(const QRect& area, const MapScale& scale) const;
    void compactLegend(const MapScale& right, const MapScale& wrong) const;
    [[nodiscard]] bool hasDiagonal() const;

    QPainter& m_painter;
    const MatrixPicture& m_picture;
    const MatrixWindow& m_window;
    const MatrixLayout& m_layout;
    MatrixScales m_scales;
};

void Legend::bar(const QRect& area, const MapScale& scale) const
{
    for (int x = 0; x < area.width(); ++x) {
        const double share = std::pow(static_cast<double>(x) / std::max(1, area.width() - 1), scale.exponent);
        m_painter.fillRect(area.left() + x, area.top(), 1, area.height(), Theme::mapColour(scale.map, share));
    }
    m_painter.setRenderHint(QPainter::Antialiasing, false);
    m_painter.setPen(theme().line);
    m_painter.drawRect(area.adjusted(0, 0, -1, -1));
}

void Legend::scale(const QRect& area, const MapScale& scale) const
{
    m_painter.setFont(themeFont(TextSize::Caption, QFont::DemiBold));
    m_painter.setPen(theme().text2);
    m_painter.drawText(QRect(area.left(), area.top(), area.width() + 40, m_layout.lineHeight),
                       Qt::AlignLeft | Qt::AlignVCenter, scale.title);
    const QRect below(area.left(), area.top() + m_layout.lineHeight + 3, area.width(), 7);
    bar(below, scale);
    m_painter.setFont(themeFont(TextSize::Caption));
    m_painter.setPen(theme().text2);
    const QRect numbers(below.left(), below.bottom() + 4, below.width(), m_layout.lineHeight);
    m_painter.drawText(numbers, Qt::AlignLeft | Qt::AlignTop, scale.low);
    m_painter.drawText(numbers, Qt::AlignRight | Qt::AlignTop, scale.high);
}

bool Legend::hasDiagonal() const
{
    for (int row = 0; row < m_layout.rows; ++row) {
        for (int column = 0; column < m_layout.columns; ++column) {
            if (m_window.isDiagonal(row, column)) {
                return true;
            }
        }
    }
    return false;
}

void Legend::paint() const
{
    const bool isOfPredicted = m_picture.values == MatrixValues::PredictedShare;
    const QString high = m_picture.values == MatrixValues::Count
                             ? formatCount(static_cast<std::int64_t>(m_scales.wrongHigh))
                             : formatPercent(m_scales.wrongHigh, m_scales.wrongHigh < 0.001 ? 3 : 1);
    const MapScale right{isOfPredicted ? Words::tr("Right, share of the predicted")
                                       : Words::tr("Right, share of the class"),
                         Words::tr("Right"),
                         theme().right,
                         1,
                         formatPercent(m_scales.rightLow, 0),
                         formatPercent(1, 0)};
    const MapScale wrong{Words::tr("Wrong, on its own scale"),
                         Words::tr("Wrong"),
                         theme().wrong,
                         kWrongMapExponent,
                         QStringLiteral("0"),
                         high};
    if (!m_layout.hasUprightNames) {
        compactLegend(right, wrong);
        return;
    }
    const QRect cells = m_layout.cells();
    const int free = m_painter.window().width() - cells.left() - 44; // a small matrix may be narrower than its legend
    const int width = std::min(textSized(kLegendWidth), free / 2);
    if (width < 60) {
        return;
    }
    const QRect area(cells.left() + 4, cells.bottom() + 14, width, 44);
    scale(area, right);
    scale(area.translated(width + 40, 0), wrong);
}

/// One line: where cells are small, height is scarce.
void Legend::compactLegend(const MapScale& right, const MapScale& wrong) const
{
    const QRect cells = m_layout.cells();
    const int width = textSized(kCompactWidth);
    const int left = std::max(0, std::min(cells.left() + 4, m_painter.window().width() - 2 * width - 24));
    QRect area(left, cells.bottom() + 8, width, m_layout.lineHeight);
    if (hasDiagonal() && !m_picture.diagonalHidden) {
        compactScale(area, right);
        area.translate(width + 24, 0);
    }
    compactScale(area, wrong);
}

void Legend::compactScale(const QRect& area, const MapScale& scale) const
{
    m_painter.setFont(themeFont(TextSize::Caption, QFont::DemiBold));
    m_painter.setPen(theme().text2);
    QRect text;
    m_painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter, scale.shortTitle, &text);
    m_painter.setFont(themeFont(TextSize::Caption));
    QRect low;
    m_painter.drawText(area.adjusted(text.width() + 8, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, scale.low, &low);
    QRect high;
    m_painter.drawText(area, Qt::AlignRight | Qt::AlignVCenter, scale.high, &high);
    bar(QRect(low.right() + 6, area.center().y() - 3, high.left() - low.right() - 12, 7), scale);
}

} // namespace

void paintMatrixLegend(QPainter& painter, const MatrixPicture& picture, const MatrixLayout& layout)
{
    Legend(painter, picture, layout).paint();
}

} // namespace saccade
