#include "engine/formats/onnx_graph.h"

#include <bit>
#include <cstring>

#include "engine/formats/protobuf_writer.h"

namespace saccade {

namespace {

static_assert(std::endian::native == std::endian::little, "the format is little-endian; so is all we build for");

/// AttributeProto.AttributeType.
constexpr int kFloat = 1;
constexpr int kInt = 2;
constexpr int kString = 3;
constexpr int kInts = 7;

void writeAttribute(ProtobufWriter& writer, const OnnxAttribute& attribute)
{
    writer.text(1, attribute.name);
    int type = kInts;
    if (const auto* number = std::get_if<float>(&attribute.value)) {
        writer.number(2, *number);
        type = kFloat;
    } else if (const auto* integer = std::get_if<std::int64_t>(&attribute.value)) {
        writer.integer(3, *integer);
        type = kInt;
    } else if (const auto* text = std::get_if<std::string>(&attribute.value)) {
        writer.text(4, *text);
        type = kString;
    } else {
        for (const std::int64_t value : std::get<std::vector<std::int64_t>>(attribute.value)) {
            writer.integer(8, value);
        }
    }
    writer.integer(20, type);
}

void writeNode(ProtobufWriter& writer, const OnnxNode& node)
{
    for (const std::string& input : node.inputs) {
        writer.text(1, input);
    }
    writer.text(2, node.output);
    writer.text(3, node.name);
    writer.text(4, node.operation);
    for (const OnnxAttribute& attribute : node.attributes) {
        writer.message(5, [&] { writeAttribute(writer, attribute); });
    }
}

void writeTensor(ProtobufWriter& writer, const OnnxTensor& tensor)
{
    for (const std::int64_t side : tensor.shape) {
        writer.integer(1, side);
    }
    writer.integer(2, static_cast<int>(tensor.type));
    writer.text(8, tensor.name);
    writer.bytes(9, tensor.bytes);
}

void writeDimension(ProtobufWriter& writer, std::int64_t side)
{
    if (side > 0) {
        writer.integer(1, side);
    } else {
        writer.text(2, "N");
    }
}

void writeType(ProtobufWriter& writer, const OnnxValue& value)
{
    writer.message(1, [&] {
        writer.integer(1, static_cast<int>(value.type));
        writer.message(2, [&] {
            for (const std::int64_t side : value.shape) {
                writer.message(1, [&] { writeDimension(writer, side); });
            }
        });
    });
    if (!value.denotation.empty()) {
        writer.text(6, value.denotation);
    }
}

void writeValue(ProtobufWriter& writer, const OnnxValue& value)
{
    writer.text(1, value.name);
    writer.message(2, [&] { writeType(writer, value); });
}

void writeGraph(ProtobufWriter& writer, const OnnxGraph& graph)
{
    for (const OnnxNode& node : graph.nodes) {
        writer.message(1, [&] { writeNode(writer, node); });
    }
    writer.text(2, graph.name);
    for (const OnnxTensor& tensor : graph.constants) {
        writer.message(5, [&] { writeTensor(writer, tensor); });
    }
    writer.text(10, graph.description);
    writer.message(11, [&] { writeValue(writer, graph.input); });
    writer.message(12, [&] { writeValue(writer, graph.output); });
}

template <typename T>
constexpr OnnxType kTypeOf = OnnxType::Float32;
template <>
constexpr OnnxType kTypeOf<std::uint8_t> = OnnxType::Uint8;
template <>
constexpr OnnxType kTypeOf<std::int8_t> = OnnxType::Int8;
template <>
constexpr OnnxType kTypeOf<std::int32_t> = OnnxType::Int32;
template <>
constexpr OnnxType kTypeOf<std::int64_t> = OnnxType::Int64;

} // namespace

template <typename T>
OnnxTensor onnxTensor(std::string name, std::vector<std::int64_t> shape, const std::vector<T>& values)
{
    OnnxTensor tensor{std::move(name), kTypeOf<T>, std::move(shape),
                      std::vector<std::uint8_t>(values.size() * sizeof(T))};
    if (!values.empty()) {
        std::memcpy(tensor.bytes.data(), values.data(), tensor.bytes.size());
    }
    return tensor;
}

template OnnxTensor onnxTensor(std::string, std::vector<std::int64_t>, const std::vector<float>&);
template OnnxTensor onnxTensor(std::string, std::vector<std::int64_t>, const std::vector<std::uint8_t>&);
template OnnxTensor onnxTensor(std::string, std::vector<std::int64_t>, const std::vector<std::int8_t>&);
template OnnxTensor onnxTensor(std::string, std::vector<std::int64_t>, const std::vector<std::int32_t>&);
template OnnxTensor onnxTensor(std::string, std::vector<std::int64_t>, const std::vector<std::int64_t>&);

std::vector<std::uint8_t> encodeOnnxFile(const OnnxFile& file)
{
    ProtobufWriter writer;
    writer.integer(1, file.irVersion);
    writer.text(2, file.producer);
    writer.text(3, file.producerVersion);
    writer.message(7, [&] { writeGraph(writer, file.graph); });
    writer.message(8, [&] {
        writer.text(1, "");
        writer.integer(2, file.opset);
    });
    for (const auto& [key, value] : file.metadata) {
        writer.message(14, [&, &key = key, &value = value] {
            writer.text(1, key);
            writer.text(2, value);
        });
    }
    return writer.take();
}

} // namespace saccade
