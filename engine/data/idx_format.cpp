#include "engine/data/idx_format.h"

#include <algorithm>
#include <array>
#include <string>

namespace saccade {

namespace {

constexpr std::uint32_t kImagesMagic = 0x00000803;
constexpr std::uint32_t kLabelsMagic = 0x00000801;
constexpr std::uint32_t kMaxSide = 16'384;
constexpr std::uint64_t kMaxPixels = 100'000'000;
constexpr std::size_t kLabelPiece = std::size_t{1} << 20;

Error invalid(std::string detail)
{
    return {ErrorCode::FormatInvalid, std::move(detail), {}};
}

std::uint32_t bigEndian(std::span<const std::uint8_t> bytes)
{
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
}

Result<std::uint32_t> readNumber(ByteStream& stream)
{
    std::array<std::uint8_t, 4> bytes{};
    const Result<std::size_t> got = stream.read(bytes);
    if (!got) {
        return got.error();
    }
    return *got == bytes.size() ? Result<std::uint32_t>(bigEndian(bytes)) : invalid("IDX: cut off in its header");
}

Error wrongMagic(std::uint32_t magic, IdxKind kind)
{
    const char* wanted = kind == IdxKind::Images ? "2051 for images" : "2049 for labels";
    return invalid("IDX: the magic number is " + std::to_string(magic) + ", not " + wanted);
}

Result<void> readSides(ByteStream& stream, ImageSize& size)
{
    for (int* side : {&size.height, &size.width}) {
        const Result<std::uint32_t> number = readNumber(stream);
        if (!number) {
            return number.error();
        }
        if (*number < 1 || *number > kMaxSide) {
            return invalid("IDX: a side of " + std::to_string(*number) + " pixels");
        }
        *side = static_cast<int>(*number);
    }
    return size.bytes() <= kMaxPixels ? Result<void>()
                                      : invalid("IDX: images of " + std::to_string(size.bytes()) + " pixels");
}

// 20 million items of 100 million bytes fit into 64 bits.
Result<void> checkClaim(const IdxHeader& header, std::uint64_t itemBytes, std::uint64_t mostBytes)
{
    if (header.count == 0 || header.count > kMaxIdxItems) {
        return invalid("IDX: " + std::to_string(header.count) + " items");
    }
    const std::uint64_t claimed = std::uint64_t{header.count} * itemBytes;
    if (claimed > mostBytes) {
        return invalid("IDX: " + std::to_string(claimed) + " bytes are announced, the file cannot hold them");
    }
    return {};
}

Result<void> expectEnd(ByteStream& stream)
{
    std::array<std::uint8_t, 1> byte{};
    const Result<std::size_t> got = stream.read(byte);
    if (!got) {
        return got.error();
    }
    return *got == 0 ? Result<void>() : invalid("IDX: bytes after the last item");
}

Error cutOff(std::size_t item, std::size_t count)
{
    return invalid("IDX: cut off in item " + std::to_string(item + 1) + " of " + std::to_string(count));
}

} // namespace

std::optional<IdxKind> idxKindOf(std::span<const std::uint8_t> start)
{
    if (start.size() < 4) {
        return {};
    }
    const std::uint32_t magic = bigEndian(start);
    if (magic == kImagesMagic) {
        return IdxKind::Images;
    }
    return magic == kLabelsMagic ? std::optional(IdxKind::Labels) : std::nullopt;
}

Result<IdxHeader> readIdxHeader(ByteStream& stream, IdxKind kind)
{
    const Result<std::uint32_t> magic = readNumber(stream);
    if (!magic) {
        return magic.error();
    }
    if (*magic != (kind == IdxKind::Images ? kImagesMagic : kLabelsMagic)) {
        return wrongMagic(*magic, kind);
    }
    const Result<std::uint32_t> count = readNumber(stream);
    if (!count) {
        return count.error();
    }
    IdxHeader header;
    header.count = *count;
    if (kind == IdxKind::Images) {
        if (const Result<void> sides = readSides(stream, header.size); !sides) {
            return sides.error();
        }
    }
    const std::uint64_t itemBytes = kind == IdxKind::Images ? header.size.bytes() : 1;
    if (const Result<void> possible = checkClaim(header, itemBytes, stream.mostBytes()); !possible) {
        return possible.error();
    }
    return header;
}

Result<std::vector<std::uint8_t>> readIdxLabels(ByteStream& stream)
{
    const Result<IdxHeader> header = readIdxHeader(stream, IdxKind::Labels);
    if (!header) {
        return header.error();
    }
    std::vector<std::uint8_t> labels;
    while (labels.size() < header->count) {
        const std::size_t have = labels.size();
        labels.resize(have + std::min(header->count - have, kLabelPiece));
        const Result<std::size_t> got = stream.read(std::span(labels).subspan(have));
        if (!got) {
            return got.error();
        }
        if (have + *got < labels.size()) {
            return cutOff(have + *got, header->count);
        }
    }
    const Result<void> end = expectEnd(stream);
    return end ? Result<std::vector<std::uint8_t>>(std::move(labels)) : end.error();
}

Result<void> readIdxImages(ByteStream& stream, const IdxHeader& header, const std::function<bool(Image)>& take)
{
    for (std::size_t i = 0; i < header.count; ++i) {
        Image image{header.size, std::vector<std::uint8_t>(header.size.bytes())};
        const Result<std::size_t> got = stream.read(image.pixels);
        if (!got) {
            return got.error();
        }
        if (*got < image.pixels.size()) {
            return cutOff(i, header.count);
        }
        if (!take(std::move(image))) {
            return {};
        }
    }
    return expectEnd(stream);
}

} // namespace saccade
