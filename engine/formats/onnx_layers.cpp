#include "engine/formats/onnx_layers.h"

#include <numbers>

#include "engine/network/graph_summary.h"

namespace saccade {

namespace {

using Names = std::vector<std::string>;
using Attributes = std::vector<OnnxAttribute>;
using Integers = std::vector<std::int64_t>;

Integers bothSides(std::int64_t value)
{
    return {value, value};
}

/// Top, left, bottom, right.
Integers allSides(std::int64_t value)
{
    return {value, value, value, value};
}

/// Builds the graph node by node; a function object, so that every kind of layer has its own overload.
class OnnxLowering final
{
public:
    OnnxLowering(const PortableModel& model, const OnnxOptions& options) : m_model(model), m_options(options) {}

    OnnxNetwork take()
    {
        for (const Node& node : m_model.network.nodes) {
            m_node = &node;
            std::string value = std::visit(*this, node.layer);
            m_network.values.push_back(std::move(value));
        }
        m_network.graph.nodes.push_back(
            {"Softmax", "softmax", {m_network.values.back()}, kOnnxOutputName, {{"axis", std::int64_t{1}}}});
        return std::move(m_network);
    }

    std::string operator()(const InputLayer& layer)
    {
        const std::int64_t channels = layer.size.channels;
        std::vector<float> mean;
        std::vector<float> deviation;
        for (std::size_t i = 0; i < static_cast<std::size_t>(channels); ++i) {
            mean.push_back(static_cast<float>(layer.normalisation.mean[i] * 255));
            deviation.push_back(static_cast<float>(layer.normalisation.deviation[i] * 255));
        }
        const std::string planes = planesOf(layer.size);
        const std::string centred = step("Sub", "centred", {planes, constant("mean", {1, channels, 1, 1}, mean)});
        return last("Div", {centred, constant("deviation", {1, channels, 1, 1}, deviation)});
    }
    std::string operator()(const Conv2dLayer& layer)
    {
        return last("Conv", weightsBehind(layer.hasBias),
                    {{"dilations", bothSides(1)},
                     {"group", std::int64_t{layer.groups}},
                     {"kernel_shape", bothSides(layer.kernel)},
                     {"pads", allSides(layer.padding)},
                     {"strides", bothSides(layer.stride)}});
    }
    std::string operator()(const BatchNormLayer& layer)
    {
        const std::size_t channels = m_model.tensors.at(m_node->name + ".bias").values.size();
        const std::string weight = layer.hasWeight ? parameter(".weight")
                                                   : constant("weight", {static_cast<std::int64_t>(channels)},
                                                              std::vector<float>(channels, 1.0F));
        return last("BatchNormalization",
                    {input(), weight, parameter(".bias"), parameter(".running_mean"), parameter(".running_var")},
                    {{"epsilon", static_cast<float>(layer.epsilon)}});
    }
    std::string operator()(const ActivationLayer& layer)
    {
        switch (layer.function) {
        case Activation::Relu: return last("Relu", {input()});
        case Activation::Gelu: return gelu();
        case Activation::Silu: break;
        }
        return last("Mul", {input(), step("Sigmoid", "sigmoid", {input()})});
    }
    std::string operator()(const PoolLayer& layer)
    {
        const Attributes window{{"kernel_shape", bothSides(layer.kernel)},
                                {"pads", allSides(layer.kind == Pooling::Maximum ? layer.padding : 0)},
                                {"strides", bothSides(layer.stride)}};
        return layer.kind == Pooling::Maximum ? last("MaxPool", {input()}, window)
                                              : last("AveragePool", {padded(layer.padding)}, window);
    }
    std::string operator()(const GlobalPoolLayer& layer)
    {
        const char* operation = layer.kind == Pooling::Maximum ? "GlobalMaxPool" : "GlobalAveragePool";
        return last("Flatten", {step(operation, "pooled", {input()})}, {{"axis", std::int64_t{1}}});
    }
    std::string operator()(const FlattenLayer&) { return last("Flatten", {input()}, {{"axis", std::int64_t{1}}}); }
    std::string operator()(const LinearLayer& layer)
    {
        return last("Gemm", weightsBehind(layer.hasBias), {{"transB", std::int64_t{1}}});
    }
    std::string operator()(const DropoutLayer&) { return input(); }
    std::string operator()(const AddLayer&)
    {
        std::string sum = input();
        for (std::size_t i = 1; i + 1 < m_node->inputs.size(); ++i) {
            sum = step("Add", "sum" + std::to_string(i), {sum, input(i)});
        }
        return last("Add", {sum, input(m_node->inputs.size() - 1)});
    }
    std::string operator()(const ScaleLayer& layer)
    {
        return last("Mul", {input(), scalar("factor", static_cast<float>(layer.factor))});
    }

private:
    /// One of several operations of the node.
    std::string step(const std::string& operation, const std::string& what, Names inputs, Attributes attributes = {})
    {
        std::string output = m_node->name + "/" + what;
        m_network.graph.nodes.push_back({operation, output, std::move(inputs), output, std::move(attributes)});
        return output;
    }
    /// The operation that gives the node's output, and has its name.
    std::string last(const std::string& operation, Names inputs, Attributes attributes = {})
    {
        std::string output = m_node->name + "/output";
        m_network.graph.nodes.push_back({operation, m_node->name, std::move(inputs), output, std::move(attributes)});
        return output;
    }
    std::string input(std::size_t index = 0) const
    {
        return m_network.values[static_cast<std::size_t>(m_node->inputs[index])];
    }

    template <typename T>
    std::string constant(const std::string& what, Integers shape, const std::vector<T>& values)
    {
        std::string name = m_node->name + "/" + what;
        m_network.graph.constants.push_back(onnxTensor(name, std::move(shape), values));
        return name;
    }
    std::string scalar(const std::string& what, float value) { return constant(what, {1}, std::vector<float>{value}); }
    std::string parameter(const char* suffix)
    {
        std::string name = m_node->name + suffix;
        const HostTensor& tensor = m_model.tensors.at(name);
        m_network.graph.constants.push_back(onnxTensor(name, tensor.shape, tensor.values));
        return name;
    }
    Names weightsBehind(bool hasBias)
    {
        Names inputs{input(), parameter(".weight")};
        if (hasBias) {
            inputs.push_back(parameter(".bias"));
        }
        return inputs;
    }

    /// The graph's own input and output, and the pixels as float planes.
    std::string planesOf(const ImageSize& size)
    {
        const std::int64_t batch = m_options.hasFixedBatch ? 1 : 0;
        OnnxGraph& graph = m_network.graph;
        graph.output = {
            kOnnxOutputName, OnnxType::Float32, {batch, static_cast<std::int64_t>(m_model.classNames.size())}, {}};
        if (m_options.input == OnnxInput::FloatPlanes) {
            graph.input = {kOnnxInputName, OnnxType::Float32, {batch, size.channels, size.height, size.width}, "IMAGE"};
            return kOnnxInputName;
        }
        graph.input = {kOnnxInputName, OnnxType::Uint8, {batch, size.height, size.width, size.channels}, "IMAGE"};
        const std::string numbers =
            step("Cast", "numbers", {kOnnxInputName}, {{"to", std::int64_t{static_cast<int>(OnnxType::Float32)}}});
        return step("Transpose", "planes", {numbers}, {{"perm", Integers{0, 3, 1, 2}}});
    }

    /// x/2 (1 + erf(x/sqrt(2))), in the order that runtimes know as one operation.
    std::string gelu()
    {
        if (m_options.profile == OnnxProfile::Modern) {
            return last("Gelu", {input()}, {{"approximate", std::string("none")}});
        }
        const std::string root = scalar("root_two", std::numbers::sqrt2_v<float>);
        const std::string error = step("Erf", "erf", {step("Div", "scaled", {input(), root})});
        const std::string shifted = step("Add", "shifted", {error, scalar("one", 1)});
        return last("Mul", {step("Mul", "product", {input(), shifted}), scalar("half", 0.5F)});
    }

    /// Zeros around the image, for OpenCV DNN leaves what an average pads out of its count.
    std::string padded(std::int64_t padding)
    {
        if (padding == 0) {
            return input();
        }
        const Integers pads{0, 0, padding, padding, 0, 0, padding, padding};
        return step("Pad", "padded", {input(), constant("pads", {8}, pads)});
    }

    const PortableModel& m_model;
    const OnnxOptions& m_options;
    const Node* m_node = nullptr;
    OnnxNetwork m_network;
};

} // namespace

OnnxNetwork onnxNetworkOf(const PortableModel& model, const OnnxOptions& options)
{
    return OnnxLowering(model, options).take();
}

} // namespace saccade
