#pragma once

#include <QString>

namespace saccade {

/// The icon of a source by its name: what lies there is not looked at. Any thread.
[[nodiscard]] QString sourceIcon(const QString& source);

/// Filters of file dialogs, "Archives (*.zip *.tar ...)"; those for pixels and lists offer all files, too.
[[nodiscard]] QString archiveFilter();
[[nodiscard]] QString pixelFilesFilter();
[[nodiscard]] QString listFilter();

} // namespace saccade
