#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/base/file_layer.h"
#include "engine/base/result.h"

namespace saccade {

/// A file that only grows. What could not be written is kept and tried again with the next text, so a full disk leaves
/// no hole. One thread.
class AppendFile final
{
public:
    /// Makes the file, or empties it.
    AppendFile(std::filesystem::path path, FileLayer& layer);
    ~AppendFile();
    AppendFile(const AppendFile&) = delete;
    AppendFile& operator=(const AppendFile&) = delete;

    /// DiskFull or FileUnwritable; the text is kept. Blocks for a copy into the system's cache.
    Result<void> append(std::string_view text);
    /// Down to the disk. Blocks.
    Result<void> sync();

private:
    [[nodiscard]] Error errorNow() const;
    Result<void> open();

    std::filesystem::path m_path;
    FileLayer& m_layer;
    std::string m_pending;
    int m_descriptor = -1;
};

} // namespace saccade
