#include "engine/decode/byte_view.h"
#include "engine/decode/image_header.h"

namespace saccade {

int readExifOrientation(Bytes tiff)
{
    const ByteView view(tiff);
    const bool little = view.hasText(0, "II");
    const auto u16 = [&](std::size_t at) { return little ? view.little16(at) : view.big16(at); };
    const auto u32 = [&](std::size_t at) { return little ? view.little32(at) : view.big32(at); };
    if ((!little && !view.hasText(0, "MM")) || u16(2) != 42) {
        return 1;
    }
    const std::size_t directory = u32(4);
    const std::size_t entries = u16(directory);
    for (std::size_t i = 0; i < entries && view.isInside(directory + 2 + i * 12, 12); ++i) {
        const std::size_t entry = directory + 2 + i * 12;
        if (u16(entry) == 0x0112 && u16(entry + 2) == 3) {
            const std::uint32_t value = u16(entry + 8);
            return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
        }
    }
    return 1;
}

} // namespace saccade
