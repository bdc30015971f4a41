#pragma once

#include <array>
#include <limits>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/data/image.h"
#include "engine/data/pixel_statistics.h"

namespace saccade {

/// How a parameter gets its first values; every one is a pure function of (seed, parameter name, shape).
enum class Initialiser
{
    KaimingUniform, ///< U(-b, b), b = 1/sqrt(fan_in): PyTorch's default for weights and, with the weight's fan_in,
                    ///< biases
    GlorotUniform,  ///< U(-b, b), b = sqrt(6/(fan_in+fan_out)): the Keras default for weights
    KaimingNormal,  ///< N(0, 2/fan_out), fan_out = filters times window: He et al. 2015, as torchvision's ResNet has it
    Zeros,
    Ones,
    Dirac,     ///< KaimingUniform, then the first in_channels filters pass their channel through
    Whitening, ///< eigenvectors of the training patches / sqrt(eigenvalue + 5e-4), and their negatives
    UnitScaled ///< KaimingUniform, divided by its standard deviation
};

inline constexpr double kAlways = std::numeric_limits<double>::infinity();

/// One parameter's rules. trainableUntil counts epochs of the run: 0 = frozen, kAlways = trained to the end.
struct ParameterRule
{
    Initialiser initialiser = Initialiser::KaimingUniform;
    double trainableUntil = kAlways;

    bool operator==(const ParameterRule&) const = default;
};

/// Bytes 0..255 NHWC in, (x/255 - mean)/deviation out.
struct InputLayer
{
    ImageSize size;
    Normalisation normalisation;
    bool operator==(const InputLayer&) const = default;
};
struct Conv2dLayer
{
    int outChannels = 0;
    int kernel = 3;
    int stride = 1;
    int padding = 0; ///< zeros on each side
    int groups = 1;
    bool hasBias = true;
    ParameterRule weight; ///< shape (outChannels, inChannels/groups, kernel, kernel)
    ParameterRule bias;   ///< shape (outChannels)
    bool operator==(const Conv2dLayer&) const = default;
};
/// y = (x - mean)/sqrt(variance + epsilon) * weight + bias over N, H, W. Buffers running_mean, running_var.
struct BatchNormLayer
{
    double epsilon = 1e-5;
    double momentum = 0.1; ///< share of the new batch in the running statistics
    bool hasWeight = true; ///< false: scale fixed at 1, no parameter
    ParameterRule weight{Initialiser::Ones};
    ParameterRule bias{Initialiser::Zeros};
    bool operator==(const BatchNormLayer&) const = default;
};
enum class Activation
{
    Relu,
    Gelu, ///< exact, with erf
    Silu
};
struct ActivationLayer
{
    Activation function = Activation::Relu;
    bool operator==(const ActivationLayer&) const = default;
};
enum class Pooling
{
    Maximum,
    Average
};
/// Windows that do not fit are dropped (floor), as PyTorch and Keras 'valid' do. What lies outside the image never is
/// the maximum, and counts as zeros for the average (PyTorch's count_include_pad).
struct PoolLayer
{
    Pooling kind = Pooling::Maximum;
    int kernel = 2;
    int stride = 2;
    int padding = 0; ///< on each side, at most half the kernel
    bool operator==(const PoolLayer&) const = default;
};
/// Over all positions: (C, H, W) -> (C).
struct GlobalPoolLayer
{
    Pooling kind = Pooling::Maximum;
    bool operator==(const GlobalPoolLayer&) const = default;
};
/// (C, H, W) -> (C*H*W) in the order channel, row, column.
struct FlattenLayer
{
    bool operator==(const FlattenLayer&) const = default;
};
struct LinearLayer
{
    int outFeatures = 0;
    bool hasBias = true;
    ParameterRule weight; ///< shape (outFeatures, inFeatures)
    ParameterRule bias;
    bool operator==(const LinearLayer&) const = default;
};
struct DropoutLayer
{
    double probability = 0.5;
    bool operator==(const DropoutLayer&) const = default;
};
/// Element-wise sum of two or more inputs of equal shape.
struct AddLayer
{
    bool operator==(const AddLayer&) const = default;
};
/// x * factor, a constant.
struct ScaleLayer
{
    double factor = 1;
    bool operator==(const ScaleLayer&) const = default;
};

using Layer = std::variant<InputLayer, Conv2dLayer, BatchNormLayer, ActivationLayer, PoolLayer, GlobalPoolLayer,
                           FlattenLayer, LinearLayer, DropoutLayer, AddLayer, ScaleLayer>;

/// One node: a layer, its name (unique, [A-Za-z0-9_.]), and the nodes it reads.
struct Node
{
    std::string name;
    Layer layer;
    std::vector<int> inputs; ///< indices of earlier nodes; empty for the input layer only

    bool operator==(const Node&) const = default;
};

/// A network as data. nodes are in execution order; nodes[0] is the only InputLayer; the last node gives the logits,
/// one for each class. Parameters are named NODE.weight and NODE.bias, buffers NODE.running_mean and NODE.running_var.
struct LayerGraph
{
    std::string family;  ///< what built it, for people: "speed-net", or "" for a user's own
    int minimumSide = 1; ///< smallest accepted height and width
    std::vector<Node> nodes;

    [[nodiscard]] const InputLayer& input() const { return std::get<InputLayer>(nodes.front().layer); }
    bool operator==(const LayerGraph&) const = default;
};

/// Stable lower-case name of the layer's kind, e.g. "conv2d", "max_pool". Any thread.
[[nodiscard]] std::string_view layerKind(const Layer& layer);

} // namespace saccade
