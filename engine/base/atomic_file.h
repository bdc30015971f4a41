#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/file_layer.h"
#include "engine/base/result.h"

namespace saccade {

/// A file that appears whole or not at all: bytes go to a temporary file in the same folder, commit() puts it in place.
/// Until then, and after any error, the file of that name is untouched; without commit() nothing stays. The first error
/// is kept and returned by every later call: DiskFull or FileUnwritable, with the path asked for. Blocks.
class AtomicFile final
{
public:
    explicit AtomicFile(std::filesystem::path path, FileLayer& layer = systemFileLayer());
    ~AtomicFile();
    AtomicFile(const AtomicFile&) = delete;
    AtomicFile& operator=(const AtomicFile&) = delete;

    Result<void> append(std::span<const std::uint8_t> bytes);
    Result<void> append(std::string_view text);
    /// Syncs, closes, renames and syncs the folder. Call it once, last.
    Result<void> commit();

private:
    Result<void> fail(const char* what);
    void discard();
    Result<void> syncFolder();

    std::filesystem::path m_path;
    std::filesystem::path m_temporary; // empty when there is none to remove
    FileLayer& m_layer;
    int m_descriptor = -1;
    Result<void> m_state;
};

/// The whole file at once. Blocks.
Result<void> writeFileAtomically(const std::filesystem::path& path, std::span<const std::uint8_t> bytes,
                                 FileLayer& layer = systemFileLayer());
Result<void> writeFileAtomically(const std::filesystem::path& path, std::string_view text,
                                 FileLayer& layer = systemFileLayer());

/// A regular file of at most maxBytes. FileNotFound, or FileUnreadable with the reason in detail. Blocks.
Result<std::vector<std::uint8_t>> readFile(const std::filesystem::path& path, std::size_t maxBytes,
                                           FileLayer& layer = systemFileLayer());

} // namespace saccade
