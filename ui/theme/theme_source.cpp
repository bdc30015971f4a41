#include "ui/theme/theme.h"

namespace saccade {

ThemeSource& ThemeSource::instance()
{
    static ThemeSource source;
    if (source.m_theme.name.isEmpty()) {
        source.m_theme = loadTheme(QStringLiteral("light"));
    }
    return source;
}

void ThemeSource::setTheme(const Theme& theme)
{
    if (m_theme == theme) {
        return;
    }
    m_theme = theme;
    emit changed();
}

const Theme& theme()
{
    return ThemeSource::instance().theme();
}

} // namespace saccade
