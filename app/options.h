#pragma once

#include <optional>
#include <string>
#include <variant>

#include "ui/pages/page.h"
#include "ui/settings/preferences.h"

namespace saccade {

/// What the command line of the workbench asks for.
struct Options
{
    std::string source;    ///< a data set to open, or empty
    std::string runFolder; ///< a run to open, or empty
    std::optional<PageId> page;
    std::optional<ThemeChoice> theme; ///< for this time only
};

/// The options, or the exit status when the program ends here (--help, --version, a mistake, which is printed).
[[nodiscard]] std::variant<Options, int> parseOptions(int argc, const char* const* argv);

} // namespace saccade
