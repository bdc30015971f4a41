#include "engine/video/video_header.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace saccade {

namespace {

using namespace std::string_view_literals;

constexpr std::size_t kTransportPacket = 188; ///< of an MPEG transport stream (ISO/IEC 13818-1, 2.4.3.2)

struct Mark
{
    std::size_t at;
    std::string_view text;
};

bool hasMark(std::span<const std::uint8_t> begin, const Mark& mark)
{
    return mark.at + mark.text.size() <= begin.size() &&
           std::equal(mark.text.begin(), mark.text.end(), begin.begin() + static_cast<std::ptrdiff_t>(mark.at),
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

bool hasAny(std::span<const std::uint8_t> begin, std::span<const Mark> marks)
{
    return std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) { return hasMark(begin, mark); });
}

/// One byte is no mark: three packets in a row are.
bool isTransportStream(std::span<const std::uint8_t> begin)
{
    constexpr auto kSync = "G"sv;
    return hasMark(begin, {0, kSync}) && hasMark(begin, {kTransportPacket, kSync}) &&
           hasMark(begin, {2 * kTransportPacket, kSync});
}

} // namespace

bool isVideoHeader(std::span<const std::uint8_t> begin)
{
    static constexpr std::array kMarks{
        Mark{4, "ftyp"sv},             // MP4, MOV
        Mark{4, "moov"sv},             // old MOV
        Mark{4, "mdat"sv},             // MOV as cameras write it
        Mark{4, "wide"sv},             // MOV
        Mark{0, "\x1A\x45\xDF\xA3"sv}, // Matroska, WebM
        Mark{0, "OggS"sv},
        Mark{0, "\0\0\x01\xBA"sv},         // MPEG program stream
        Mark{0, "\0\0\x01\xB3"sv},         // MPEG video
        Mark{0, "FLV\x01"sv},              // Flash video
        Mark{0, "\x30\x26\xB2\x75\x8E"sv}, // WMV
    };
    const bool isAvi = hasMark(begin, {0, "RIFF"sv}) && hasMark(begin, {8, "AVI "sv});
    return isAvi || hasAny(begin, kMarks) || isTransportStream(begin);
}

} // namespace saccade
