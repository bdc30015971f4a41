#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace saccade {

/// One file of a source: its bytes, or why there are none.
struct EncodedFile
{
    std::string name; ///< path inside the source, '/' between parts
    std::vector<std::uint8_t> bytes;
    Result<void> state;
};

/// Where images come from: a folder or an archive.
class EncodedSource
{
public:
    virtual ~EncodedSource() = default;

    /// Changes when the source does: paths, sizes, times.
    [[nodiscard]] virtual const std::string& fingerprint() const = 0;
    /// 0 while unknown.
    [[nodiscard]] virtual std::size_t fileCount() const = 0;
    /// What of the source has been read, 0..1. Any thread.
    [[nodiscard]] virtual double shareRead() const = 0;
    /// What is known to be unusable without reading it. Complete after read().
    [[nodiscard]] virtual std::vector<Error> problems() const = 0;
    /// Folders met, paths inside the source. Complete after read().
    [[nodiscard]] virtual std::vector<std::string> folders() const = 0;
    /// What to name a file in a message.
    [[nodiscard]] virtual std::filesystem::path pathOf(const std::string& name) const = 0;
    /// Hands every file to take, in order, until it returns false. Blocks.
    virtual Result<void> read(const std::function<bool(EncodedFile)>& take) = 0;
};

} // namespace saccade
