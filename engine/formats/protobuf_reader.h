#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace saccade {

/// One field of a message: a whole number (varint or fixed), or the bytes of a text, a message or a packed list.
struct ProtobufField
{
    int number = 0;
    bool isBytes = false;
    std::uint64_t integer = 0;
    std::span<const std::uint8_t> bytes; ///< lies in what was read

    [[nodiscard]] std::string text() const { return {bytes.begin(), bytes.end()}; }
};

/// The fields of one message, in their order, nested messages left unread. FormatInvalid for a varint beyond 64 bits, a
/// length beyond the message, field number 0, a group or more than a million fields. Any thread.
[[nodiscard]] Result<std::vector<ProtobufField>> readProtobuf(std::span<const std::uint8_t> message);

} // namespace saccade
