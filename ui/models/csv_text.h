#pragma once

#include <QString>

namespace saccade {

/// csvField() of engine/formats for a text of the window.
[[nodiscard]] QString csvField(const QString& text);

/// One field between tabs: harmless to spreadsheets too, with spaces for tabs and ends of lines.
[[nodiscard]] QString tsvField(const QString& text);

} // namespace saccade
