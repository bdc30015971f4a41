#include <ATen/ops/add.h>
#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/convolution.h>
#include <ATen/ops/gelu.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/max_pool2d_with_indices.h>
#include <ATen/ops/mul.h>
#include <ATen/ops/native_batch_norm.h>
#include <ATen/ops/relu.h>
#include <ATen/ops/silu.h>

#include "engine/base/random.h"
#include "engine/torchnet/device_memory.h"
#include "engine/torchnet/fused_norm.h"
#include "engine/torchnet/layer_ops.h"
#include "engine/torchnet/point_functions.h"

namespace saccade {
namespace {

std::optional<at::Tensor> optional(const at::Tensor& tensor)
{
    return tensor.defined() ? std::optional(tensor) : std::nullopt;
}

/// One pass of one node; a function object, so that every kind of layer has its own overload.
class ForwardVisitor final
{
public:
    ForwardVisitor(const ForwardCall& call, NodeMemory& memory)
        : m_call(call), m_memory(memory), m_x(memory.inputs.front())
    {}

    at::Tensor operator()(const InputLayer&) const { return m_x; }
    at::Tensor operator()(const Conv2dLayer& layer) const
    {
        return at::convolution(m_x, m_call.tensors.weight, optional(m_call.tensors.bias), {layer.stride, layer.stride},
                               {layer.padding, layer.padding}, {1, 1}, false, {0, 0}, layer.groups);
    }
    at::Tensor operator()(const BatchNormLayer& layer) const
    {
        auto [output, mean, inverse] = at::native_batch_norm(
            m_x, optional(m_call.tensors.weight), optional(m_call.tensors.bias), m_call.tensors.runningMean,
            m_call.tensors.runningVariance, m_call.isTraining, layer.momentum, layer.epsilon);
        m_memory.extra = {mean, inverse, {}};
        return output;
    }
    at::Tensor operator()(const ActivationLayer& layer) const
    {
        if (isKernelInput(m_x)) {
            return applyFunction(m_x, pointFunctionOf(layer.function));
        }
        switch (layer.function) {
        case Activation::Relu: return at::relu(m_x);
        case Activation::Gelu: return at::gelu(m_x);
        case Activation::Silu: break;
        }
        return at::silu(m_x);
    }
    at::Tensor operator()(const PoolLayer& layer) const
    {
        return pool(layer.kind, {layer.kernel, layer.kernel}, {layer.stride, layer.stride},
                    {layer.padding, layer.padding});
    }
    at::Tensor operator()(const GlobalPoolLayer& layer) const
    {
        const std::array<std::int64_t, 2> whole{m_x.size(2), m_x.size(3)};
        return pool(layer.kind, whole, whole, {0, 0}).flatten(1);
    }
    at::Tensor operator()(const FlattenLayer&) const { return m_x.contiguous().flatten(1); }
    at::Tensor operator()(const LinearLayer&) const
    {
        return at::linear(m_x, m_call.tensors.weight, optional(m_call.tensors.bias));
    }
    at::Tensor operator()(const DropoutLayer& layer) const
    {
        if (!m_call.isTraining || layer.probability <= 0) {
            return m_x;
        }
        m_memory.extra[0] = dropoutMask(layer.probability);
        return at::mul(m_x, m_memory.extra[0]);
    }
    at::Tensor operator()(const AddLayer&) const
    {
        at::Tensor sum = at::add(m_memory.inputs[0], m_memory.inputs[1]);
        for (std::size_t i = 2; i < m_memory.inputs.size(); ++i) {
            sum.add_(m_memory.inputs[i]);
        }
        return sum;
    }
    at::Tensor operator()(const ScaleLayer& layer) const { return at::mul(m_x, layer.factor); }

private:
    at::Tensor pool(Pooling kind, at::IntArrayRef kernel, at::IntArrayRef stride, at::IntArrayRef padding) const
    {
        if (kind == Pooling::Average) {
            return at::avg_pool2d(m_x, kernel, stride, padding, false, true);
        }
        auto [output, indices] = at::max_pool2d_with_indices(m_x, kernel, stride, padding);
        m_memory.extra[0] = indices;
        return output;
    }

    /// 0 with the given probability, else 1/(1 - probability). Drawn image by image on the host, so that neither the
    /// number of replicas nor the device changes what is dropped.
    at::Tensor dropoutMask(double probability) const
    {
        const std::int64_t images = m_x.size(0);
        const std::int64_t perImage = m_x.numel() / std::max<std::int64_t>(1, images);
        const at::Tensor mask = emptyFor(m_x.device(), m_x.sizes(), at::kFloat);
        float* values = mask.mutable_data_ptr<float>();
        const auto keep = static_cast<float>(1.0 / (1.0 - probability));
        const auto limit = static_cast<std::uint64_t>(probability * 0x1p32);
        for (std::int64_t image = 0; image < images; ++image) {
            RandomStream random(m_call.dropout.seed ^ mixBits(m_call.nodeIndex), "dropout",
                                static_cast<std::uint64_t>(m_call.dropout.step),
                                static_cast<std::uint64_t>(m_call.dropout.firstImage + image));
            for (std::int64_t i = 0; i < perImage; ++i) {
                *values++ = (random.next() >> 32) < limit ? 0.0F : keep;
            }
        }
        return sentTo(m_x.device(), mask).to(m_x.scalar_type());
    }

    const ForwardCall& m_call;
    NodeMemory& m_memory;
    const at::Tensor& m_x;
};

at::Tensor pick(const NetworkState& state, int slot)
{
    return slot < 0 ? at::Tensor() : state[static_cast<std::size_t>(slot)];
}

} // namespace

NodeTensors nodeTensors(const NodeSlots& slots, const NetworkState& state)
{
    return {pick(state, slots.weight), pick(state, slots.bias), pick(state, slots.runningMean),
            pick(state, slots.runningVariance)};
}

void runForward(const Layer& layer, const ForwardCall& call, NodeMemory& memory)
{
    memory.output = std::visit(ForwardVisitor(call, memory), layer);
}

} // namespace saccade
