#include "engine/torchnet/replica.h"

#include <ATen/ops/empty_like.h>
#include <cstring>

#include "engine/torchnet/device_loss.h"
#include "engine/torchnet/device_memory.h"
#include "engine/torchnet/input_conversion.h"

namespace saccade {

Replica::Replica(const GraphExecutor& executor, const NetworkState& masters, const ComputeType& compute)
    : m_executor(executor),
      m_compute(compute),
      m_state(computeCopy(executor.graph(), executor.summary(), masters, compute))
{}

LossSum Replica::computeGradients(const BatchShare& share, const LossRule& rule, const std::vector<bool>& isTrained)
{
    m_deviceSums.reset();
    if (share.passes == 1) {
        return runPass(share, rule, isTrained);
    }
    LossSum sum;
    m_sums.clear();
    const auto passes = static_cast<std::size_t>(share.passes);
    for (std::size_t pass = 0; pass < passes; ++pass) {
        const std::size_t first = share.labels.size() * pass / passes;
        const std::size_t last = share.labels.size() * (pass + 1) / passes;
        BatchShare part = share;
        if (share.draws.empty()) {
            part.pixels += first * share.size.bytes();
        } else {
            part.indices = share.indices.subspan(first, last - first);
            part.draws = share.draws.subspan(first, last - first);
        }
        part.labels = share.labels.subspan(first, last - first);
        if (!share.otherLabels.empty()) {
            part.otherLabels = share.otherLabels.subspan(first, last - first);
        }
        part.dropout.firstImage += static_cast<std::int64_t>(first);
        const LossSum partSum = runPass(part, rule, isTrained);
        sum.loss += partSum.loss;
        sum.correct += partSum.correct;
        addToSums();
    }
    m_gradients.swap(m_sums);
    return sum;
}

void Replica::addToSums()
{
    if (m_sums.empty()) {
        for (const at::Tensor& gradient : m_gradients) {
            // A copy also where the type stays: the next pass may reuse the gradient's memory.
            m_sums.push_back(gradient.defined() ? gradient.to(at::kFloat, false, true) : at::Tensor());
        }
        return;
    }
    for (std::size_t i = 0; i < m_sums.size(); ++i) {
        if (m_sums[i].defined()) {
            m_sums[i].add_(m_gradients[i]);
        }
    }
}

at::Tensor Replica::inputOf(const BatchShare& share) const
{
    InputLayer layer = m_executor.graph().input();
    if (!share.draws.empty()) {
        return normaliseOnDevice(augmentOnDevice(*share.source, share.indices, share.draws), layer, m_compute.type);
    }
    layer.size = share.size;
    const auto count = static_cast<std::int64_t>(share.labels.size());
    if (!m_compute.isQueued) {
        return convertInput(share.pixels, count, layer, m_compute);
    }
    const at::Tensor bytes =
        emptyFor(m_compute.device, {count, layer.size.height, layer.size.width, layer.size.channels}, at::kByte);
    std::memcpy(bytes.mutable_data_ptr(), share.pixels, bytes.nbytes());
    return normaliseOnDevice(sentTo(m_compute.device, bytes), layer, m_compute.type);
}

/// Of the processor's own logits in double, one by one; of queued ones where they are.
at::Tensor Replica::lossGradient(const at::Tensor& logits, const BatchShare& share, const LossRule& rule, LossSum& sum)
{
    const double scale = 1.0 / static_cast<double>(share.batchSize);
    if (m_compute.isQueued) {
        const DeviceLoss loss =
            crossEntropyOnDevice(logits, {share.labels, share.otherLabels, share.labelShare}, rule, scale);
        m_deviceSums = m_deviceSums.defined() ? m_deviceSums.add(loss.sums) : loss.sums;
        return loss.gradient;
    }
    const at::Tensor here = logits.to(at::kCPU).contiguous();
    at::Tensor gradient = at::empty_like(here);
    const auto classes = static_cast<int>(here.size(1));
    const auto* rows = here.const_data_ptr<float>();
    auto* out = gradient.mutable_data_ptr<float>();
    sum = share.otherLabels.empty() ? computeCrossEntropy(rows, share.labels, classes, rule, scale, out)
                                    : computeMixedCrossEntropy(rows, share.labels, share.otherLabels, share.labelShare,
                                                               classes, rule, scale, out);
    return gradient.to(m_compute.device);
}

LossSum Replica::runPass(const BatchShare& share, const LossRule& rule, const std::vector<bool>& isTrained)
{
    LossSum sum;
    const at::Tensor logits = m_executor.forward(inputOf(share), m_state, share.dropout, m_tape);
    m_executor.backward(lossGradient(logits, share, rule, sum), m_state, isTrained, m_tape, m_gradients);
    return sum;
}

} // namespace saccade
