#pragma once

#include <string>
#include <string_view>
#include <unordered_set>

#include "engine/base/result.h"

namespace saccade {

/// Judges the paths of an archive's entries. Nothing is ever unpacked to them, but what they claim is refused all the
/// same: a later tool may unpack what we called sound.
class EntryPaths final
{
public:
    /// The path with '/' between its parts, without "." parts. ArchiveUnsafe: absolute, "..", backslash, control
    /// character, drive letter, a part over 255 or a whole over 4096 bytes; `isFile`: met before, letter case aside.
    [[nodiscard]] Result<std::string> accept(std::string_view path, bool isFile);

private:
    std::unordered_set<std::string> m_met; // lower case
};

/// A part begins with '.', or belongs to what macOS adds to archives.
[[nodiscard]] bool isHiddenEntry(std::string_view path);

} // namespace saccade
