#include "app/cli/cache_place.h"

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "engine/base/atomic_file.h"
#include "engine/data/pixel_cache.h"
#include "engine/runs/run_folder.h"
#include "engine/training/image_reader.h"

namespace saccade {

namespace {

constexpr std::size_t kLargestSettings = 4U << 20U;
constexpr std::uint64_t kMostGigabytes = 1024;

std::filesystem::path settingsFile()
{
    const char* config = std::getenv("XDG_CONFIG_HOME");
    const char* home = std::getenv("HOME");
    const std::filesystem::path folder = config != nullptr && *config != '\0'
                                             ? std::filesystem::path(config)
                                             : std::filesystem::path(home != nullptr ? home : "") / ".config";
    return folder / "saccade" / "settings.json";
}

} // namespace

std::uint64_t cacheLimitIn(const std::filesystem::path& file)
{
    const Result<std::vector<std::uint8_t>> bytes = readFile(file, kLargestSettings);
    if (!bytes) {
        return OpenRequest().cacheBytes;
    }
    // The window writes it; what is damaged counts as not set, there as here.
    const nlohmann::json settings = nlohmann::json::parse(bytes->begin(), bytes->end(), nullptr, false);
    const nlohmann::json* value = &settings;
    for (const char* key : {"values", "data/cacheLimitGigabytes"}) {
        const auto found = value->is_object() ? value->find(key) : value->end();
        if (!value->is_object() || found == value->end()) {
            return OpenRequest().cacheBytes;
        }
        value = &*found;
    }
    const double gigabytes = value->is_number() ? value->get<double>() : 0;
    return gigabytes >= 1
               ? std::min(kMostGigabytes, static_cast<std::uint64_t>(std::min(gigabytes, 1e6))) * 1'000'000'000
               : OpenRequest().cacheBytes;
}

std::uint64_t cacheLimitBytes()
{
    return cacheLimitIn(settingsFile());
}

CachePlace cachePlace()
{
    const PixelCache cache(defaultCacheFolder());
    return {defaultCacheFolder(), cache.count(), cache.bytes(), cacheLimitBytes()};
}

} // namespace saccade
