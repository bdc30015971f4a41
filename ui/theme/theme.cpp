#include "ui/theme/theme.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

double channelLuminance(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

/// Relative luminance of WCAG 2.
double luminance(const QColor& colour)
{
    return 0.2126 * channelLuminance(colour.redF()) + 0.7152 * channelLuminance(colour.greenF()) +
           0.0722 * channelLuminance(colour.blueF());
}

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto channel = [share](int from, int to) {
        return static_cast<int>(std::lround(from + (to - from) * share));
    };
    return {channel(a.red(), b.red()), channel(a.green(), b.green()), channel(a.blue(), b.blue())};
}

template <std::size_t N>
std::array<QColor, N> coloursOf(const QJsonArray& array)
{
    std::array<QColor, N> colours;
    for (std::size_t i = 0; i < N; ++i) {
        colours[i] = QColor(array.at(static_cast<qsizetype>(i)).toString());
    }
    return colours;
}

QJsonObject readPalette(const QString& name)
{
    QFile file(QStringLiteral(":/saccade/palettes/palette-%1.json").arg(name));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "loadTheme", "no such palette");
    return QJsonDocument::fromJson(opened ? file.readAll() : QByteArray()).object();
}

} // namespace

Theme loadTheme(const QString& name)
{
    const QJsonObject palette = readPalette(name);
    const auto colour = [&palette](const char* role) { return QColor(palette.value(QLatin1String(role)).toString()); };
    Theme theme;
    theme.name = palette.value(QLatin1String("name")).toString();
    theme.window = colour("window");
    theme.rail = colour("rail");
    theme.surface = colour("surface");
    theme.sunken = colour("sunken");
    theme.hover = colour("hover");
    theme.line = colour("line");
    theme.control = colour("ctl");
    theme.grid = colour("grid");
    theme.text = colour("text");
    theme.text2 = colour("text2");
    theme.text3 = colour("text3");
    theme.accent = colour("accent");
    theme.accentText = colour("accentText");
    theme.onAccent = colour("onAccent");
    theme.tint = colour("tint");
    theme.good = colour("good");
    theme.goodTint = colour("goodBg");
    theme.warning = colour("warn");
    theme.warningTint = colour("warnBg");
    theme.bad = colour("bad");
    theme.badTint = colour("badBg");
    theme.series = coloursOf<6>(palette.value(QLatin1String("s")).toArray());
    theme.right = coloursOf<7>(palette.value(QLatin1String("seq")).toArray());
    theme.wrong = coloursOf<7>(palette.value(QLatin1String("err")).toArray());
    return theme;
}

double contrastRatio(const QColor& a, const QColor& b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

QColor Theme::mapColour(const std::array<QColor, 7>& map, double share)
{
    constexpr double kUsedShare = 0.86;
    const double position = std::clamp(std::isfinite(share) ? share : 0.0, 0.0, 1.0) * kUsedShare * 6;
    const auto index = std::min<std::size_t>(static_cast<std::size_t>(position), 5);
    return mixed(map[index], map[index + 1], position - static_cast<double>(index));
}

QColor Theme::textOn(const QColor& background) const
{
    constexpr double kReadable = 4.5;
    const QColor inverse = isDark() ? window : surface;
    for (const QColor& candidate : {text, inverse, QColor(Qt::black)}) {
        if (contrastRatio(candidate, background) >= kReadable) {
            return candidate;
        }
    }
    return Qt::white;
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto setAll = [&palette](QPalette::ColorRole role, const QColor& colour) { palette.setColor(role, colour); };
    setAll(QPalette::Window, window);
    setAll(QPalette::WindowText, text);
    setAll(QPalette::Base, surface);
    setAll(QPalette::AlternateBase, sunken);
    setAll(QPalette::Text, text);
    setAll(QPalette::PlaceholderText, text3);
    setAll(QPalette::Button, surface);
    setAll(QPalette::ButtonText, text);
    setAll(QPalette::BrightText, bad);
    setAll(QPalette::ToolTipBase, surface);
    setAll(QPalette::ToolTipText, text);
    setAll(QPalette::Highlight, accent);
    setAll(QPalette::HighlightedText, onAccent);
    setAll(QPalette::Link, accentText);
    setAll(QPalette::LinkVisited, accentText);
    setAll(QPalette::Light, surface);
    setAll(QPalette::Midlight, hover);
    setAll(QPalette::Mid, line);
    setAll(QPalette::Dark, control);
    setAll(QPalette::Shadow, rail);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, text3);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, line);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, text);
    return palette;
}

QString Theme::styleSheet() const
{
    QFile file(QStringLiteral(":/saccade/style/theme.qss.in"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "styleSheet", "no style template");
    QString sheet = opened ? QString::fromUtf8(file.readAll()) : QString();
    const QColor pressed = mixed(accent, isDark() ? QColor(Qt::black) : text, 0.2);
    const std::initializer_list<std::pair<const char*, QColor>> roles = {{"window", window},
                                                                         {"rail", rail},
                                                                         {"surface", surface},
                                                                         {"sunken", sunken},
                                                                         {"hover", hover},
                                                                         {"line", line},
                                                                         {"ctl", control},
                                                                         {"text", text},
                                                                         {"text2", text2},
                                                                         {"text3", text3},
                                                                         {"accent", accent},
                                                                         {"accentText", accentText},
                                                                         {"onAccent", onAccent},
                                                                         {"tint", tint},
                                                                         {"good", good},
                                                                         {"warn", warning},
                                                                         {"bad", bad},
                                                                         {"badBg", badTint},
                                                                         {"accentFocus", text},
                                                                         {"accentPressed", pressed},
                                                                         {"accentHover", mixed(accent, pressed, 0.5)}};
    for (const auto& [role, colour] : roles) {
        sheet.replace(QLatin1Char('@') + QLatin1String(role) + QLatin1Char('@'), colour.name());
    }
    for (const int height : {24, 26}) { // of controls, with and without the ring of the focus
        sheet.replace(QStringLiteral("@height%1@").arg(height), QStringLiteral("%1px").arg(textSized(height)));
    }
    sheet.replace(QLatin1String("@captionSize@"), QString::number(themeFont(TextSize::Caption).pixelSize()));
    for (const char* picture : {"arrow-down", "arrow-up", "check-off", "check-on", "check-off-disabled",
                                "check-on-disabled", "radio-off", "radio-on"}) {
        sheet.replace(QStringLiteral("@image-%1@").arg(QLatin1String(picture)),
                      QStringLiteral(":/saccade/style/%1-%2.svg").arg(name, QLatin1String(picture)));
    }
    return sheet;
}

} // namespace saccade
