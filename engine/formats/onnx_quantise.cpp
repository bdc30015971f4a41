#include "engine/formats/onnx_quantise.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

namespace saccade {

namespace {

constexpr double kLargestBias = 1 << 30; // of an int32 that products are added to

std::vector<float> floatsOf(const OnnxTensor& tensor)
{
    std::vector<float> values(tensor.bytes.size() / sizeof(float));
    if (!values.empty()) {
        std::memcpy(values.data(), tensor.bytes.data(), tensor.bytes.size());
    }
    return values;
}

/// Nearest whole number, halves to even, as QuantizeLinear rounds.
template <typename Integer>
Integer rounded(double value, double low, double high)
{
    return static_cast<Integer>(std::clamp(std::nearbyint(value), low, high));
}

/// What is too small to divide by belongs to numbers that might as well be 0.
float usable(double scale)
{
    const auto narrow = static_cast<float>(scale);
    return std::isnormal(narrow) ? narrow : 1.0F;
}

/// Goes through a graph once and builds the nodes and constants of the new one.
class Quantiser final
{
public:
    Quantiser(const OnnxGraph& graph, const std::map<std::string, ByteScale>& scales, int limit)
        : m_graph(graph), m_scales(scales), m_limit(limit)
    {
        for (const OnnxTensor& tensor : graph.constants) {
            m_constants[tensor.name] = &tensor;
        }
    }

    void run()
    {
        for (const OnnxNode& node : m_graph.nodes) {
            addNode(node);
        }
        for (const OnnxTensor& tensor : m_graph.constants) {
            if (m_constants.contains(tensor.name)) {
                m_newConstants.push_back(tensor);
            }
        }
    }
    void giveTo(OnnxGraph& graph)
    {
        graph.nodes = std::move(m_nodes);
        graph.constants = std::move(m_newConstants);
    }

private:
    void addNode(OnnxNode node)
    {
        const bool hasWeights = node.operation == "Conv" || node.operation == "Gemm";
        const auto scale = m_scales.find(node.inputs.front());
        if (hasWeights && scale != m_scales.end()) {
            quantiseWeights(node, scale->second.scale);
        }
        for (std::string& input : node.inputs) {
            if (m_scales.contains(input)) {
                input += "/dequantised";
            }
        }
        const std::string output = node.output;
        m_nodes.push_back(std::move(node));
        if (const auto behind = m_scales.find(output); behind != m_scales.end()) {
            addPair(output, behind->second);
        }
    }

    void addPair(const std::string& value, const ByteScale& scale)
    {
        const std::string scaleName = constant(value + "/scale", {}, std::vector<float>{scale.scale});
        const std::string zeroName = constant(value + "/zero", {}, std::vector<std::uint8_t>{scale.zero});
        const std::string bytes = value + "/quantised";
        const std::string numbers = value + "/dequantised";
        m_nodes.push_back({"QuantizeLinear", bytes, {value, scaleName, zeroName}, bytes, {}});
        m_nodes.push_back({"DequantizeLinear", numbers, {bytes, scaleName, zeroName}, numbers, {}});
    }

    /// The scale of a channel's weights: its largest becomes the limit, and its bias still fits.
    std::vector<float> scalesOf(const std::vector<float>& weights, const std::vector<float>& bias, std::size_t channels,
                                double inputScale) const
    {
        std::vector<float> scales;
        const std::size_t perChannel = weights.size() / channels;
        for (std::size_t c = 0; c < channels; ++c) {
            double largest = 0;
            for (std::size_t i = c * perChannel; i < (c + 1) * perChannel; ++i) {
                largest = std::max(largest, std::abs(double{weights[i]}));
            }
            double scale = largest / m_limit;
            if (!bias.empty()) {
                scale = std::max(scale, std::abs(double{bias[c]}) / (inputScale * kLargestBias));
            }
            scales.push_back(usable(scale));
        }
        return scales;
    }

    void quantiseWeights(OnnxNode& node, float inputScale)
    {
        const OnnxTensor& tensor = *m_constants.at(node.inputs[1]);
        const std::vector<float> weights = floatsOf(tensor);
        const bool hasBias = node.inputs.size() > 2;
        const std::vector<float> bias = hasBias ? floatsOf(*m_constants.at(node.inputs[2])) : std::vector<float>();
        const auto channels = static_cast<std::size_t>(tensor.shape.front());
        std::vector<float> scales = scalesOf(weights, bias, channels, inputScale);
        std::vector<std::int8_t> small(weights.size());
        for (std::size_t i = 0; i < weights.size(); ++i) {
            const double scale = scales[i / (weights.size() / channels)];
            small[i] = rounded<std::int8_t>(weights[i] / scale, -m_limit, m_limit);
        }
        node.inputs[1] = addDequantised(tensor.name, tensor.shape, small, scales);
        if (!hasBias) {
            return;
        }
        std::vector<std::int32_t> large(channels);
        for (std::size_t c = 0; c < channels; ++c) {
            scales[c] = usable(double{scales[c]} * inputScale);
            large[c] =
                rounded<std::int32_t>(double{bias[c]} / double{scales[c]}, -kLargestBias * 2 + 1, kLargestBias * 2 - 1);
        }
        node.inputs[2] = addDequantised(node.inputs[2], {tensor.shape.front()}, large, scales);
    }

    /// Constants of whole numbers, and the node that makes floats of them, channel by channel.
    template <typename Integer>
    std::string addDequantised(const std::string& name, const std::vector<std::int64_t>& shape,
                               const std::vector<Integer>& values, const std::vector<float>& scales)
    {
        m_constants.erase(name);
        const std::vector<std::int64_t> channels{shape.front()};
        std::string numbers = name + "/dequantised";
        const std::string small = constant(name + "/quantised", shape, values);
        const std::string scaleName = constant(name + "/scale", channels, scales);
        const std::string zeroName = constant(name + "/zero", channels, std::vector<Integer>(scales.size(), 0));
        m_nodes.push_back(
            {"DequantizeLinear", numbers, {small, scaleName, zeroName}, numbers, {{"axis", std::int64_t{0}}}});
        return numbers;
    }

    template <typename T>
    std::string constant(const std::string& name, std::vector<std::int64_t> shape, const std::vector<T>& values)
    {
        m_newConstants.push_back(onnxTensor(name, std::move(shape), values));
        return name;
    }

    const OnnxGraph& m_graph;
    const std::map<std::string, ByteScale>& m_scales;
    const int m_limit;
    std::map<std::string, const OnnxTensor*> m_constants; ///< those that stay as they are
    std::vector<OnnxNode> m_nodes;
    std::vector<OnnxTensor> m_newConstants;
};

} // namespace

ByteScale byteScaleOf(ValueRange range)
{
    const double low = std::min(0.0, double{range.low});
    const double high = std::max(0.0, double{range.high});
    const auto scale = static_cast<float>((high - low) / 255);
    if (!std::isnormal(scale)) {
        return {};
    }
    return {scale, rounded<std::uint8_t>(-low / scale, 0, 255)};
}

void quantise(OnnxGraph& graph, const std::map<std::string, ByteScale>& scales, int limit)
{
    Quantiser quantiser(graph, scales, limit);
    quantiser.run();
    quantiser.giveTo(graph);
}

} // namespace saccade
