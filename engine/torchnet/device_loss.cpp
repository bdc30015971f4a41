#include "engine/torchnet/device_loss.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/argmax.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/stack.h>
#include <algorithm>

#include "engine/torchnet/device_memory.h"

namespace saccade {
namespace {

at::Tensor labelsOn(const c10::Device& device, std::span<const std::int32_t> labels)
{
    const at::Tensor host = emptyFor(device, {static_cast<std::int64_t>(labels.size())}, at::kLong);
    std::copy(labels.begin(), labels.end(), host.mutable_data_ptr<std::int64_t>());
    return sentTo(device, host);
}

/// (count, 1): each image's factor.
at::Tensor factorsOn(const c10::Device& device, std::span<const std::int32_t> labels, const LossRule& rule,
                     double share)
{
    const at::Tensor host = emptyFor(device, {static_cast<std::int64_t>(labels.size()), 1}, at::kDouble);
    std::transform(labels.begin(), labels.end(), host.mutable_data_ptr<double>(), [&](std::int32_t label) {
        return share * (rule.classWeights.empty() ? 1 : rule.classWeights[static_cast<std::size_t>(label)]);
    });
    return sentTo(device, host);
}

} // namespace

DeviceLoss crossEntropyOnDevice(const at::Tensor& logits, const LossTargets& targets, const LossRule& rule,
                                double scale)
{
    const c10::Device device = logits.device();
    const at::Tensor logs = at::log_softmax(logits.to(at::kDouble), 1);
    const at::Tensor classes = at::arange(logits.size(1), at::TensorOptions(at::kLong).device(device)).unsqueeze(0);
    const double spread = rule.smoothing / static_cast<double>(logits.size(1));
    const at::Tensor labels = labelsOn(device, targets.labels);
    const auto wanted = [&](const at::Tensor& which, const at::Tensor& factors) {
        return which.unsqueeze(1).eq(classes).to(at::kDouble).mul(1 - rule.smoothing).add(spread).mul(factors);
    };
    at::Tensor factors = factorsOn(device, targets.labels, rule, targets.share);
    at::Tensor target = wanted(labels, factors);
    at::Tensor counted = labels;
    if (!targets.others.empty()) {
        const at::Tensor others = labelsOn(device, targets.others);
        const at::Tensor rest = factorsOn(device, targets.others, rule, 1 - targets.share);
        target = target.add(wanted(others, rest));
        factors = factors.add(rest);
        counted = targets.share < 0.5 ? others : labels;
    }
    const at::Tensor loss = target.mul(logs).sum().neg();
    const at::Tensor hits = at::argmax(logits, 1).eq(counted).sum().to(at::kDouble);
    const at::Tensor gradient = logs.exp().mul(factors).sub(target).mul(scale).to(at::kFloat);
    return {at::stack({loss, hits}), gradient};
}

} // namespace saccade
