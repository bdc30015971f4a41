#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace saccade {

/// Appends the fields of a protobuf message, in the order of the calls. Source of the wire format:
/// https://protobuf.dev/programming-guides/encoding/. Any thread.
class ProtobufWriter final
{
public:
    /// int32, int64, bool or an enumeration.
    void integer(int field, std::int64_t value);
    void number(int field, float value);
    /// string or bytes.
    void text(int field, std::string_view value);
    void bytes(int field, std::span<const std::uint8_t> value);
    /// A message inside this one: the fields that `content()` writes here meanwhile.
    template <typename Content>
    void message(int field, const Content& content)
    {
        const std::size_t begin = open(field);
        content();
        close(begin);
    }

    [[nodiscard]] std::vector<std::uint8_t> take() { return std::move(m_bytes); }

private:
    void varint(std::uint64_t value);
    void tag(int field, unsigned wireType);
    std::size_t open(int field);
    void close(std::size_t begin);

    std::vector<std::uint8_t> m_bytes;
};

} // namespace saccade
