#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/byte_stream.h"
#include "engine/data/raw_source.h"

namespace saccade {

/// The binary versions: records of one label byte (CIFAR-10) or a coarse and a fine one (CIFAR-100), then 32x32 red,
/// green and blue bytes, row by row. Source: www.cs.toronto.edu/~kriz/cifar.html.
enum class CifarKind
{
    Ten,
    Hundred
};

/// A file with records, by its name.
struct CifarFile
{
    CifarKind kind = CifarKind::Ten;
    Part part = Part::Training;
    std::string stem; ///< e.g. "data_batch_1"
};

inline constexpr int kCifarSide = 32;
inline constexpr std::size_t kMaxCifarImages = 20'000'000;

/// data_batch_N.bin, test_batch.bin, train.bin, test.bin; letter case aside.
[[nodiscard]] std::optional<CifarFile> cifarFileNamed(std::string_view leaf);
/// The kind whose class names (of the labels that are learned) a file of this name has.
[[nodiscard]] std::optional<CifarKind> cifarNamesNamed(std::string_view leaf);
/// Bytes of a record.
[[nodiscard]] std::size_t cifarRecordBytes(CifarKind kind);

/// Reads the files of one set, in any order, and says in the end what their labels mean.
class CifarReader final
{
public:
    explicit CifarReader(CifarKind kind) : m_kind(kind) {}

    /// A text file with one name a line. FormatInvalid, without a path: not UTF-8, a name twice or over 255 bytes,
    /// fewer than two or more than 256 names. Blocks.
    Result<void> readNames(ByteStream& stream);
    /// A file with records of `bytes` bytes in all, to its end or until take returns false. FormatInvalid, without a
    /// path: no whole record, or the file is shorter than it should be. Blocks.
    Result<void> readRecords(ByteStream& stream, const CifarFile& file, std::uint64_t bytes,
                             const std::function<bool(RawImage)>& take);
    /// FormatInvalid, without a path, for the first label that is no class; the detail names file and record.
    [[nodiscard]] Result<RawLayout> layout() const;

private:
    struct Records
    {
        CifarFile file;
        std::size_t first = 0; ///< into m_labels
    };

    [[nodiscard]] std::string placeOf(std::size_t image) const;

    const CifarKind m_kind;
    std::vector<std::string> m_names; // empty: the usual ones
    std::vector<Records> m_files;
    std::vector<std::uint8_t> m_labels;
    std::vector<std::uint8_t> m_coarse;
};

} // namespace saccade
