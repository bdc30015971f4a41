#pragma once

#include <atomic>
#include <filesystem>
#include <memory>

#include "engine/decode/encoded_source.h"
#include "engine/decode/entry_path.h"

struct archive;
struct archive_entry;

namespace saccade {

/// A tar (plain, gzip, bzip2, xz, zstd) or zip read entry by entry; nothing is unpacked to the disk. Links, devices and
/// unsafe paths become problems, the other entries stay.
class ArchiveSource final : public EncodedSource
{
public:
    /// Only looks at size and time. FileNotFound, FileUnreadable.
    static Result<std::unique_ptr<ArchiveSource>> open(const std::filesystem::path& file);

    [[nodiscard]] const std::string& fingerprint() const override { return m_fingerprint; }
    [[nodiscard]] std::size_t fileCount() const override { return 0; }
    [[nodiscard]] double shareRead() const override { return m_share; }
    [[nodiscard]] std::vector<Error> problems() const override { return m_problems; }
    [[nodiscard]] Result<SourceLayout> layOut(const std::vector<std::string>& names) const override;
    [[nodiscard]] std::filesystem::path pathOf(const std::string& name) const override { return name; }
    /// SourceUnsupported; ArchiveDamaged when the end is not reached; ArchiveUnsafe for a bomb (more than 200 times the
    /// file's size and 100 MB).
    Result<void> read(const std::function<bool(EncodedFile)>& take) override;

private:
    ArchiveSource(std::filesystem::path file, std::uint64_t bytes) : m_file(std::move(file)), m_bytes(bytes) {}
    Result<void> readEntries(archive* reader, int descriptor, const std::function<bool(EncodedFile)>& take);
    Result<void> readEntry(archive* reader, archive_entry* entry, const std::function<bool(EncodedFile)>& take,
                           bool& goOn);
    Result<EncodedFile> readFile(archive* reader, archive_entry* entry, std::string name);
    Result<void> addUnpacked(std::uint64_t bytes);
    [[nodiscard]] Error damaged(archive* reader) const;

    const std::filesystem::path m_file;
    const std::uint64_t m_bytes;
    std::string m_fingerprint;
    std::uint64_t m_unpacked = 0;
    std::atomic<double> m_share = 0;
    EntryPaths m_paths;
    std::vector<Error> m_problems;
    std::vector<std::string> m_folders;
};

} // namespace saccade
