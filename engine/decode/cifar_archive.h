#pragma once

#include "engine/data/raw_source.h"

namespace saccade {

/// A tar (plain or packed) or zip with CIFAR files in it, known by the names of its first entries; nullptr for any
/// other file or archive. Reading gives ArchiveDamaged, ArchiveUnsafe and FormatInvalid. Blocks: milliseconds.
[[nodiscard]] Result<std::unique_ptr<RawSource>> openCifarArchive(const std::filesystem::path& file);

} // namespace saccade
