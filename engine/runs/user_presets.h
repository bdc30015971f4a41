#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/file_layer.h"
#include "engine/base/result.h"
#include "engine/training/train_settings.h"

namespace saccade {

/// Settings that people saved under a name, one file each: FOLDER/NAME.json. All of this blocks; any thread, one at a
/// time.
class UserPresets final
{
public:
    explicit UserPresets(std::filesystem::path folder, FileLayer& layer = systemFileLayer());

    [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
    /// Names in alphabetical order; a folder that is not there has none. Files whose name is none are left out.
    [[nodiscard]] std::vector<std::string> names() const;
    [[nodiscard]] bool contains(const std::string& name) const;
    /// A built-in preset for so many training images, or one of these. PresetUnknown names the nearest of all; a file
    /// that breaks its rules is FormatInvalid, SettingUnknown or SettingInvalid, with its path.
    [[nodiscard]] Result<TrainSettings> load(const std::string& name, std::size_t trainingImages) const;
    /// Replaces one of the same name.
    Result<void> save(const std::string& name, const TrainSettings& settings);
    Result<void> rename(const std::string& from, const std::string& to);
    Result<void> remove(const std::string& name);

private:
    [[nodiscard]] std::filesystem::path fileOf(const std::string& name) const;
    /// Why there is nothing of that name to change.
    [[nodiscard]] Error unknown(const std::string& name) const;

    std::filesystem::path m_folder;
    FileLayer& m_layer;
};

/// Whether a person may call a preset so: 1 to 64 bytes of UTF-8, no control character or '/', no space at an end, no
/// dot in front, not a built-in preset's name. SettingInvalid says what is wrong. Any thread.
[[nodiscard]] Result<void> checkPresetName(const std::string& name);

/// $XDG_CONFIG_HOME/saccade/presets, or ~/.config/saccade/presets. Any thread.
[[nodiscard]] std::filesystem::path defaultPresetsFolder();

} // namespace saccade
