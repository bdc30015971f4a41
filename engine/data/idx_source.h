#pragma once

#include "engine/data/byte_file.h"
#include "engine/data/idx_files.h"
#include "engine/data/idx_format.h"
#include "engine/data/raw_source.h"

namespace saccade {

/// The pairs of IDX files of one set. Classes are the labels that occur, by number.
class IdxSource final : public RawSource
{
public:
    /// Reads headers and labels. FileNotFound, FileUnreadable, ArchiveDamaged, FormatInvalid (also when a pair has
    /// different numbers of images and labels). Blocks.
    static Result<std::unique_ptr<IdxSource>> open(const std::filesystem::path& folderOrFile);

    [[nodiscard]] const std::string& fingerprint() const override { return m_fingerprint; }
    [[nodiscard]] std::size_t imageCount() const override { return m_labels.size(); }
    [[nodiscard]] double shareRead() const override;
    [[nodiscard]] bool isSlowAt(int side) const override;
    [[nodiscard]] std::vector<Error> problems() const override { return {}; }
    Result<void> read(const std::function<bool(RawImage)>& take) override;
    [[nodiscard]] Result<RawLayout> layout() const override;

private:
    struct Opened
    {
        IdxPair pair;
        IdxHeader header;
    };

    IdxSource() = default;
    Result<void> add(const IdxPair& pair);

    std::vector<Opened> m_pairs;
    std::vector<std::uint8_t> m_labels; // of all pairs, one after the other
    std::string m_stamps;
    std::string m_fingerprint;
    bool m_isPacked = false;
    std::uint64_t m_pixelBytes = 0;
    std::atomic<std::size_t> m_read = 0;
};

/// The folder has files named as IDX files are.
[[nodiscard]] bool isIdxFolder(const std::filesystem::path& folder);
/// Its name is that of an IDX file, or its first bytes are (packed or not).
[[nodiscard]] bool isIdxFile(const std::filesystem::path& file);

} // namespace saccade
