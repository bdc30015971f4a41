#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include <locale.h>

#include "engine/base/result.h"

struct archive;
struct archive_entry;

namespace saccade {

struct CloseArchive
{
    void operator()(archive* reader) const;
};
using ArchiveReader = std::unique_ptr<archive, CloseArchive>;

/// libarchive with the formats that are read and no other, on an open file that stays the caller's. nullptr: no memory.
[[nodiscard]] ArchiveReader openArchive(int descriptor);

/// Judges the answer to the first header: SourceUnsupported for another kind of file or compression within compression,
/// ArchiveDamaged for a known kind that cannot be read.
[[nodiscard]] Result<void> checkKind(archive* reader, int firstState, int descriptor,
                                     const std::filesystem::path& file);

/// A plain tar must end with an empty block: cut between two entries it looks complete otherwise. True for the others.
[[nodiscard]] bool hasEndMark(archive* reader, int descriptor, std::uint64_t bytes);

/// The entry's path as bytes, "" when it has none.
[[nodiscard]] const char* entryPath(archive_entry* entry);

/// libarchive converts names by the thread's locale; in the C locale every letter beyond ASCII would be lost.
class Utf8Names final
{
public:
    Utf8Names();
    ~Utf8Names();
    Utf8Names(const Utf8Names&) = delete;
    Utf8Names& operator=(const Utf8Names&) = delete;

private:
    locale_t m_utf8;
    locale_t m_before;
};

} // namespace saccade
