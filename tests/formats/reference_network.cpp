#include "tests/formats/reference_network.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/network/graph_summary.h"

using namespace saccade;

namespace {

using Values = std::vector<double>;

/// Where a window of a channel begins, and what lies outside the image.
struct Window
{
    int kernel;
    int stride;
    int padding;
};

class Reference final
{
public:
    Reference(const LayerGraph& graph, const NamedTensors& tensors, const ImagePlanes& image)
        : m_graph(graph), m_tensors(tensors), m_image(image), m_shapes(summarise(graph).value().nodes)
    {}

    std::vector<Values> run()
    {
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i) {
            m_node = &m_graph.nodes[i];
            m_output = m_shapes[i].output;
            m_input = i == 0 ? m_output : m_shapes[static_cast<std::size_t>(m_node->inputs.front())].output;
            m_outputs.push_back(std::visit(*this, m_node->layer));
        }
        return std::move(m_outputs);
    }

    Values operator()(const InputLayer& layer)
    {
        Values y(m_image.size());
        const std::size_t area = y.size() / static_cast<std::size_t>(layer.size.channels);
        for (std::size_t i = 0; i < y.size(); ++i) {
            y[i] = (m_image[i] / 255.0 - layer.normalisation.mean[i / area]) / layer.normalisation.deviation[i / area];
        }
        return y;
    }
    Values operator()(const Conv2dLayer& layer)
    {
        const int inputs = m_input.channels / layer.groups;
        const int outputs = layer.outChannels / layer.groups;
        const std::vector<float>& weight = tensor(".weight");
        Values y = zeros();
        for (int o = 0; o < layer.outChannels; ++o) {
            const double bias = layer.hasBias ? tensor(".bias")[static_cast<std::size_t>(o)] : 0.0;
            for (int i = 0; i < inputs; ++i) {
                addPlane(y, o, o / outputs * inputs + i, {layer.kernel, layer.stride, layer.padding},
                         &weight[static_cast<std::size_t>((o * inputs + i) * layer.kernel * layer.kernel)]);
            }
            forPlane(y, o, [bias](double& value) { value += bias; });
        }
        return y;
    }
    Values operator()(const BatchNormLayer& layer)
    {
        Values y = x();
        for (int c = 0; c < m_output.channels; ++c) {
            const auto at = static_cast<std::size_t>(c);
            const double weight = layer.hasWeight ? tensor(".weight")[at] : 1.0;
            const double root = std::sqrt(tensor(".running_var")[at] + layer.epsilon);
            const double mean = tensor(".running_mean")[at];
            const double bias = tensor(".bias")[at];
            forPlane(y, c, [&](double& value) { value = (value - mean) / root * weight + bias; });
        }
        return y;
    }
    Values operator()(const ActivationLayer& layer)
    {
        Values y = x();
        for (double& value : y) {
            switch (layer.function) {
            case Activation::Relu: value = std::max(value, 0.0); break;
            case Activation::Gelu: value *= 0.5 * (1 + std::erf(value / std::sqrt(2.0))); break;
            case Activation::Silu: value /= 1 + std::exp(-value); break;
            }
        }
        return y;
    }
    Values operator()(const PoolLayer& layer)
    {
        const std::vector<float> mean(static_cast<std::size_t>(layer.kernel * layer.kernel),
                                      1.0F / static_cast<float>(layer.kernel * layer.kernel));
        Values y = zeros();
        for (int c = 0; c < m_output.channels; ++c) {
            const Window window{layer.kernel, layer.stride, layer.padding};
            if (layer.kind == Pooling::Maximum) {
                forPlane(y, c, [](double& value) { value = -std::numeric_limits<double>::infinity(); });
                slide(
                    c, c, window, [&](double& value, double at, int) { value = std::max(value, at); }, y);
            } else {
                addPlane(y, c, c, window, mean.data());
            }
        }
        return y;
    }
    Values operator()(const GlobalPoolLayer& layer)
    {
        Values y;
        const auto area = static_cast<std::ptrdiff_t>(m_input.height) * m_input.width;
        for (auto plane = x().begin(); plane != x().end(); plane += area) {
            double sum = 0;
            std::for_each(plane, plane + area, [&](double value) { sum += value; });
            y.push_back(layer.kind == Pooling::Maximum ? *std::max_element(plane, plane + area)
                                                       : sum / static_cast<double>(area));
        }
        return y;
    }
    Values operator()(const FlattenLayer&) { return x(); }
    Values operator()(const LinearLayer& layer)
    {
        Values y;
        for (std::size_t o = 0; o < static_cast<std::size_t>(layer.outFeatures); ++o) {
            double sum = layer.hasBias ? tensor(".bias")[o] : 0.0;
            for (std::size_t i = 0; i < x().size(); ++i) {
                sum += x()[i] * tensor(".weight")[o * x().size() + i];
            }
            y.push_back(sum);
        }
        return y;
    }
    Values operator()(const DropoutLayer&) { return x(); }
    Values operator()(const AddLayer&)
    {
        Values y = zeros();
        for (const int input : m_node->inputs) {
            const Values& summand = m_outputs[static_cast<std::size_t>(input)];
            std::transform(y.begin(), y.end(), summand.begin(), y.begin(), std::plus<>());
        }
        return y;
    }
    Values operator()(const ScaleLayer& layer)
    {
        Values y = x();
        std::for_each(y.begin(), y.end(), [&](double& value) { value *= layer.factor; });
        return y;
    }

private:
    [[nodiscard]] const Values& x() const { return m_outputs[static_cast<std::size_t>(m_node->inputs.front())]; }
    [[nodiscard]] const std::vector<float>& tensor(const char* suffix) const
    {
        return m_tensors.at(m_node->name + suffix).values;
    }
    [[nodiscard]] Values zeros() const { return Values(static_cast<std::size_t>(m_output.elements())); }

    template <typename Change>
    void forPlane(Values& y, int channel, const Change& change) const
    {
        const int area = m_output.isFlat() ? 1 : m_output.height * m_output.width;
        std::for_each(y.begin() + channel * area, y.begin() + (channel + 1) * area, change);
    }
    /// For every position of the output and every value of the input in its window.
    template <typename Visit>
    void slide(int outChannel, int inChannel, const Window& window, const Visit& visit, Values& y) const
    {
        for (int row = 0; row < m_output.height; ++row) {
            for (int column = 0; column < m_output.width; ++column) {
                double& value =
                    y[static_cast<std::size_t>((outChannel * m_output.height + row) * m_output.width + column)];
                for (int k = 0; k < window.kernel * window.kernel; ++k) {
                    const int r = row * window.stride - window.padding + k / window.kernel;
                    const int c = column * window.stride - window.padding + k % window.kernel;
                    if (r >= 0 && r < m_input.height && c >= 0 && c < m_input.width) {
                        visit(value,
                              x()[static_cast<std::size_t>((inChannel * m_input.height + r) * m_input.width + c)], k);
                    }
                }
            }
        }
    }
    void addPlane(Values& y, int outChannel, int inChannel, const Window& window, const float* kernel) const
    {
        slide(
            outChannel, inChannel, window, [kernel](double& value, double at, int k) { value += at * kernel[k]; }, y);
    }

    const LayerGraph& m_graph;
    const NamedTensors& m_tensors;
    const ImagePlanes& m_image;
    std::vector<NodeSummary> m_shapes;
    const Node* m_node = nullptr;
    OutputShape m_input;
    OutputShape m_output;
    std::vector<Values> m_outputs;
};

} // namespace

std::vector<std::vector<double>> referenceOutputs(const LayerGraph& graph, const NamedTensors& tensors,
                                                  const ImagePlanes& image)
{
    return Reference(graph, tensors, image).run();
}

std::vector<double> referenceProbabilities(const LayerGraph& graph, const NamedTensors& tensors,
                                           const ImagePlanes& image, double temperature)
{
    std::vector<double> y = referenceOutputs(graph, tensors, image).back();
    const double largest = *std::max_element(y.begin(), y.end());
    double sum = 0;
    for (double& value : y) {
        value = std::exp((value - largest) / temperature);
        sum += value;
    }
    std::for_each(y.begin(), y.end(), [sum](double& value) { value /= sum; });
    return y;
}

NamedRanges referenceRanges(const LayerGraph& graph, const NamedTensors& tensors,
                            const std::vector<ImagePlanes>& images)
{
    NamedRanges ranges;
    for (const ImagePlanes& image : images) {
        const std::vector<Values> outputs = referenceOutputs(graph, tensors, image);
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            const auto [low, high] = std::minmax_element(outputs[i].begin(), outputs[i].end());
            const ValueRange range{static_cast<float>(*low), static_cast<float>(*high)};
            ValueRange& known = ranges.emplace(graph.nodes[i].name, range).first->second;
            known = {std::min(known.low, range.low), std::max(known.high, range.high)};
        }
    }
    return ranges;
}
