#pragma once

#include <functional>
#include <stop_token>
#include <string>

#include "engine/base/result.h"
#include "engine/data/auto_side.h"
#include "engine/data/resize_rule.h"
#include "engine/decode/encoded_source.h"

namespace saccade {

/// One file of a source, decoded, or why not.
struct DecodedFile
{
    std::string name;
    Result<void> state;
    int width = 0; ///< of the original
    int height = 0;
    std::int64_t bytes = 0;
    Image input;     ///< the original when it has the side asked for (auto: a square up to kLargestOwnSide)
    Image thumbnail; ///< empty when `input` is the original
    bool isInputOriginal = false; ///< nothing was resized
};

/// Reads a source on one thread, decodes on two and hands the files to `take` on the calling thread, in the source's
/// order. `tick` comes there too, at least every 100 ms, with the number of files read so far. The first error of the
/// source or of `take` ends it; stop gives Cancelled. Files waiting are bounded. Blocks.
[[nodiscard]] Result<void> decodeAll(EncodedSource& source, int side, ResizeMode mode, std::stop_token stop,
                                     const std::function<Result<void>(DecodedFile)>& take,
                                     const std::function<void(std::size_t filesRead)>& tick);

} // namespace saccade
