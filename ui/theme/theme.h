#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPalette>
#include <QPixmap>
#include <QString>
#include <array>

#include "engine/data/data_set.h"

namespace saccade {

/// The colours of the visual language by role, and what follows from them. A plain value. UI thread.
struct Theme
{
    QString name; ///< "light", "dark"
    QColor window, rail, surface, sunken, hover, line, control, grid;
    QColor text, text2, text3, accent, accentText, onAccent, tint;
    QColor good, goodTint, warning, warningTint, bad, badTint;
    std::array<QColor, 6> series;
    std::array<QColor, 7> right; ///< sequential map of the diagonal
    std::array<QColor, 7> wrong; ///< sequential map off the diagonal

    [[nodiscard]] bool isDark() const { return name == QLatin1String("dark"); }
    /// Training s1, validation s2, test s3, everywhere.
    [[nodiscard]] QColor part(Part part) const
    {
        return part == Part::Excluded ? text3 : series[static_cast<std::size_t>(part)];
    }
    /// A map's colour at share 0..1, using its lower 86 %.
    [[nodiscard]] static QColor mapColour(const std::array<QColor, 7>& map, double share);
    /// The first of text, inverse text, black, white that reaches a contrast of 4.5 on `background`.
    [[nodiscard]] QColor textOn(const QColor& background) const;
    [[nodiscard]] QPalette palette() const;
    /// The QSS template filled with these colours; fonts come from QFont, never from here.
    [[nodiscard]] QString styleSheet() const;

    bool operator==(const Theme&) const = default;
};

/// From resources/palettes. A fault in them is a bug.
[[nodiscard]] Theme loadTheme(const QString& name);

/// WCAG 2 contrast ratio, 1..21.
[[nodiscard]] double contrastRatio(const QColor& a, const QColor& b);

/// Spacing and sizes of the visual language, in px.
namespace measure {
inline constexpr int kPageMargin = 16;
inline constexpr int kControlGap = 8;
inline constexpr int kControlHeight = 28;
inline constexpr int kFormRow = 32;
inline constexpr int kFieldLabel = 116;
inline constexpr int kPaneTitle = 44;
inline constexpr int kHeader = 56;
inline constexpr int kBar = 28;
inline constexpr int kRail = 80;
} // namespace measure

/// Sizes of the visual language are for text at 100 %. A height that holds text grows with it; never shrinks.
[[nodiscard]] int textSized(int pixels);
/// The height of a row that holds one control.
[[nodiscard]] int rowHeight(int pixels);
/// A pane's or column's width grows by a third at most, so that all still lie side by side; longer texts end in "…".
[[nodiscard]] int paneWidth(int pixels);

/// The type scale; sizes follow the user's base font size (13 px at 100 %).
enum class TextSize
{
    Caption, ///< 11
    Body,    ///< 13
    Title,   ///< 17, page title and key value
    State    ///< 26
};
[[nodiscard]] QFont themeFont(TextSize size, int weight = QFont::Normal);
/// Paints digits with equal advances (Qt 6.4 cannot ask for tabular figures). Returns the width drawn.
int drawTabularText(class QPainter& painter, const class QRect& area, int alignment, const QString& text);
/// The width that drawTabularText() draws.
[[nodiscard]] int tabularTextWidth(const class QFontMetrics& metrics, const QString& text);

/// The theme in use and the news that it changed. UI thread.
class ThemeSource final : public QObject
{
    Q_OBJECT

public:
    static ThemeSource& instance();
    [[nodiscard]] const Theme& theme() const { return m_theme; }
    void setTheme(const Theme& theme);

signals:
    void changed();

private:
    Theme m_theme;
};

/// Shorthand for ThemeSource::instance().theme().
[[nodiscard]] const Theme& theme();

/// A line icon of resources/icons, e.g. "train", recoloured; sharp at any device pixel ratio. Cached.
[[nodiscard]] QPixmap iconPixmap(const QString& name, const QColor& colour, int side, double devicePixelRatio);
/// For buttons and actions: text colour, disabled text 3, checked accent text. Follows the theme.
[[nodiscard]] QIcon themeIcon(const QString& name);
/// In a colour of one's own, e.g. &Theme::bad; disabled text 3.
[[nodiscard]] QIcon themeIcon(const QString& name, QColor Theme::*role);
/// In the colour of text on accent, for filled buttons.
[[nodiscard]] QIcon onAccentIcon(const QString& name);

} // namespace saccade
