#include "engine/formats/protobuf_writer.h"

#include <array>
#include <bit>

namespace saccade {

namespace {

constexpr unsigned kVarint = 0;
constexpr unsigned kLengthDelimited = 2;
constexpr unsigned kFixed32 = 5;

struct Varint
{
    std::array<std::uint8_t, 10> bytes{};
    std::ptrdiff_t count = 0;
};

Varint varintOf(std::uint64_t value)
{
    Varint varint;
    while (value > 0x7f) {
        varint.bytes[static_cast<std::size_t>(varint.count++)] = static_cast<std::uint8_t>(value | 0x80);
        value >>= 7;
    }
    varint.bytes[static_cast<std::size_t>(varint.count++)] = static_cast<std::uint8_t>(value);
    return varint;
}

} // namespace

void ProtobufWriter::varint(std::uint64_t value)
{
    const Varint varint = varintOf(value);
    m_bytes.insert(m_bytes.end(), varint.bytes.begin(), varint.bytes.begin() + varint.count);
}

void ProtobufWriter::tag(int field, unsigned wireType)
{
    varint(static_cast<std::uint64_t>(field) << 3 | wireType);
}

void ProtobufWriter::integer(int field, std::int64_t value)
{
    tag(field, kVarint);
    varint(static_cast<std::uint64_t>(value));
}

void ProtobufWriter::number(int field, float value)
{
    tag(field, kFixed32);
    const auto bits = std::bit_cast<std::uint32_t>(value);
    for (unsigned shift = 0; shift < 32; shift += 8) {
        m_bytes.push_back(static_cast<std::uint8_t>(bits >> shift));
    }
}

void ProtobufWriter::text(int field, std::string_view value)
{
    bytes(field, {reinterpret_cast<const std::uint8_t*>(value.data()), value.size()});
}

void ProtobufWriter::bytes(int field, std::span<const std::uint8_t> value)
{
    tag(field, kLengthDelimited);
    varint(value.size());
    m_bytes.insert(m_bytes.end(), value.begin(), value.end());
}

std::size_t ProtobufWriter::open(int field)
{
    tag(field, kLengthDelimited);
    return m_bytes.size();
}

/// The length is known only now. Its shortest form has no room kept for it, so what follows moves.
void ProtobufWriter::close(std::size_t begin)
{
    const Varint length = varintOf(m_bytes.size() - begin);
    m_bytes.insert(m_bytes.begin() + static_cast<std::ptrdiff_t>(begin), length.bytes.begin(),
                   length.bytes.begin() + length.count);
}

} // namespace saccade
