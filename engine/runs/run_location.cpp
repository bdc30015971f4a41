#include "engine/runs/run_location.h"

#include <ctime>
#include <system_error>

#include "engine/runs/room_proof.h"

namespace saccade {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLongestPart = 40;
constexpr int kMostTwins = 1000;

/// Letters, digits, '.', '-' and '_' only, so that the name is the same in every shell and archive.
std::string plainName(const std::string& text)
{
    std::string name;
    for (const char c : text.substr(0, kLongestPart)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                           c == '-' || c == '_';
        name += plain ? c : '_';
    }
    return name.empty() ? "unnamed" : name;
}

/// A family as it is called; a file without its folder and ending.
std::string networkName(const TrainSettings& settings)
{
    return isGraphFile(settings.network) ? fs::path(settings.network).stem().string() : settings.network;
}

std::string runName(const TrainPlan& plan)
{
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    char date[32];
    const std::size_t length = std::strftime(date, sizeof date, "%Y%m%d-%H%M%S", &utc);
    return std::string(date, length) + "-" + plainName(networkName(plan.settings)) + "-" + plainName(plan.data.name);
}

Error folderError(const std::error_code& code, const fs::path& path)
{
    const bool full = code == std::errc::no_space_on_device;
    return {full ? ErrorCode::DiskFull : ErrorCode::FileUnwritable, code.message(), path};
}

Result<fs::path> makeBelow(const fs::path& root, const TrainPlan& plan)
{
    const std::string name = runName(plan);
    for (int twin = 1; twin <= kMostTwins; ++twin) {
        std::error_code failed;
        const fs::path path = root / (twin == 1 ? name : name + "-" + std::to_string(twin));
        if (fs::create_directory(path, failed)) {
            return path;
        }
        if (failed) {
            return folderError(failed, path);
        }
    }
    return Error{ErrorCode::FileUnwritable, "too many runs of this name", root};
}

Result<void> fill(const fs::path& run, const TrainPlan& plan, FileLayer& layer)
{
    for (const char* name : {"weights", "predictions"}) {
        std::error_code failed;
        fs::create_directory(run / name, failed);
        if (failed) {
            return folderError(failed, run);
        }
    }
    return proveRoom(run, estimateRunBytes(plan), layer);
}

/// Only what is empty goes.
void removeEmpty(const fs::path& run, bool wasThere)
{
    std::error_code ignored;
    fs::remove(run / "weights", ignored);
    fs::remove(run / "predictions", ignored);
    if (!wasThere) {
        fs::remove(run, ignored);
    }
}

} // namespace

Result<fs::path> makeRunLocation(const fs::path& root, const TrainPlan& plan, bool exact, FileLayer& layer)
{
    std::error_code failed;
    const bool rootWasThere = fs::exists(root, failed);
    if (rootWasThere && !fs::is_directory(root, failed)) {
        return Error{ErrorCode::FileUnwritable, "it is not a folder", root};
    }
    if (exact && fs::exists(root / "plan.json", failed)) {
        return Error{ErrorCode::FileUnwritable, "it holds a run already", root};
    }
    fs::create_directories(root, failed);
    if (failed) {
        return folderError(failed, root);
    }
    const Result<fs::path> run = exact ? Result<fs::path>(root) : makeBelow(root, plan);
    if (!run) {
        return run;
    }
    if (const Result<void> filled = fill(*run, plan, layer); !filled) {
        removeEmpty(*run, exact && rootWasThere);
        return filled.error();
    }
    return fs::absolute(*run, failed);
}

} // namespace saccade
