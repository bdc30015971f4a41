#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/image.h"
#include "engine/decode/source_layout.h"

namespace saccade {

/// One file of a source: its bytes, or why there are none.
struct EncodedFile
{
    std::string name; ///< path inside the source, '/' between parts
    std::vector<std::uint8_t> bytes;
    Result<void> state;
    Image pixels; ///< instead of bytes, where the source needs no decoder
};

/// Where images come from: a folder, an archive, a list, files of plain pixels.
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
    /// Opening it again at a side costs more than mapping kept pixels.
    [[nodiscard]] virtual bool isSlowAt(int /*side*/) const { return true; }
    /// Classes and parts of the images of these names, those that could be used of what read() gave, in its order.
    /// DataSetEmpty, TooFewClasses, FormatInvalid. After read().
    [[nodiscard]] virtual Result<SourceLayout> layOut(const std::vector<std::string>& names) const = 0;
    /// What to name a file in a message.
    [[nodiscard]] virtual std::filesystem::path pathOf(const std::string& name) const = 0;
    /// Hands every file to take, in order, until it returns false. Blocks.
    virtual Result<void> read(const std::function<bool(EncodedFile)>& take) = 0;
};

} // namespace saccade
