#pragma once

#include <QString>

namespace saccade {

/// csvField() of engine/formats for a text of the window.
[[nodiscard]] QString csvField(const QString& text);

} // namespace saccade
