#include "engine/network/layer_graph.h"

namespace saccade {

namespace {

struct KindName
{
    std::string_view operator()(const InputLayer&) const { return "input"; }
    std::string_view operator()(const Conv2dLayer&) const { return "conv2d"; }
    std::string_view operator()(const BatchNormLayer&) const { return "batch_norm"; }
    std::string_view operator()(const ActivationLayer& layer) const
    {
        switch (layer.function) {
        case Activation::Relu: return "relu";
        case Activation::Gelu: return "gelu";
        case Activation::Silu: return "silu";
        }
        return "activation";
    }
    std::string_view operator()(const PoolLayer& layer) const
    {
        return layer.kind == Pooling::Maximum ? "max_pool" : "average_pool";
    }
    std::string_view operator()(const GlobalPoolLayer& layer) const
    {
        return layer.kind == Pooling::Maximum ? "global_max_pool" : "global_average_pool";
    }
    std::string_view operator()(const FlattenLayer&) const { return "flatten"; }
    std::string_view operator()(const LinearLayer&) const { return "linear"; }
    std::string_view operator()(const DropoutLayer&) const { return "dropout"; }
    std::string_view operator()(const AddLayer&) const { return "add"; }
    std::string_view operator()(const ScaleLayer&) const { return "scale"; }
};

} // namespace

std::string_view layerKind(const Layer& layer)
{
    return std::visit(KindName{}, layer);
}

} // namespace saccade
