#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "engine/data/byte_stream.h"
#include "engine/data/image.h"

namespace saccade {

/// IDX, the format of MNIST: big-endian magic (0, 0, type, dimensions), the dimensions, then bytes. Only unsigned bytes
/// with one dimension (labels) or three (grey images) are read. Source: yann.lecun.com/exdb/mnist.
enum class IdxKind
{
    Images,
    Labels
};

struct IdxHeader
{
    std::size_t count = 0;
    ImageSize size{0, 0, 1}; ///< of images
};

inline constexpr std::size_t kMaxIdxItems = 20'000'000;

/// By the magic, nothing for other bytes.
[[nodiscard]] std::optional<IdxKind> idxKindOf(std::span<const std::uint8_t> start);

/// FormatInvalid, without a path: another magic, no item or more than kMaxIdxItems, sides outside 1..16,384, more than
/// the stream can hold. Errors of the stream. Blocks.
[[nodiscard]] Result<IdxHeader> readIdxHeader(ByteStream& stream, IdxKind kind);

/// All labels of a stream that is at its beginning. FormatInvalid: cut off, or bytes after the last. Blocks.
[[nodiscard]] Result<std::vector<std::uint8_t>> readIdxLabels(ByteStream& stream);

/// Hands every image after the header to take, until it returns false. Errors as readIdxLabels(). Blocks.
[[nodiscard]] Result<void> readIdxImages(ByteStream& stream, const IdxHeader& header,
                                         const std::function<bool(Image)>& take);

} // namespace saccade
