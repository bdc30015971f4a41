#pragma once

#include <QString>

namespace saccade {

/// A CSV field: quoted where RFC 4180 asks for it, and with ' before a text that a spreadsheet would take for a
/// formula.
[[nodiscard]] QString csvField(const QString& text);

} // namespace saccade
