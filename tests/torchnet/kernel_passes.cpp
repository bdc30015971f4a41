#include <ATen/ops/convolution_backward.h>
#include <ATen/ops/empty.h>
#include <algorithm>

#include "engine/base/random.h"
#include "engine/torchnet/fused_norm.h"
#include "engine/torchnet/point_functions.h"
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

/// What both ways of running a chain begin with.
struct ChainStart
{
    at::Tensor input;
    at::Tensor other; ///< what an AddLayer adds
    std::array<at::Tensor, 2> gradients;
    NodeTensors tensors;
};

ChainResult runPlain(const std::vector<Layer>& layers, const ChainStart& start)
{
    ChainResult result{{}, {}, copyOf(start.tensors)};
    std::vector<NodeMemory> memories;
    at::Tensor value = start.input;
    for (const Layer& layer : layers) {
        NodeMemory memory;
        memory.inputs = {value};
        if (std::holds_alternative<AddLayer>(layer)) {
            memory.inputs.push_back(start.other);
        }
        runForward(layer, {result.tensors, true, {}, 0}, memory);
        value = memory.output;
        memories.push_back(memory);
    }
    result.output = value;
    at::Tensor arriving = start.gradients[0];
    if (start.gradients[1].defined()) {
        arriving = arriving.add(start.gradients[1]);
    }
    for (std::size_t i = layers.size(); i-- > 0;) {
        const bool isNorm = std::holds_alternative<BatchNormLayer>(layers[i]);
        const NodeGradients step =
            runBackward(layers[i], result.tensors, memories[i], arriving, {true, isNorm, isNorm});
        arriving = step.input;
        if (isNorm) {
            result.gradients.weight = step.weight;
            result.gradients.bias = step.bias;
        } else if (std::holds_alternative<AddLayer>(layers[i])) {
            result.gradients.other = arriving;
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
        const bool isAdd = std::holds_alternative<AddLayer>(layer);
        graph.nodes.push_back({"node" + std::to_string(index), layer, {index - 1}});
        if (isAdd) {
            graph.nodes.back().inputs.push_back(0);
        }
    }
    return findNormChains(graph).at(0);
}

/// Each channel has one value, but for the first image.
at::Tensor flatTensor(at::IntArrayRef shape, std::uint64_t name)
{
    at::Tensor tensor = randomTensor(shape, name);
    tensor.narrow(0, 1, shape[0] - 1).copy_(tensor.narrow(0, 0, 1).narrow(2, 0, 1).narrow(3, 0, 1));
    return tensor.to(at::kBFloat16);
}

double largestRatio(const at::Tensor& sums, const at::Tensor& gradient)
{
    return sums.abs().div(gradient.to(at::kDouble).abs().sum({0, 2, 3})).max().item<double>();
}

} // namespace

double normGradientSum(bool isPooled)
{
    const TorchThread engineThread;
    std::vector<Layer> layers{BatchNormLayer{}};
    if (isPooled) {
        layers.insert(layers.begin(), PoolLayer{});
    }
    const NormChain chain = chainOf(layers);
    const std::int64_t side = isPooled ? 8 : 16;
    NodeMemory memory;
    memory.inputs = {flatTensor({9, 24, 16, 16}, 21)};
    const NodeTensors tensors = normTensors(BatchNormLayer{}, 24);
    runForward(chain, {tensors, true, {}, 0}, memory);
    const at::Tensor arriving = flatTensor({9, 24, side, side}, 22);
    const at::Tensor gradient = runBackward(chain, tensors, memory, {arriving, {}}, {true, true, true}).input;
    return largestRatio(gradient.to(at::kDouble).sum({0, 2, 3}), gradient);
}

double activationGradientSumError(int channels)
{
    const TorchThread engineThread;
    const at::Tensor x = flatTensor({9, channels, 15, 17}, 23);
    const at::Tensor arriving = flatTensor({9, channels, 15, 17}, 24);
    const at::Tensor exact = applyFunctionGradient(x.to(at::kFloat), arriving.to(at::kFloat), PointFunction::Gelu);
    const at::Tensor gradient = applyFunctionGradient(x, arriving, PointFunction::Gelu);
    return largestRatio(gradient.to(at::kDouble).sub(exact.to(at::kDouble)).sum({0, 2, 3}), exact);
}

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

std::vector<double> chainDifferences(const std::vector<Layer>& layers, const ChainShape& shape, bool isBf16)
{
    const TorchThread engineThread;
    const NormChain chain = chainOf(layers);
    const int side = chain.hasPool ? 2 : 1;
    const std::vector<std::int64_t> inner{shape.images, shape.channels, shape.height / side, shape.width / side};
    ChainStart start{randomTensor({shape.images, shape.channels, shape.height, shape.width}, 3),
                     chain.hasAdd() ? randomTensor(inner, 5) : at::Tensor(),
                     {randomTensor(inner, 4), shape.readers > 1 ? randomTensor(inner, 6) : at::Tensor()},
                     normTensors(chain.layer, shape.channels)};
    const ChainResult expected = runPlain(layers, start);

    const auto converted = [isBf16](const at::Tensor& tensor) {
        return tensor.defined() ? tensor.to(isBf16 ? at::kBFloat16 : at::kFloat) : tensor;
    };
    ChainResult actual{{}, {}, copyOf(start.tensors)};
    NodeMemory memory;
    memory.inputs = {converted(start.input)};
    if (chain.hasAdd()) {
        memory.inputs.push_back(converted(start.other));
    }
    runForward(chain, {actual.tensors, true, {}, 0}, memory);
    actual.gradients = runBackward(chain, actual.tensors, memory,
                                   {converted(start.gradients[0]), converted(start.gradients[1])}, {true, true, true});
    std::vector<double> differences{difference(memory.output, expected.output),
                                    difference(actual.gradients.input, expected.gradients.input),
                                    difference(actual.gradients.bias, expected.gradients.bias),
                                    difference(actual.tensors.runningMean, expected.tensors.runningMean),
                                    difference(actual.tensors.runningVariance, expected.tensors.runningVariance)};
    if (chain.layer.hasWeight) {
        differences.push_back(difference(actual.gradients.weight, expected.gradients.weight));
    }
    if (chain.hasAdd()) {
        differences.push_back(difference(actual.gradients.other, expected.gradients.other));
    }
    return differences;
}

std::vector<ChainNodes> chainsOf(const LayerGraph& graph)
{
    std::vector<ChainNodes> result;
    for (const NormChain& chain : findNormChains(graph)) {
        result.push_back({chain.nodes, chain.other});
    }
    return result;
}

} // namespace passes
