#include "engine/decode/image_header.h"
#include "tests/fuzz/targets.h"

using namespace saccade;
using namespace std::string_literals;

namespace {

std::string frame(const std::string& marker, const std::string& bits)
{
    return "\xff"s + marker + "\0\x0b"s + bits + "\0\x10\0\x20\1\1\x11\0"s;
}

std::string turnedTiff()
{
    return "II*\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0"s;
}

std::vector<FuzzSeed> jpegSeeds()
{
    const std::string start = "\xff\xd8"s;
    const std::string exif = "\xff\xe1\0\x22"
                             "Exif\0\0"s +
                             turnedTiff();
    return {
        fuzzSeed("jpeg", start + exif + frame("\xc0", "\x08") + "\xff\xd9", ""),
        fuzzSeed("jpeg-progressive", start + "\xff\xfe\0\4hi"s + frame("\xc2", "\x08"), ""),
        fuzzSeed("jpeg-12-bits", start + frame("\xc1", "\x0c"), "12 bits"),
        fuzzSeed("jpeg-lossless", start + frame("\xc3", "\x08"), "lossless"),
        fuzzSeed("jpeg-no-marker", start + "\xff\xe0\0\2abcd"s, "no marker"),
        fuzzSeed("jpeg-no-frame", start + "\xff\xd9\0\0"s, "no frame header"),
        fuzzSeed("jpeg-cut", start + frame("\xc0", "\x08").substr(0, 8), "cut off"),
        fuzzSeed("jpeg-fill", start + std::string(9, '\xff') + "\xc0\0\x0b\x08\0\1\0\1\3"s, ""),
    };
}

std::vector<FuzzSeed> pngSeeds()
{
    const std::string header = "\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"s;
    const std::string sides = "\0\0\0\2\0\0\0\2"s;
    const std::string end = "\0\0\0\0IEND\xae\x42\x60\x82"s;
    return {
        fuzzSeed("png", header + sides + "\x08\2\0\0\0\xfd\xd4\x9a\x73"s + end, ""),
        fuzzSeed("png-grey", header + sides + "\4\0\0\0\0abcd\0\0\0\2tRNS\0\7abcd\0\0\0\0IDATabcd"s + end, ""),
        fuzzSeed("png-exif",
                 header + sides + "\x08\2\0\0\0\xfd\xd4\x9a\x73\0\0\0\x1a"s + "eXIf"s + turnedTiff() + "abcd"s + end,
                 ""),
        fuzzSeed("png-cut", header + sides, "cut off"),
        fuzzSeed("png-empty", header + "\0\0\0\0\0\0\0\2\x08\2\0\0\0abcd"s, "no pixels"),
        fuzzSeed("png-wide", header + "\0\0\x40\1\0\0\0\2\x08\2\0\0\0abcd"s, "16385x2"),
    };
}

std::vector<FuzzSeed> otherSeeds()
{
    const std::string bmp = "BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\1\0\0\0"s;
    const std::string bmpRest = "\1\0\0\0\1\0\x18\0\0\0\0\0\4\0\0\0"s + std::string(20, '\0');
    const std::string oldBmp = "BM\x1e\0\0\0\0\0\0\0\x1a\0\0\0\x0c\0\0\0\1\0\1\0\1\0\x18\0abcd"s;
    const std::string riff = "RIFF\x16\0\0\0WEBP"s;
    const std::string gif = "GIF89a\2\0\2\0\x80\0\0abcdef"s;
    return {
        fuzzSeed("bmp", bmp + bmpRest, ""),
        fuzzSeed("bmp-old", oldBmp, ""),
        fuzzSeed("bmp-cut", bmp + bmpRest.substr(0, 30), "cut off"),
        fuzzSeed("bmp-packing", bmp + "\1\0\0\0\1\0\x18\0\5\0\0\0\4\0\0\0"s + std::string(20, '\0'), "packing"),
        fuzzSeed("bmp-lowest", bmp + "\0\0\0\x80\1\0\x18\0\1\0\0\0\4\0\0\0"s + std::string(20, '\0'), "1x2147483648"),
        fuzzSeed("webp-lossy", riff + "VP8 \x0a\0\0\0\0\0\0\x9d\1\x2a\2\0\2\0"s, ""),
        fuzzSeed("webp-lossless", riff + "VP8L\x0a\0\0\0\x2f\1\x40\0\0\0\0\0\0\0"s, ""),
        fuzzSeed("webp-extended", riff + "VP8X\x0a\0\0\0\0\0\0\0\1\0\0\1\0\0"s, ""),
        fuzzSeed("webp-animated", riff + "VP8X\x0a\0\0\0\2\0\0\0\1\0\0\1\0\0"s, ""),
        fuzzSeed("webp-exif", "RIFF\x38\0\0\0WEBPVP8X\x0a\0\0\0\x08\0\0\0\1\0\0\1\0\0EXIF\x1a\0\0\0"s + turnedTiff(),
                 ""),
        fuzzSeed("webp-other", riff + "VP9 \x0a\0\0\0\0\0\0\0\1\0\0\1\0\0"s, "no WebP frame"),
        fuzzSeed("pnm", "P6 # c\n2 1\n255\nabcdef", ""),
        fuzzSeed("pnm-text", "P1\n2 1\n0 1\n", ""),
        fuzzSeed("pnm-bits", "P4\n9 2\nabcd", ""),
        fuzzSeed("pnm-deep", "P5\n1 1\n65535\nab", ""),
        fuzzSeed("pnm-cut", "P5\n9 9\n255\nab", "cut off"),
        fuzzSeed("pnm-no-size", "P5\nx", "no sizes"),
        fuzzSeed("gif", gif + "!\xf9\4\0\0\0\0\0,\0\0\0\0\2\0\2\0\0"s, ""),
        fuzzSeed("gif-no-frame", gif + "!\xfe\3ab", "cut off"),
        fuzzSeed("tiff", "II*\0abcd"s, "TIFF"),
        fuzzSeed("avif",
                 "\0\0\0\x1c"
                 "ftypavif"s,
                 "AVIF"),
        fuzzSeed("empty", "", "empty file"),
        fuzzSeed("letter", "BMW is a maker of cars", "not_an_image"),
    };
}

} // namespace

Result<void> runImageHeader(FuzzInput input)
{
    const Result<ImageHeader> header = readImageHeader(input, "image");
    if (!header) {
        return header.error();
    }
    fuzzRequire(header->width >= 1 && header->width <= kMaxImageSide && header->height >= 1 &&
                    header->height <= kMaxImageSide && header->width * header->height <= kMaxImagePixels,
                "an accepted image is within the limits");
    fuzzRequire(header->orientation >= 1 && header->orientation <= 8, "orientation is one of eight");
    fuzzRequire(header->maxValue >= 1 && header->maxValue <= 65535, "samples have at most 16 bits");
    if (header->kind == ImageKind::Png) {
        (void)isPngComplete(input);
    }
    return {};
}

std::vector<FuzzSeed> imageHeaderSeeds()
{
    std::vector<FuzzSeed> seeds = jpegSeeds();
    for (const std::vector<FuzzSeed>& more : {pngSeeds(), otherSeeds()}) {
        seeds.insert(seeds.end(), more.begin(), more.end());
    }
    return seeds;
}
