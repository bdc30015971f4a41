#pragma once

#include <filesystem>

namespace saccade {

/// What a source is, as far as its name tells.
enum class SourceKind
{
    Sample,  ///< "sample"
    Archive, ///< by the ending of a tar or zip
    Pixels,  ///< named as CIFAR and IDX files are
    List,    ///< csv, tsv, txt, lst
    Other    ///< a folder, or any other file
};

/// By the name alone, the disk is not asked. Any thread; must not block.
[[nodiscard]] SourceKind sourceKindOf(const std::filesystem::path& source);

} // namespace saccade
