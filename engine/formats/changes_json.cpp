#include "engine/formats/changes_json.h"

#include <unordered_set>

#include "engine/formats/json_members.h"
#include "engine/formats/settings_json.h"

namespace saccade {

namespace {

constexpr const char* kVersionKey = "formatVersion";
constexpr const char* kChangesKey = "changes";
constexpr JsonLimits kLimits{std::size_t{1} << 30, 4, std::size_t{40} << 20};

Result<void> checkChanges(const DataChanges& changes)
{
    std::unordered_set<std::string_view> images;
    for (const ImageChange& change : changes) {
        if (!images.insert(change.image).second) {
            return Error{ErrorCode::FormatInvalid, "changes: " + change.image + " is there twice", {}};
        }
        if (!isChange(change)) {
            return Error{ErrorCode::FormatInvalid, "changes: nothing of " + change.image + " changes", {}};
        }
    }
    return {};
}

} // namespace

std::string encodeChanges(const DataChanges& changes)
{
    DataChanges copy = changes;
    JsonWriter writer;
    writer(kChangesKey, copy);
    nlohmann::json value = writer.take();
    value[kVersionKey] = kChangesFormatVersion;
    return dumpJson(value);
}

Result<DataChanges> decodeChanges(std::string_view text)
{
    const Result<nlohmann::json> value = parseJson(text, kLimits);
    if (!value) {
        return value.error();
    }
    if (const Result<void> version = checkFormatVersion(*value, kVersionKey, kChangesFormatVersion); !version) {
        return version.error();
    }
    JsonReader reader(*value, {});
    DataChanges changes;
    (void)reader.member(kVersionKey);
    reader(kChangesKey, changes);
    if (const Result<void> read = reader.finish(); !read) {
        return Error{ErrorCode::FormatInvalid, read.error().detail, {}};
    }
    if (const Result<void> sound = checkChanges(changes); !sound) {
        return sound.error();
    }
    return changes;
}

} // namespace saccade
