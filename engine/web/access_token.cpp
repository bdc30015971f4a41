#include "engine/web/access_token.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <sys/random.h>
#include <system_error>

namespace saccade {

namespace {

constexpr std::size_t kShortest = 16;
constexpr std::size_t kLongest = 256;
constexpr std::string_view kHexDigits = "0123456789abcdef";

bool isTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._~+/=").find(c) != std::string_view::npos;
}

} // namespace

Result<std::string> makeAccessToken()
{
    std::array<std::uint8_t, 16> bytes{};
    ssize_t got = 0;
    do {
        got = ::getrandom(bytes.data(), bytes.size(), 0);
    } while (got < 0 && errno == EINTR);
    if (got != static_cast<ssize_t>(bytes.size())) {
        return Error{ErrorCode::Internal, "random numbers: " + std::generic_category().message(errno), {}};
    }
    std::string token;
    for (const std::uint8_t byte : bytes) {
        token += kHexDigits[byte >> 4];
        token += kHexDigits[byte & 0xf];
    }
    return token;
}

bool isAccessToken(std::string_view text)
{
    return text.size() >= kShortest && text.size() <= kLongest &&
           std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool isSameToken(std::string_view given, std::string_view token)
{
    if (given.size() != token.size()) {
        return false;
    }
    volatile unsigned char difference = 0; // volatile: no early end for the compiler to find
    for (std::size_t i = 0; i < token.size(); ++i) {
        difference = static_cast<unsigned char>(difference | (given[i] ^ token[i]));
    }
    return difference == 0;
}

} // namespace saccade
