#pragma once

#include "ui/settings/preferences.h"

namespace saccade {

/// The model files that were opened last, the newest first.
[[nodiscard]] QStringList recentModelFiles(const Preferences& preferences);
/// Keeps the last five.
void rememberModelFile(Preferences& preferences, const QString& path);

} // namespace saccade
