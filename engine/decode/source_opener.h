#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>

#include "engine/decode/encoded_source.h"

namespace saccade {

/// The source at a path: files of plain pixels, a folder, a list or an archive. FileNotFound, FileUnreadable,
/// SourceUnsupported and what the kind of source has to say. Blocks: a folder is walked.
[[nodiscard]] Result<std::unique_ptr<EncodedSource>> openEncodedSource(const std::filesystem::path& path,
                                                                       std::stop_token stop);

/// Absolute, without "." and "..", without a separator at the end: one name for one source.
[[nodiscard]] std::filesystem::path sourcePath(const std::string& source);

} // namespace saccade
