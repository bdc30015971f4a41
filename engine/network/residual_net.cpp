#include "engine/network/residual_net.h"

#include "engine/network/graph_builder.h"

namespace saccade {

namespace {

constexpr ActivationLayer kRelu{Activation::Relu};

Conv2dLayer convolution(int width, int kernel, int stride)
{
    Conv2dLayer layer;
    layer.outChannels = width;
    layer.kernel = kernel;
    layer.stride = stride;
    layer.padding = kernel / 2;
    layer.hasBias = false;
    layer.weight = {Initialiser::KaimingNormal, kAlways};
    return layer;
}

/// Two 3x3 convolutions beside a shortcut, which is a convolution itself where the shape changes.
void addBlock(GraphBuilder& builder, const std::string& name, int width, int stride, bool changesShape)
{
    const int entry = builder.last();
    builder.add(name + ".conv1", convolution(width, 3, stride))
        .add(name + ".bn1", BatchNormLayer{})
        .add(name + ".relu1", kRelu)
        .add(name + ".conv2", convolution(width, 3, 1))
        .add(name + ".bn2", BatchNormLayer{});
    const int body = builder.last();
    int shortcut = entry;
    if (changesShape) {
        builder.addFrom(name + ".downsample.0", convolution(width, 1, stride), {entry})
            .add(name + ".downsample.1", BatchNormLayer{});
        shortcut = builder.last();
    }
    builder.addFrom(name + ".add", AddLayer{}, {body, shortcut}).add(name + ".relu2", kRelu);
}

void addStages(GraphBuilder& builder, int firstWidth, int stages, int blocks, double factor)
{
    for (int stage = 1; stage <= stages; ++stage) {
        const int width = scaledWidth(firstWidth << (stage - 1), factor);
        for (int block = 0; block < blocks; ++block) {
            const bool isNarrowing = stage > 1 && block == 0;
            addBlock(builder, "layer" + std::to_string(stage) + "." + std::to_string(block), width, isNarrowing ? 2 : 1,
                     isNarrowing);
        }
    }
}

LayerGraph finish(GraphBuilder& builder, int classCount)
{
    LinearLayer head;
    head.outFeatures = classCount;
    return builder.add("avgpool", GlobalPoolLayer{Pooling::Average}).add("fc", head).take();
}

} // namespace

LayerGraph buildSmallImageResNet(const NetworkRequest& request, const std::string& family, int blocksPerStage)
{
    constexpr int firstWidth = 16;
    GraphBuilder builder(family, 1, request);
    builder.add("conv1", convolution(scaledWidth(firstWidth, request.width), 3, 1))
        .add("bn1", BatchNormLayer{})
        .add("relu", kRelu);
    addStages(builder, firstWidth, 3, blocksPerStage, request.width);
    return finish(builder, request.classCount);
}

LayerGraph buildResNet18(const NetworkRequest& request, Stem stem)
{
    constexpr int firstWidth = 64;
    const int width = scaledWidth(firstWidth, request.width);
    GraphBuilder builder(stem == Stem::Large ? "resnet-18" : "resnet-18-small", 1, request);
    builder.add("conv1", stem == Stem::Large ? convolution(width, 7, 2) : convolution(width, 3, 1))
        .add("bn1", BatchNormLayer{})
        .add("relu", kRelu);
    if (stem == Stem::Large) {
        builder.add("maxpool", PoolLayer{Pooling::Maximum, 3, 2, 1});
    }
    addStages(builder, firstWidth, 4, 2, request.width);
    return finish(builder, request.classCount);
}

} // namespace saccade
