#include "engine/runs/test_openings.h"

#include <string_view>

#include "engine/base/atomic_file.h"
#include "engine/formats/json_members.h"
#include "engine/formats/json_text.h"
#include "engine/formats/settings_json.h"

namespace saccade {

namespace {

using nlohmann::json;

constexpr const char* kFileName = "test_openings.json";
constexpr const char* kVersionKey = "formatVersion";
constexpr const char* kOpeningsKey = "openings";
constexpr int kVersion = 1;
constexpr std::int64_t kLargest = 1'000'000'000;
constexpr JsonLimits kLimits{std::size_t{64} << 10, 4, 100};

Result<std::int64_t> readOpenings(const json& value)
{
    if (const Result<void> version = checkFormatVersion(value, kVersionKey, kVersion); !version) {
        return version.error();
    }
    JsonReader reader(value, {});
    std::int64_t openings = 0;
    (void)reader.member(kVersionKey);
    reader(kOpeningsKey, openings);
    if (const Result<void> read = reader.finish(); !read) {
        return Error{ErrorCode::FormatInvalid, read.error().detail, {}};
    }
    if (openings < 0 || openings > kLargest) {
        return Error{ErrorCode::FormatInvalid, "openings is no count", {}};
    }
    return openings;
}

} // namespace

Result<std::int64_t> loadTestOpenings(const std::filesystem::path& run)
{
    const std::filesystem::path path = run / kFileName;
    const Result<std::vector<std::uint8_t>> bytes = readFile(path, kLimits.bytes);
    if (!bytes) {
        return bytes.error().code == ErrorCode::FileNotFound ? Result<std::int64_t>(0) : bytes.error();
    }
    const Result<json> value = parseJson({reinterpret_cast<const char*>(bytes->data()), bytes->size()}, kLimits);
    Result<std::int64_t> openings = value ? readOpenings(*value) : Result<std::int64_t>(value.error());
    return openings ? openings : Error{openings.error().code, openings.error().detail, path};
}

Result<std::int64_t> countTestOpening(const std::filesystem::path& run, FileLayer& layer)
{
    const Result<std::int64_t> before = loadTestOpenings(run);
    if (!before) {
        return before;
    }
    const std::int64_t openings = std::min(*before + 1, kLargest);
    const json value{{kVersionKey, kVersion}, {kOpeningsKey, openings}};
    const Result<void> written = writeFileAtomically(run / kFileName, dumpJson(value), layer);
    return written ? Result<std::int64_t>(openings) : Result<std::int64_t>(written.error());
}

} // namespace saccade
