#include "engine/network/speed_net.h"

#include "engine/network/graph_builder.h"

namespace saccade {

namespace {

constexpr int kWhiteningKernel = 2;
constexpr double kWhiteningBiasEpochs = 3;
constexpr int kWidths[] = {64, 256, 256};

Conv2dLayer whitening(int channels)
{
    Conv2dLayer layer;
    layer.outChannels = 2 * channels * kWhiteningKernel * kWhiteningKernel;
    layer.kernel = kWhiteningKernel;
    layer.weight = {Initialiser::Whitening, 0};
    layer.bias = {Initialiser::KaimingUniform, kWhiteningBiasEpochs};
    return layer;
}

Conv2dLayer convolution(int width)
{
    Conv2dLayer layer;
    layer.outChannels = width;
    layer.padding = 1;
    layer.hasBias = false;
    layer.weight = {Initialiser::Dirac, kAlways};
    return layer;
}

BatchNormLayer norm()
{
    BatchNormLayer layer;
    layer.epsilon = 1e-12;
    layer.momentum = 0.4;
    layer.hasWeight = false;
    return layer;
}

void addGroup(GraphBuilder& builder, const std::string& name, int width)
{
    builder.add(name + ".conv1", convolution(width))
        .add(name + ".pool", PoolLayer{})
        .add(name + ".norm1", norm())
        .add(name + ".gelu1", ActivationLayer{Activation::Gelu})
        .add(name + ".conv2", convolution(width))
        .add(name + ".norm2", norm())
        .add(name + ".gelu2", ActivationLayer{Activation::Gelu});
}

} // namespace

LayerGraph buildSpeedNet(const NetworkRequest& request)
{
    GraphBuilder builder("speed-net", kSpeedNetSide, request);
    builder.add("whiten", whitening(request.size.channels)).add("gelu", ActivationLayer{Activation::Gelu});
    int number = 1;
    for (const int width : kWidths) {
        addGroup(builder, "group" + std::to_string(number++), scaledWidth(width, request.width));
    }
    LinearLayer head;
    head.outFeatures = request.classCount;
    head.hasBias = false;
    head.weight = {Initialiser::UnitScaled, kAlways};
    return builder.add("pool", GlobalPoolLayer{}).add("head", head).add("scale", ScaleLayer{1.0 / 256}).take();
}

} // namespace saccade
