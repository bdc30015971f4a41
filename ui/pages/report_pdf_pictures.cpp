#include "ui/pages/report_pdf_pictures.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QSvgRenderer>
#include <QTextDocument>
#include <algorithm>

#include "engine/runs/report_words.h"
#include "ui/text/format.h"
#include "ui/theme/theme.h"

namespace saccade {

namespace {

constexpr double kPageWidth = 480; // points
constexpr double kPointsPerInch = 72;
constexpr int kSvg = QTextFormat::UserProperty + 1;
constexpr int kWidth = QTextFormat::UserProperty + 2;
constexpr int kLongestName = 14;
constexpr double kNames = 96;
constexpr double kMatrix = 700;

/// Charts name their colours as a page's style sheet does; a drawing alone has none.
QByteArray withColours(const std::string& svg)
{
    const Theme light = loadTheme(QStringLiteral("light"));
    QByteArray bytes = QByteArray::fromStdString(svg);
    bytes.replace("var(--s1)", light.series[0].name().toLatin1());
    bytes.replace("var(--s2)", light.series[1].name().toLatin1());
    bytes.replace("var(--grid)", light.grid.name().toLatin1());
    bytes.replace("var(--text2)", light.text2.name().toLatin1());
    bytes.replace("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" font-family=\"Inter, sans-serif\" "
                           "font-size=\"11\" fill=\"" +
                               light.text2.name().toLatin1() + "\" ");
    return bytes;
}

QString shortName(const std::string& name)
{
    const QString text = displayName(name);
    return (text.size() > kLongestName ? text.left(kLongestName - 1) + QStringLiteral("…") : text).toHtmlEscaped();
}

QString textAt(double x, double y, const char* anchor, const QString& text, const QColor& colour)
{
    return QStringLiteral("<text x=\"%1\" y=\"%2\" text-anchor=\"%3\" fill=\"%4\">%5</text>")
        .arg(x)
        .arg(y)
        .arg(QLatin1String(anchor), colour.name(), text);
}

/// The side of a cell: in a small matrix the cells do not fill the page.
double cellSide(int classes)
{
    return std::min(56.0, (kMatrix - kNames) / classes);
}

/// Draws the cells of one matrix.
class MatrixDrawing final
{
public:
    explicit MatrixDrawing(const ConfusionMatrix& matrix)
        : m_matrix(matrix), m_light(loadTheme(QStringLiteral("light"))), m_side(cellSide(matrix.classCount()))
    {
        for (int truth = 0; truth < matrix.classCount(); ++truth) {
            for (int predicted = 0; predicted < matrix.classCount(); ++predicted) {
                m_mostWrong = std::max(m_mostWrong, truth == predicted ? 0 : matrix.count(truth, predicted));
            }
        }
    }

    [[nodiscard]] QString names(int label, const std::string& name) const
    {
        const double middle = kNames + (label + 0.5) * m_side;
        return textAt(kNames - 6, middle + 4, "end", shortName(name), m_light.text2) +
               QStringLiteral("<g transform=\"translate(%1 %2) rotate(-90)\">").arg(middle + 4).arg(kNames - 6) +
               textAt(0, 0, "start", shortName(name), m_light.text2) + QStringLiteral("</g>");
    }
    [[nodiscard]] QString cell(int truth, int predicted) const
    {
        const std::int64_t count = m_matrix.count(truth, predicted);
        const bool isRight = truth == predicted;
        const auto whole =
            static_cast<double>(std::max<std::int64_t>(isRight ? m_matrix.truthTotal(truth) : m_mostWrong, 1));
        const QColor ground =
            Theme::mapColour(isRight ? m_light.right : m_light.wrong, static_cast<double>(count) / whole);
        const double x = kNames + predicted * m_side;
        const double y = kNames + truth * m_side;
        const QString rect = QStringLiteral("<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%3\" fill=\"%4\"/>")
                                 .arg(x + 1)
                                 .arg(y + 1)
                                 .arg(m_side - 2)
                                 .arg(ground.name());
        const bool hasText = count > 0 && m_side >= 20;
        return hasText ? rect + textAt(x + m_side / 2, y + m_side / 2 + 4, "middle",
                                       QString::fromStdString(countText(count)), m_light.textOn(ground))
                       : rect;
    }
    [[nodiscard]] double side() const { return kNames + m_side * m_matrix.classCount(); }

private:
    const ConfusionMatrix& m_matrix;
    Theme m_light;
    double m_side;
    std::int64_t m_mostWrong = 1;
};

} // namespace

void SvgTextObject::insert(QTextCursor& cursor, const std::string& svg, double width)
{
    if (svg.empty()) {
        return;
    }
    QTextCharFormat format;
    format.setObjectType(kType);
    format.setProperty(kSvg, withColours(svg));
    format.setProperty(kWidth, width * kPageWidth);
    cursor.insertText(QString(QChar::ObjectReplacementCharacter), format);
}

QSizeF SvgTextObject::intrinsicSize(QTextDocument* document, int, const QTextFormat& format)
{
    const QSvgRenderer drawing(format.property(kSvg).toByteArray());
    const QPaintDevice* device = document->documentLayout()->paintDevice();
    const double dots = device != nullptr ? device->logicalDpiX() / kPointsPerInch : 1;
    const double width = format.property(kWidth).toDouble() * dots;
    const QSizeF size = drawing.viewBoxF().size();
    return size.isEmpty() ? QSizeF() : QSizeF(width, width * size.height() / size.width());
}

void SvgTextObject::drawObject(QPainter* painter, const QRectF& area, QTextDocument*, int, const QTextFormat& format)
{
    QSvgRenderer drawing(format.property(kSvg).toByteArray());
    drawing.render(painter, area);
}

std::string matrixSvg(const ConfusionMatrix& matrix, const std::vector<std::string>& classNames)
{
    const MatrixDrawing drawing(matrix);
    QString svg = QStringLiteral("<svg viewBox=\"0 0 %1 %1\">").arg(drawing.side());
    for (int truth = 0; truth < matrix.classCount(); ++truth) {
        svg += drawing.names(truth, classNames[static_cast<std::size_t>(truth)]);
        for (int predicted = 0; predicted < matrix.classCount(); ++predicted) {
            svg += drawing.cell(truth, predicted);
        }
    }
    return (svg + QStringLiteral("</svg>")).toStdString();
}

} // namespace saccade
