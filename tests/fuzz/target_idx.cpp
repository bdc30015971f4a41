#include <array>

#include "engine/data/byte_file.h"
#include "engine/data/idx_format.h"
#include "tests/fuzz/memory_file.h"
#include "tests/fuzz/targets.h"

using namespace saccade;
using namespace std::string_literals;

namespace {

Result<void> readWhole(ByteStream& stream, IdxKind kind)
{
    if (kind == IdxKind::Labels) {
        const Result<std::vector<std::uint8_t>> labels = readIdxLabels(stream);
        return labels ? Result<void>() : labels.error();
    }
    const Result<IdxHeader> header = readIdxHeader(stream, kind);
    if (!header) {
        return header.error();
    }
    std::size_t count = 0;
    const Result<void> read = readIdxImages(stream, *header, [&](const Image& image) {
        fuzzRequire(image.pixels.size() == header->size.bytes(), "an image has the announced size");
        return ++count > 0;
    });
    fuzzRequire(!read || count == header->count, "as many images as announced");
    return read;
}

} // namespace

Result<void> runIdx(FuzzInput input)
{
    if (input.size() >= 2 && input[0] == 0x1f && input[1] == 0x8b) {
        const MemoryFile file(input);
        const Result<std::unique_ptr<ByteFile>> first = ByteFile::open(file.path());
        const Result<std::unique_ptr<ByteFile>> whole = ByteFile::open(file.path());
        std::array<std::uint8_t, 4> start{};
        if (!first || !whole) {
            return first ? whole.error() : first.error();
        }
        (void)(*first)->read(start).hasValue(); // a fault shows again
        return readWhole(**whole, idxKindOf(start).value_or(IdxKind::Images));
    }
    MemoryStream stream(input);
    return readWhole(stream, idxKindOf(input).value_or(IdxKind::Images));
}

std::vector<FuzzSeed> idxSeeds()
{
    const std::string images = "\0\0\x08\x03"s;
    const std::string labels = "\0\0\x08\x01"s;
    const std::string two = "\0\0\0\2"s;
    const std::string one = "\0\0\0\1"s;
    // Written with gzip: the two labels of the seed "labels".
    const std::string packed = "\x1f\x8b\x08\0\0\0\0\0\0\x03\x63\x60\xe0\x60\x64\x60\x60\x60\x62\x60\x04\0"s
                               "\x8f\x9c\x9b\xe2\x0a\0\0\0"s;
    return {
        fuzzSeed("images", images + two + two + one + "abcd", ""),
        fuzzSeed("labels", labels + two + "\0\1"s, ""),
        fuzzSeed("packed-labels", packed, ""),
        fuzzSeed("packed-cut", packed.substr(0, 16), "gzip ends too early"),
        fuzzSeed("packed-tail", packed + "x", "after the end of gzip"),
        fuzzSeed("empty", "", "cut off in its header"),
        fuzzSeed("magic", "\0\0\x0d\x03"s + two + two + one, "magic number"),
        fuzzSeed("no-item", images + "\0\0\0\0"s + two + one, "0 items"),
        fuzzSeed("side-zero", images + two + "\0\0\0\0"s + one, "a side of 0"),
        fuzzSeed("side-large", images + two + "\0\0\x40\x01"s + one, "a side of 16385"),
        fuzzSeed("pixels", images + two + "\0\0\x40\0"s + "\0\0\x40\0"s, "images of"),
        fuzzSeed("claim", images + "\x01\0\0\0"s + two + one + "ab", "cannot hold them"),
        fuzzSeed("cut-label", labels + "\0\0\0\7"s + "\0\1"s, "cut off in item"),
        fuzzSeed("cut-image", images + two + two + two + "abcde", "cut off in item 2 of 2"),
        fuzzSeed("tail", labels + two + "\0\1\0"s, "after the last"),
    };
}
