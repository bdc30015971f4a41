#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

/// An ONNX file taken apart, for tests that ask what lies in it.
struct OnnxView
{
    struct Node
    {
        std::string operation;
        std::string name;
        std::vector<std::string> inputs;
        std::string output;
        std::map<std::string, std::vector<std::int64_t>> integers; ///< attributes of one or several integers
    };
    struct Constant
    {
        std::int64_t type = 0;
        std::vector<std::int64_t> shape;
        std::vector<std::uint8_t> bytes;
    };

    std::int64_t irVersion = 0;
    std::int64_t opset = 0;
    std::string producer;
    std::string inputDenotation;
    std::vector<std::int64_t> inputShape; ///< 0: any number
    std::vector<Node> nodes;
    std::map<std::string, Constant> constants;
    std::map<std::string, std::string> metadata;

    [[nodiscard]] std::vector<std::string> operations() const;
    [[nodiscard]] std::size_t count(const std::string& operation) const;
    /// The node that gives the value; it must be there.
    [[nodiscard]] const Node& giving(const std::string& output) const;
    [[nodiscard]] std::vector<float> floats(const std::string& constant) const;
};

[[nodiscard]] OnnxView viewOnnx(const std::vector<std::uint8_t>& bytes);
