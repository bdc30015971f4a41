#include "engine/formats/base64.h"

#include <algorithm>

namespace saccade {

namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

} // namespace

std::string base64(std::span<const std::uint8_t> bytes)
{
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t bits = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            bits = bits << 8 | (k < count ? bytes[i + k] : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            text += k <= count ? kDigits[bits >> (18 - 6 * k) & 63U] : '=';
        }
    }
    return text;
}

Result<std::vector<std::uint8_t>> bytesFromBase64(std::string_view text)
{
    const Error invalid{ErrorCode::FormatInvalid, "no base64", {}};
    const std::size_t digits = std::min(text.find('='), text.size());
    const std::size_t padding = text.size() - digits;
    if (text.size() % 4 != 0 || padding > 2 || text.find_first_not_of('=', digits) != std::string_view::npos) {
        return invalid;
    }
    std::vector<std::uint8_t> bytes;
    bytes.reserve(text.size() / 4 * 3);
    std::uint32_t bits = 0;
    std::size_t waiting = 0; // bits that make no byte yet
    for (const char digit : text.substr(0, digits)) {
        const std::size_t value = kDigits.find(digit);
        if (value == std::string_view::npos) {
            return invalid;
        }
        bits = bits << 6 | static_cast<std::uint32_t>(value);
        waiting += 6;
        if (waiting >= 8) {
            waiting -= 8;
            bytes.push_back(static_cast<std::uint8_t>(bits >> waiting & 255U));
        }
    }
    return (bits & ((1U << waiting) - 1)) == 0 ? Result<std::vector<std::uint8_t>>(std::move(bytes)) : invalid;
}

} // namespace saccade
