#include <ATen/ops/convolution_backward.h>
#include <ATen/ops/empty.h>
#include <algorithm>

#include "engine/base/random.h"
#include "engine/torchnet/fused_norm.h"
#include "engine/torchnet/torch_thread.h"
#include "engine/torchnet/weight_gradient.h"
#include "tests/torchnet/torch_passes.h"

namespace passes {
namespace {

using namespace saccade;

/// Normal numbers that bf16 holds exactly, so that both types start from the same.
at::Tensor randomTensor(at::IntArrayRef shape, std::uint64_t name)
{
    RandomStream random(name, "kernels");
    at::Tensor tensor = at::empty(shape, at::TensorOptions(at::kFloat));
    float* values = tensor.mutable_data_ptr<float>();
    std::generate(values, values + tensor.numel(), [&] { return static_cast<float>(random.normal()); });
    const at::Tensor rounded = tensor.to(at::kBFloat16).to(at::kFloat);
    return shape.size() == 4 ? rounded.contiguous(at::MemoryFormat::ChannelsLast) : rounded;
}

double difference(const at::Tensor& actual, const at::Tensor& expected)
{
    const at::Tensor exact = expected.to(at::kFloat);
    return actual.to(at::kFloat).sub(exact).abs().max().item<double>() / exact.abs().max().item<double>();
}

at::Tensor libraryGradient(const Conv2dLayer& layer, const at::Tensor& input, const at::Tensor& gradient)
{
    const at::Tensor weight = at::empty({layer.outChannels, input.size(1), layer.kernel, layer.kernel}, input.options(),
                                        at::MemoryFormat::ChannelsLast);
    return std::get<1>(at::convolution_backward(gradient, input, weight, std::nullopt, {1, 1},
                                                {layer.padding, layer.padding}, {1, 1}, false, {0, 0}, 1,
                                                {false, true, false}));
}

NodeTensors normTensors(const BatchNormLayer& layer, int channels)
{
    NodeTensors tensors;
    tensors.weight = layer.hasWeight ? randomTensor({channels}, 11) : at::Tensor();
    tensors.bias = randomTensor({channels}, 12);
    tensors.runningMean = randomTensor({channels}, 13);
    tensors.runningVariance = randomTensor({channels}, 14).abs();
    return tensors;
}

NodeTensors copyOf(const NodeTensors& tensors)
{
    NodeTensors copy = tensors;
    copy.runningMean = tensors.runningMean.clone();
    copy.runningVariance = tensors.runningVariance.clone();
    return copy;
}

struct ChainResult
{
    at::Tensor output;
    NodeGradients gradients;
    NodeTensors tensors;
};

ChainResult runPlain(const std::vector<Layer>& layers, at::Tensor value, const at::Tensor& gradient,
                     const NodeTensors& tensors)
{
    ChainResult result{{}, {}, copyOf(tensors)};
    std::vector<NodeMemory> memories;
    for (const Layer& layer : layers) {
        NodeMemory memory;
        memory.inputs = {value};
        runForward(layer, {result.tensors, true, {}, 0}, memory);
        value = memory.output;
        memories.push_back(memory);
    }
    result.output = value;
    at::Tensor arriving = gradient;
    for (std::size_t i = layers.size(); i-- > 0;) {
        const bool isNorm = std::holds_alternative<BatchNormLayer>(layers[i]);
        const NodeGradients step =
            runBackward(layers[i], result.tensors, memories[i], arriving, {true, isNorm, isNorm});
        arriving = step.input;
        if (isNorm) {
            result.gradients = step;
        }
    }
    result.gradients.input = arriving;
    return result;
}

/// The chain as the executor finds it in a graph of these layers.
NormChain chainOf(const std::vector<Layer>& layers)
{
    LayerGraph graph;
    graph.nodes.push_back({"input", InputLayer{}, {}});
    for (const Layer& layer : layers) {
        const auto index = static_cast<int>(graph.nodes.size());
        graph.nodes.push_back({"node" + std::to_string(index), layer, {index - 1}});
    }
    return findNormChains(graph).at(0);
}

} // namespace

GradientErrors weightGradientErrors(const Conv2dLayer& layer, int channels, int height, int width, int images)
{
    const TorchThread engineThread;
    const int outHeight = height + 2 * layer.padding - layer.kernel + 1;
    const int outWidth = width + 2 * layer.padding - layer.kernel + 1;
    const at::Tensor input = randomTensor({images, channels, height, width}, 1);
    const at::Tensor gradient = randomTensor({images, layer.outChannels, outHeight, outWidth}, 2);
    const at::Tensor exact = libraryGradient(layer, input, gradient);
    const at::Tensor half = input.to(at::kBFloat16);
    const at::Tensor halfGradient = gradient.to(at::kBFloat16);
    return {difference(computeWeightGradient(layer, half, halfGradient), exact),
            difference(libraryGradient(layer, half, halfGradient), exact)};
}

std::vector<double> chainDifferences(const std::vector<Layer>& layers, int channels, int height, int width, int images,
                                     bool isBf16)
{
    const TorchThread engineThread;
    const NormChain chain = chainOf(layers);
    const at::Tensor input = randomTensor({images, channels, height, width}, 3);
    const int side = chain.hasPool ? 2 : 1;
    const at::Tensor gradient = randomTensor({images, channels, height / side, width / side}, 4);
    const NodeTensors tensors = normTensors(chain.layer, channels);
    const ChainResult expected = runPlain(layers, input, gradient, tensors);

    const at::ScalarType type = isBf16 ? at::kBFloat16 : at::kFloat;
    ChainResult actual{{}, {}, copyOf(tensors)};
    NodeMemory memory;
    memory.inputs = {input.to(type)};
    runForward(chain, {actual.tensors, true, {}, 0}, memory);
    actual.gradients = runBackward(chain, actual.tensors, memory, gradient.to(type), {true, true, true});
    std::vector<double> differences{difference(memory.output, expected.output),
                                    difference(actual.gradients.input, expected.gradients.input),
                                    difference(actual.gradients.bias, expected.gradients.bias),
                                    difference(actual.tensors.runningMean, expected.tensors.runningMean),
                                    difference(actual.tensors.runningVariance, expected.tensors.runningVariance)};
    if (chain.layer.hasWeight) {
        differences.push_back(difference(actual.gradients.weight, expected.gradients.weight));
    }
    return differences;
}

} // namespace passes
