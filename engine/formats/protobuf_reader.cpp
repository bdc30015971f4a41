#include "engine/formats/protobuf_reader.h"

namespace saccade {

namespace {

/// A field of two bytes becomes a value of forty: what is read must not grow without end.
constexpr std::size_t kMostFields = 1'000'000;
constexpr std::uint64_t kHighestFieldNumber = (std::uint64_t{1} << 29) - 1;

Error invalid(const char* rule)
{
    return {ErrorCode::FormatInvalid, rule, {}};
}

/// The bytes that are left of a message.
struct Rest
{
    std::span<const std::uint8_t> bytes;

    Result<std::uint64_t> varint()
    {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 70; shift += 7) {
            if (bytes.empty()) {
                return invalid("a number is cut off");
            }
            const std::uint64_t seven = bytes.front() & 0x7f;
            const bool isLast = bytes.front() < 0x80;
            bytes = bytes.subspan(1);
            if (shift == 63 && seven > 1) {
                break;
            }
            value |= seven << shift;
            if (isLast) {
                return value;
            }
        }
        return invalid("a number beyond 64 bits");
    }

    Result<std::uint64_t> fixed(std::size_t size)
    {
        if (bytes.size() < size) {
            return invalid("a number is cut off");
        }
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            value |= std::uint64_t{bytes[i]} << (8 * i);
        }
        bytes = bytes.subspan(size);
        return value;
    }

    Result<std::span<const std::uint8_t>> part()
    {
        const Result<std::uint64_t> length = varint();
        if (!length) {
            return length.error();
        }
        if (*length > bytes.size()) {
            return invalid("a field is longer than its message");
        }
        const std::span<const std::uint8_t> taken = bytes.first(*length);
        bytes = bytes.subspan(*length);
        return taken;
    }
};

Result<void> readValue(Rest& rest, unsigned wireType, ProtobufField& field)
{
    if (wireType == 2) {
        const Result<std::span<const std::uint8_t>> part = rest.part();
        field.isBytes = true;
        field.bytes = part ? *part : std::span<const std::uint8_t>();
        return part ? Result<void>() : Result<void>(part.error());
    }
    if (wireType != 0 && wireType != 1 && wireType != 5) {
        return invalid("a field of an unknown kind");
    }
    const Result<std::uint64_t> value = wireType == 0 ? rest.varint() : rest.fixed(wireType == 1 ? 8 : 4);
    field.integer = value ? *value : 0;
    return value ? Result<void>() : Result<void>(value.error());
}

} // namespace

Result<std::vector<ProtobufField>> readProtobuf(std::span<const std::uint8_t> message)
{
    std::vector<ProtobufField> fields;
    Rest rest{message};
    while (!rest.bytes.empty()) {
        const Result<std::uint64_t> tag = rest.varint();
        if (!tag) {
            return tag.error();
        }
        const std::uint64_t number = *tag >> 3;
        if (number == 0 || number > kHighestFieldNumber) {
            return invalid("a field without a number");
        }
        ProtobufField field;
        field.number = static_cast<int>(number);
        if (const Result<void> read = readValue(rest, static_cast<unsigned>(*tag & 7), field); !read) {
            return read.error();
        }
        if (fields.size() == kMostFields) {
            return invalid("too many fields");
        }
        fields.push_back(field);
    }
    return fields;
}

} // namespace saccade
