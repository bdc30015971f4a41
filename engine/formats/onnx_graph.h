#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace saccade {

/// What the ONNX writer needs of the format's messages; numbers and names as in
/// https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
enum class OnnxType
{
    Float32 = 1,
    Uint8 = 2,
    Int8 = 3,
    Int32 = 6,
    Int64 = 7
};

/// An initializer: a constant, its elements little-endian in C order.
struct OnnxTensor
{
    std::string name;
    OnnxType type = OnnxType::Float32;
    std::vector<std::int64_t> shape;
    std::vector<std::uint8_t> bytes;
};

struct OnnxAttribute
{
    std::string name;
    std::variant<std::int64_t, float, std::string, std::vector<std::int64_t>> value;
};

struct OnnxNode
{
    std::string operation; ///< op_type
    std::string name;
    std::vector<std::string> inputs;
    std::string output;
    std::vector<OnnxAttribute> attributes;
};

/// What goes in or comes out.
struct OnnxValue
{
    std::string name;
    OnnxType type = OnnxType::Float32;
    std::vector<std::int64_t> shape; ///< 0: any number, named "N"
    std::string denotation;          ///< "IMAGE", or empty
};

struct OnnxGraph
{
    std::string name;
    std::string description;
    std::vector<OnnxNode> nodes;
    std::vector<OnnxTensor> constants;
    OnnxValue input;
    OnnxValue output;
};

/// A whole file.
struct OnnxFile
{
    int irVersion = 8;
    int opset = 13;
    std::string producer;
    std::string producerVersion;
    OnnxGraph graph;
    std::vector<std::pair<std::string, std::string>> metadata;
};

/// A constant of the values' own type: float, int8, uint8, int32 or int64.
template <typename T>
[[nodiscard]] OnnxTensor onnxTensor(std::string name, std::vector<std::int64_t> shape, const std::vector<T>& values);

/// The file's bytes: fields in the order of their numbers, each text as it is (it must be UTF-8). Any thread.
[[nodiscard]] std::vector<std::uint8_t> encodeOnnxFile(const OnnxFile& file);

} // namespace saccade
