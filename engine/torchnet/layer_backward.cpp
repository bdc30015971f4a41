#include <ATen/ops/avg_pool2d_backward.h>
#include <ATen/ops/convolution_backward.h>
#include <ATen/ops/gelu_backward.h>
#include <ATen/ops/max_pool2d_with_indices_backward.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/mul.h>
#include <ATen/ops/native_batch_norm_backward.h>
#include <ATen/ops/ones_like.h>
#include <ATen/ops/silu_backward.h>
#include <ATen/ops/sum.h>
#include <ATen/ops/threshold_backward.h>
#include <tuple>

#include "engine/torchnet/fused_norm.h"
#include "engine/torchnet/layer_ops.h"
#include "engine/torchnet/point_functions.h"
#include "engine/torchnet/weight_gradient.h"

namespace saccade {
namespace {

class BackwardVisitor final
{
public:
    BackwardVisitor(const NodeTensors& tensors, const NodeMemory& memory, const at::Tensor& gradient,
                    const GradientNeeds& needs)
        : m_tensors(tensors), m_memory(memory), m_gradient(gradient), m_needs(needs), m_x(memory.inputs.front())
    {}

    NodeGradients operator()(const InputLayer&) const { return {}; }
    NodeGradients operator()(const Conv2dLayer& layer) const
    {
        NodeGradients gradients;
        const bool usesProducts = m_needs.weight && prefersProducts(layer, m_x);
        const std::array<bool, 3> mask{m_needs.input, m_needs.weight && !usesProducts, false};
        if (mask[0] || mask[1]) {
            std::tie(gradients.input, gradients.weight, std::ignore) =
                at::convolution_backward(m_gradient, m_x, m_tensors.weight, std::nullopt, {layer.stride, layer.stride},
                                         {layer.padding, layer.padding}, {1, 1}, false, {0, 0}, layer.groups, mask);
        }
        if (usesProducts) {
            gradients.weight = computeWeightGradient(layer, m_x, m_gradient);
        }
        if (m_needs.bias) {
            // Asked of the convolution, it would cost the weight's gradient too.
            gradients.bias = at::sum(m_gradient, {0, 2, 3});
        }
        return gradients;
    }
    NodeGradients operator()(const BatchNormLayer& layer) const
    {
        // The operator sums the gradients of scale and shift together. Without a scale it cannot give the first, and on
        // CUDA leaves the second empty, though asked for it: so it gets one of ones.
        const bool hasScale = m_tensors.weight.defined();
        const at::Tensor scale = hasScale ? m_tensors.weight : at::ones_like(m_tensors.runningMean);
        const bool wantsScale = m_needs.weight && hasScale;
        // Only a pass with the batch's own statistics has kept them.
        const bool usedBatch = m_memory.extra[0].defined() && m_memory.extra[0].numel() > 0;
        auto [input, weight, bias] = at::native_batch_norm_backward(
            m_gradient, m_x, scale, m_tensors.runningMean, m_tensors.runningVariance, m_memory.extra[0],
            m_memory.extra[1], usedBatch, layer.epsilon, {m_needs.input, wantsScale, m_needs.bias});
        return {input, weight, bias};
    }
    NodeGradients operator()(const ActivationLayer& layer) const
    {
        if (isKernelInput(m_x)) {
            return {applyFunctionGradient(m_x, m_gradient, pointFunctionOf(layer.function)), {}, {}};
        }
        switch (layer.function) {
        case Activation::Relu: return {at::threshold_backward(m_gradient, m_x, 0), {}, {}};
        case Activation::Gelu: return {at::gelu_backward(m_gradient, m_x), {}, {}};
        case Activation::Silu: break;
        }
        return {at::silu_backward(m_gradient, m_x), {}, {}};
    }
    NodeGradients operator()(const PoolLayer& layer) const
    {
        return pool(layer.kind, m_gradient, {layer.kernel, layer.kernel}, {layer.stride, layer.stride},
                    {layer.padding, layer.padding});
    }
    NodeGradients operator()(const GlobalPoolLayer& layer) const
    {
        const std::array<std::int64_t, 2> whole{m_x.size(2), m_x.size(3)};
        const at::Tensor image = m_gradient.view({m_x.size(0), m_x.size(1), 1, 1});
        return pool(layer.kind, image, whole, whole, {0, 0});
    }
    NodeGradients operator()(const FlattenLayer&) const
    {
        return {m_gradient.view(m_x.sizes()).contiguous(at::MemoryFormat::ChannelsLast), {}, {}};
    }
    NodeGradients operator()(const LinearLayer&) const
    {
        NodeGradients gradients;
        if (m_needs.input) {
            gradients.input = at::mm(m_gradient, m_tensors.weight);
        }
        if (m_needs.weight) {
            gradients.weight = at::mm(m_gradient.t(), m_x);
        }
        if (m_needs.bias) {
            gradients.bias = at::sum(m_gradient, {0});
        }
        return gradients;
    }
    NodeGradients operator()(const DropoutLayer&) const
    {
        return {m_memory.extra[0].defined() ? at::mul(m_gradient, m_memory.extra[0]) : m_gradient, {}, {}};
    }
    NodeGradients operator()(const AddLayer&) const { return {m_gradient, {}, {}}; }
    NodeGradients operator()(const ScaleLayer& layer) const { return {at::mul(m_gradient, layer.factor), {}, {}}; }

private:
    NodeGradients pool(Pooling kind, const at::Tensor& gradient, at::IntArrayRef kernel, at::IntArrayRef stride,
                       at::IntArrayRef padding) const
    {
        if (kind == Pooling::Average) {
            return {at::avg_pool2d_backward(gradient, m_x, kernel, stride, padding, false, true, std::nullopt), {}, {}};
        }
        return {at::max_pool2d_with_indices_backward(gradient, m_x, kernel, stride, padding, {1, 1}, false,
                                                     m_memory.extra[0]),
                {},
                {}};
    }

    const NodeTensors& m_tensors;
    const NodeMemory& m_memory;
    const at::Tensor& m_gradient;
    const GradientNeeds& m_needs;
    const at::Tensor& m_x;
};

} // namespace

NodeGradients runBackward(const Layer& layer, const NodeTensors& tensors, const NodeMemory& memory,
                          const at::Tensor& gradient, const GradientNeeds& needs)
{
    return std::visit(BackwardVisitor(tensors, memory, gradient, needs), layer);
}

} // namespace saccade
