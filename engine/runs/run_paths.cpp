#include <cstdlib>

#include "engine/runs/kept_predictions.h"
#include "engine/runs/run_folder.h"
#include "engine/runs/user_presets.h"

namespace saccade {

namespace {

/// A relative path in these variables is to be ignored (XDG Base Directory Specification).
std::filesystem::path baseFolder(const char* variable, const char* belowHome)
{
    const char* text = std::getenv(variable);
    if (text != nullptr && std::filesystem::path(text).is_absolute()) {
        return text;
    }
    const char* home = std::getenv("HOME");
    return std::filesystem::path(home != nullptr && *home != '\0' ? home : "/") / belowHome;
}

} // namespace

std::filesystem::path defaultRunsFolder()
{
    return baseFolder("XDG_DATA_HOME", ".local/share") / "saccade" / "runs";
}

std::filesystem::path defaultPredictionsFile()
{
    return baseFolder("XDG_DATA_HOME", ".local/share") / "saccade" / "predictions.json";
}

std::filesystem::path defaultPresetsFolder()
{
    return baseFolder("XDG_CONFIG_HOME", ".config") / "saccade" / "presets";
}

std::filesystem::path defaultCacheFolder()
{
    return baseFolder("XDG_CACHE_HOME", ".cache") / "saccade";
}

} // namespace saccade
