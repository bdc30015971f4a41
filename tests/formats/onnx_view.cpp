#include "tests/formats/onnx_view.h"

#include <algorithm>
#include <cstring>

#include "engine/formats/protobuf_reader.h"

using namespace saccade;

namespace {

using Fields = std::vector<ProtobufField>;

Fields fieldsOf(std::span<const std::uint8_t> bytes)
{
    return readProtobuf(bytes).value();
}

Fields inside(const Fields& fields, int number)
{
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const ProtobufField& field) { return field.number == number; });
    return found == fields.end() ? Fields() : fieldsOf(found->bytes);
}

void addAttribute(OnnxView::Node& node, const Fields& fields)
{
    std::string name;
    for (const ProtobufField& field : fields) {
        if (field.number == 1) {
            name = field.text();
        } else if (field.number == 3 || field.number == 8) {
            node.integers[name].push_back(static_cast<std::int64_t>(field.integer));
        }
    }
}

OnnxView::Node nodeOf(const Fields& fields)
{
    OnnxView::Node node;
    for (const ProtobufField& field : fields) {
        switch (field.number) {
        case 1: node.inputs.push_back(field.text()); break;
        case 2: node.output = field.text(); break;
        case 3: node.name = field.text(); break;
        case 4: node.operation = field.text(); break;
        case 5: addAttribute(node, fieldsOf(field.bytes)); break;
        default: break;
        }
    }
    return node;
}

void addConstant(OnnxView& view, const Fields& fields)
{
    OnnxView::Constant constant;
    std::string name;
    for (const ProtobufField& field : fields) {
        switch (field.number) {
        case 1: constant.shape.push_back(static_cast<std::int64_t>(field.integer)); break;
        case 2: constant.type = static_cast<std::int64_t>(field.integer); break;
        case 8: name = field.text(); break;
        case 9: constant.bytes.assign(field.bytes.begin(), field.bytes.end()); break;
        default: break;
        }
    }
    view.constants[name] = std::move(constant);
}

void readInput(OnnxView& view, const Fields& value)
{
    const Fields type = inside(value, 2);
    for (const ProtobufField& field : type) {
        view.inputDenotation = field.number == 6 ? field.text() : view.inputDenotation;
    }
    for (const ProtobufField& dimension : inside(inside(type, 1), 2)) {
        const Fields side = fieldsOf(dimension.bytes);
        view.inputShape.push_back(side.front().isBytes ? 0 : static_cast<std::int64_t>(side.front().integer));
    }
}

void readGraph(OnnxView& view, const Fields& graph)
{
    for (const ProtobufField& field : graph) {
        switch (field.number) {
        case 1: view.nodes.push_back(nodeOf(fieldsOf(field.bytes))); break;
        case 5: addConstant(view, fieldsOf(field.bytes)); break;
        case 11: readInput(view, fieldsOf(field.bytes)); break;
        default: break;
        }
    }
}

} // namespace

OnnxView viewOnnx(const std::vector<std::uint8_t>& bytes)
{
    OnnxView view;
    for (const ProtobufField& field : fieldsOf(bytes)) {
        switch (field.number) {
        case 1: view.irVersion = static_cast<std::int64_t>(field.integer); break;
        case 2: view.producer = field.text(); break;
        case 7: readGraph(view, fieldsOf(field.bytes)); break;
        case 8: view.opset = static_cast<std::int64_t>(fieldsOf(field.bytes).back().integer); break;
        case 14: {
            const Fields entry = fieldsOf(field.bytes);
            view.metadata[entry.front().text()] = entry.back().text();
            break;
        }
        default: break;
        }
    }
    return view;
}

std::vector<std::string> OnnxView::operations() const
{
    std::vector<std::string> names;
    for (const Node& node : nodes) {
        names.push_back(node.operation);
    }
    return names;
}

std::size_t OnnxView::count(const std::string& operation) const
{
    const std::vector<std::string> names = operations();
    return static_cast<std::size_t>(std::count(names.begin(), names.end(), operation));
}

const OnnxView::Node& OnnxView::giving(const std::string& output) const
{
    return *std::find_if(nodes.begin(), nodes.end(), [&](const Node& node) { return node.output == output; });
}

std::vector<float> OnnxView::floats(const std::string& constant) const
{
    const std::vector<std::uint8_t>& bytes = constants.at(constant).bytes;
    std::vector<float> values(bytes.size() / sizeof(float));
    std::memcpy(values.data(), bytes.data(), values.size() * sizeof(float));
    return values;
}
