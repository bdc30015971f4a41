#include "engine/base/utf8.h"

namespace saccade {

namespace {

bool isBetween(std::string_view text, std::size_t at, unsigned low, unsigned high)
{
    const auto byte = at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
    return byte >= low && byte <= high;
}

// The second byte is what excludes overlong forms, surrogates and too large numbers.
bool isSecondByte(std::string_view text, unsigned first)
{
    switch (first) {
    case 0xe0: return isBetween(text, 1, 0xa0, 0xbf);
    case 0xed: return isBetween(text, 1, 0x80, 0x9f);
    case 0xf0: return isBetween(text, 1, 0x90, 0xbf);
    case 0xf4: return isBetween(text, 1, 0x80, 0x8f);
    default: return isBetween(text, 1, 0x80, 0xbf);
    }
}

} // namespace

std::size_t utf8Length(std::string_view text)
{
    if (text.empty()) {
        return 0;
    }
    const auto first = static_cast<unsigned char>(text[0]);
    if (first < 0x80) {
        return 1;
    }
    if (first < 0xc2 || first > 0xf4 || !isSecondByte(text, first)) {
        return 0;
    }
    const std::size_t length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    for (std::size_t i = 2; i < length; ++i) {
        if (!isBetween(text, i, 0x80, 0xbf)) {
            return 0;
        }
    }
    return length;
}

bool isUtf8(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t length = utf8Length(text);
        if (length == 0) {
            return false;
        }
        text.remove_prefix(length);
    }
    return true;
}

} // namespace saccade
