#include <QFontDatabase>
#include <QFontInfo>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/theme/theme.h"

namespace saccade {

namespace {

constexpr double kBasePixels = 13;

/// How much larger than usual the user wants text. The sizes that desktops set out of the box (9 to 10.5 points) count
/// as 1; asked once, before the window sets its own font.
double textScale()
{
    static const double scale = [] {
        const double pixels = QFontInfo(QGuiApplication::font()).pixelSize();
        return pixels >= 11.5 && pixels <= 14.5 ? 1.0 : std::clamp(pixels / kBasePixels, 0.75, 3.0);
    }();
    return scale;
}

const QString& family()
{
    static const QString name = QFontDatabase::hasFamily(QStringLiteral("Inter"))
                                    ? QStringLiteral("Inter")
                                    : QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
    return name;
}

int pixelsOf(TextSize size)
{
    switch (size) {
    case TextSize::Caption: return 11;
    case TextSize::Body: return 13;
    case TextSize::Title: return 17;
    case TextSize::State: return 26;
    }
    return 13;
}

/// Calls place(text, advance) for each digit alone and each run of anything else.
template <typename Place>
void forTabularRuns(const QFontMetrics& metrics, const QString& text, const Place& place)
{
    int digitAdvance = 0;
    for (char digit = '0'; digit <= '9'; ++digit) {
        digitAdvance = std::max(digitAdvance, metrics.horizontalAdvance(QLatin1Char(digit)));
    }
    for (qsizetype i = 0; i < text.size();) {
        if (text.at(i).isDigit()) {
            place(text.mid(i, 1), digitAdvance);
            ++i;
            continue;
        }
        qsizetype end = i;
        while (end < text.size() && !text.at(end).isDigit()) {
            ++end;
        }
        const QString run = text.mid(i, end - i);
        place(run, metrics.horizontalAdvance(run));
        i = end;
    }
}

} // namespace

int textSized(int pixels)
{
    return static_cast<int>(std::lround(pixels * std::max(1.0, textScale())));
}

int rowHeight(int pixels)
{
    return pixels - measure::kControlHeight + textSized(measure::kControlHeight);
}

int paneWidth(int pixels)
{
    return static_cast<int>(std::lround(pixels * std::clamp(textScale(), 1.0, 4.0 / 3)));
}

QFont themeFont(TextSize size, int weight)
{
    QFont font(family());
    font.setPixelSize(static_cast<int>(std::lround(pixelsOf(size) * textScale())));
    font.setWeight(static_cast<QFont::Weight>(weight));
    return font;
}

int tabularTextWidth(const QFontMetrics& metrics, const QString& text)
{
    int width = 0;
    forTabularRuns(metrics, text, [&width](const QString&, int advance) { width += advance; });
    return width;
}

int drawTabularText(QPainter& painter, const QRect& area, int alignment, const QString& text)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const int width = tabularTextWidth(metrics, text);
    int x = area.left();
    if (alignment & Qt::AlignRight) {
        x = area.right() + 1 - width;
    } else if (alignment & Qt::AlignHCenter) {
        x = area.left() + (area.width() - width) / 2;
    }
    int top = area.top();
    if (alignment & Qt::AlignVCenter) {
        top = area.top() + (area.height() - metrics.height()) / 2;
    } else if (alignment & Qt::AlignBottom) {
        top = area.bottom() + 1 - metrics.height();
    }
    const int baseline = top + metrics.ascent();
    forTabularRuns(metrics, text, [&](const QString& run, int advance) {
        const bool isDigit = run.size() == 1 && run.at(0).isDigit();
        const int inset = isDigit ? (advance - metrics.horizontalAdvance(run)) / 2 : 0;
        painter.drawText(x + inset, baseline, run);
        x += advance;
    });
    return width;
}

} // namespace saccade
