#include "engine/formats/onnx_parts.h"

#include "engine/formats/protobuf_reader.h"

namespace saccade {

namespace {

using Bytes = std::span<const std::uint8_t>;
using Fields = std::vector<ProtobufField>;

/// The last field of that number, as protobuf has it; empty without one.
Bytes bytesOf(const Fields& fields, int number)
{
    Bytes bytes;
    for (const ProtobufField& field : fields) {
        bytes = field.number == number && field.isBytes ? field.bytes : bytes;
    }
    return bytes;
}

std::string textOf(const Fields& fields, int number)
{
    const Bytes bytes = bytesOf(fields, number);
    return {bytes.begin(), bytes.end()};
}

Result<OnnxMetadata> readMetadata(const Fields& file)
{
    OnnxMetadata metadata;
    for (const ProtobufField& field : file) {
        if (field.number != 14) {
            continue;
        }
        const Result<Fields> entry = readProtobuf(field.bytes);
        if (!entry) {
            return entry.error();
        }
        metadata.emplace_back(textOf(*entry, 1), textOf(*entry, 2));
    }
    return metadata;
}

/// The numbers of all initializers, by name.
Result<OnnxConstants> readConstants(Bytes graph)
{
    const Result<Fields> fields = readProtobuf(graph);
    if (!fields) {
        return fields.error();
    }
    OnnxConstants constants;
    for (const ProtobufField& field : *fields) {
        if (field.number != 5) {
            continue;
        }
        const Result<Fields> tensor = readProtobuf(field.bytes);
        if (!tensor) {
            return tensor.error();
        }
        constants[textOf(*tensor, 8)] = bytesOf(*tensor, 9);
    }
    return constants;
}

} // namespace

Result<OnnxParts> readOnnxParts(std::span<const std::uint8_t> bytes)
{
    const Result<Fields> file = readProtobuf(bytes);
    if (!file) {
        return file.error();
    }
    if (textOf(*file, 2) != kOnnxProducer) {
        const std::string producer = textOf(*file, 2).substr(0, 100);
        return Error{ErrorCode::FormatInvalid, "not exported by this program, but by \"" + producer + "\"", {}};
    }
    const Result<OnnxMetadata> metadata = readMetadata(*file);
    if (!metadata) {
        return metadata.error();
    }
    Result<OnnxContent> content = contentOf(*metadata);
    if (!content) {
        return content.error();
    }
    content.value().options.producerVersion = textOf(*file, 3);
    Result<OnnxConstants> constants = readConstants(bytesOf(*file, 7));
    if (!constants) {
        return constants.error();
    }
    return OnnxParts{std::move(content).value(), std::move(constants).value()};
}

} // namespace saccade
