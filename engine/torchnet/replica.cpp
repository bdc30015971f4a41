#include "engine/torchnet/replica.h"

#include <ATen/ops/empty_like.h>

#include "engine/torchnet/input_conversion.h"

namespace saccade {

Replica::Replica(const GraphExecutor& executor, const NetworkState& masters, const ComputeType& compute)
    : m_executor(executor),
      m_compute(compute),
      m_state(computeCopy(executor.graph(), executor.summary(), masters, compute))
{}

LossSum Replica::computeGradients(const BatchShare& share, double labelSmoothing, const std::vector<bool>& isTrained)
{
    const auto count = static_cast<std::int64_t>(share.labels.size());
    const at::Tensor input = convertInput(share.pixels, count, m_executor.graph().input(), m_compute);
    const at::Tensor logits = m_executor.forward(input, m_state, share.dropout, m_tape).to(at::kCPU).contiguous();
    at::Tensor gradient = at::empty_like(logits);
    const LossSum sum = computeCrossEntropy(
        logits.const_data_ptr<float>(), share.labels, static_cast<int>(logits.size(1)), labelSmoothing,
        1.0 / static_cast<double>(share.batchSize), gradient.mutable_data_ptr<float>());
    m_executor.backward(gradient.to(m_compute.device), m_state, isTrained, m_tape, m_gradients);
    return sum;
}

} // namespace saccade
