#include "engine/network/notebook_cnn.h"

#include "engine/network/graph_builder.h"

namespace saccade {

namespace {

constexpr ParameterRule kWeights{Initialiser::GlorotUniform, kAlways};
constexpr ParameterRule kBiases{Initialiser::Zeros, kAlways};

Conv2dLayer convolution(int width)
{
    Conv2dLayer layer;
    layer.outChannels = width;
    layer.weight = kWeights;
    layer.bias = kBiases;
    return layer;
}

LinearLayer dense(int width)
{
    return {width, true, kWeights, kBiases};
}

} // namespace

LayerGraph buildNotebookCnn(const NetworkRequest& request)
{
    const ActivationLayer relu{Activation::Relu};
    GraphBuilder builder("notebook-cnn", kNotebookCnnSide, request);
    const auto wide = [&request](int channels) { return scaledWidth(channels, request.width); };
    builder.add("conv1", convolution(wide(32))).add("relu1", relu).add("pool1", PoolLayer{});
    builder.add("conv2", convolution(wide(64))).add("relu2", relu).add("pool2", PoolLayer{});
    builder.add("conv3", convolution(wide(64))).add("relu3", relu).add("flatten", FlattenLayer{});
    builder.add("dense1", dense(wide(64))).add("relu4", relu).add("dense2", dense(request.classCount));
    return builder.take();
}

} // namespace saccade
