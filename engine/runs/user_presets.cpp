#include "engine/runs/user_presets.h"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "engine/base/atomic_file.h"
#include "engine/base/fields.h"
#include "engine/formats/json_text.h"
#include "engine/formats/preset_json.h"

namespace saccade {

namespace {

constexpr std::size_t kLargestFile = std::size_t{1} << 20;
constexpr std::size_t kLongestName = 64;
constexpr const char* kSuffix = ".json";

Error failed(const std::error_code& code, const std::filesystem::path& path)
{
    const bool isFull = code == std::errc::no_space_on_device;
    return Error{isFull ? ErrorCode::DiskFull : ErrorCode::FileUnwritable, code.message(), path};
}

bool isBuiltIn(const std::string& name)
{
    return std::find(presetNames().begin(), presetNames().end(), name) != presetNames().end();
}

Error invalidName(const std::string& why)
{
    return Error{ErrorCode::SettingInvalid, "preset name: " + why, {}};
}

} // namespace

Result<void> checkPresetName(const std::string& name)
{
    if (name.empty() || name.size() > kLongestName) {
        return invalidName("must have 1 to " + std::to_string(kLongestName) + " characters");
    }
    const auto isForbidden = [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7f || c == '/';
    };
    if (std::any_of(name.begin(), name.end(), isForbidden) || !textToJson(name).is_string()) {
        return invalidName("must have no slash and no control character");
    }
    if (name.front() == '.' || name.front() == ' ' || name.back() == ' ') {
        return invalidName("must not begin with a dot, or begin or end with a space");
    }
    if (isBuiltIn(name)) {
        return invalidName(name + " is a built-in preset");
    }
    return {};
}

UserPresets::UserPresets(std::filesystem::path folder, FileLayer& layer) : m_folder(std::move(folder)), m_layer(layer)
{}

std::filesystem::path UserPresets::fileOf(const std::string& name) const
{
    return m_folder / (name + kSuffix);
}

std::vector<std::string> UserPresets::names() const
{
    std::vector<std::string> names;
    std::error_code error; // a folder that cannot be read has no presets; load() and save() say why
    for (std::filesystem::directory_iterator entry(m_folder, error), end; !error && entry != end;
         entry.increment(error)) {
        const std::filesystem::path& path = entry->path();
        if (path.extension() == kSuffix && checkPresetName(path.stem().native())) {
            names.push_back(path.stem().native());
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

bool UserPresets::contains(const std::string& name) const
{
    const std::vector<std::string> all = names();
    return std::find(all.begin(), all.end(), name) != all.end();
}

Error UserPresets::unknown(const std::string& name) const
{
    if (isBuiltIn(name)) {
        return invalidName(name + " is a built-in preset");
    }
    std::vector<std::string> all = presetNames();
    const std::vector<std::string> own = names();
    all.insert(all.end(), own.begin(), own.end());
    return Error{ErrorCode::PresetUnknown, name + "; nearest: " + nearestName(name, all), {}};
}

Result<TrainSettings> UserPresets::load(const std::string& name, std::size_t trainingImages) const
{
    if (isBuiltIn(name)) {
        return presetSettings(name, trainingImages);
    }
    if (!checkPresetName(name)) {
        return unknown(name); // never a path out of the folder
    }
    const Result<std::vector<std::uint8_t>> bytes = readFile(fileOf(name), kLargestFile, m_layer);
    if (!bytes) {
        return bytes.error().code == ErrorCode::FileNotFound ? unknown(name) : bytes.error();
    }
    Result<TrainSettings> settings =
        decodePreset(std::string_view(reinterpret_cast<const char*>(bytes->data()), bytes->size()));
    if (!settings) {
        Error error = settings.error();
        error.path = fileOf(name);
        return error;
    }
    return settings;
}

Result<void> UserPresets::save(const std::string& name, const TrainSettings& settings)
{
    if (const Result<void> good = checkPresetName(name); !good) {
        return good;
    }
    if (const Result<void> valid = validateSettings(settings); !valid) {
        return valid;
    }
    std::error_code error;
    std::filesystem::create_directories(m_folder, error);
    return error ? Result<void>(failed(error, m_folder))
                 : writeFileAtomically(fileOf(name), encodePreset(settings), m_layer);
}

Result<void> UserPresets::rename(const std::string& from, const std::string& to)
{
    if (!contains(from)) {
        return unknown(from);
    }
    if (const Result<void> good = checkPresetName(to); !good) {
        return good;
    }
    if (to != from && contains(to)) {
        return invalidName("there is a preset " + to + " already");
    }
    if (m_layer.rename(fileOf(from).c_str(), fileOf(to).c_str()) != 0) {
        return failed({errno, std::generic_category()}, fileOf(to));
    }
    return {};
}

Result<void> UserPresets::remove(const std::string& name)
{
    if (!contains(name)) {
        return unknown(name);
    }
    if (m_layer.unlink(fileOf(name).c_str()) != 0) {
        return failed({errno, std::generic_category()}, fileOf(name));
    }
    return {};
}

} // namespace saccade
