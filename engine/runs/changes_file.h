#pragma once

#include <filesystem>
#include <string>

#include "engine/base/file_layer.h"
#include "engine/base/result.h"
#include "engine/data/data_changes.h"

namespace saccade {

/// Where a person's changes of a data set lie: in a small file beside it, SOURCE.saccade.json. The set itself is never
/// written to. Where nothing may be written beside it, and for the built-in sample, the file lies in `folder` instead.
/// One thread at a time for one source.
class ChangesFile final
{
public:
    /// source as in DataSet::source.
    ChangesFile(const std::string& source, std::filesystem::path folder, FileLayer& layer = systemFileLayer());

    /// No file: no changes. FormatInvalid, FormatTooNew and errors of reading, with the file's path. Blocks.
    [[nodiscard]] Result<DataChanges> load() const;
    /// Without changes the file goes away. Blocks.
    [[nodiscard]] Result<void> save(const DataChanges& changes) const;
    /// The file that load() would read, or save() would write first.
    [[nodiscard]] std::filesystem::path path() const;

private:
    [[nodiscard]] Result<void> write(const std::string& text) const;

    std::filesystem::path m_beside; ///< empty for the built-in sample
    std::filesystem::path m_apart;
    FileLayer& m_layer;
};

/// $XDG_DATA_HOME/saccade/changes, or ~/.local/share/saccade/changes. Any thread.
[[nodiscard]] std::filesystem::path defaultChangesFolder();

} // namespace saccade
