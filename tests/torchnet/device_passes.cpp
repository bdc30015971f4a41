#include "tests/torchnet/device_passes.h"

#include <ATen/ops/empty.h>
#include <algorithm>
#include <cmath>
#include <cstring>

#include "engine/torchnet/device_augmentation.h"
#include "engine/torchnet/device_loss.h"
#include "engine/torchnet/input_conversion.h"
#include "engine/torchnet/step_runner.h"
#include "engine/torchnet/torch_thread.h"
#include "engine/torchnet/training_run.h"

namespace passes {
namespace {

using namespace saccade;

at::Tensor toTensor(const std::vector<std::uint8_t>& images, ImageSize size)
{
    const auto count = static_cast<std::int64_t>(images.size() / size.bytes());
    at::Tensor tensor = at::empty({count, size.height, size.width, size.channels}, at::TensorOptions(at::kByte));
    std::memcpy(tensor.mutable_data_ptr(), images.data(), images.size());
    return tensor;
}

} // namespace

std::vector<std::uint8_t> augmentAsOnDevice(const std::vector<std::uint8_t>& images, ImageSize size,
                                            const std::vector<std::int32_t>& indices,
                                            const std::vector<AugmentationDraw>& draws,
                                            const std::array<std::uint8_t, 3>& fill)
{
    const at::Tensor result = augmentOnDevice({toTensor(images, size), fill}, indices, draws).contiguous();
    const auto* first = result.const_data_ptr<std::uint8_t>();
    return {first, first + result.numel()};
}

Normalised compareNormalised(const std::vector<std::uint8_t>& images, const InputLayer& layer, bool isBf16)
{
    const ComputeType compute{c10::Device(c10::DeviceType::CPU), isBf16 ? at::kBFloat16 : at::kFloat};
    const at::Tensor bytes = toTensor(images, layer.size);
    const at::Tensor expected = convertInput(images.data(), bytes.size(0), layer, compute);
    const at::Tensor actual = normaliseOnDevice(bytes, layer, compute.type);
    const bool isAlike = actual.sizes() == expected.sizes() && actual.dtype() == expected.dtype() &&
                         actual.is_contiguous(at::MemoryFormat::ChannelsLast);
    return {actual.to(at::kDouble).sub(expected.to(at::kDouble)).abs().max().item<double>(), isAlike};
}

double firstLoss(const TrainPlan& plan, const NamedTensors& tensors, const DataSet& dataSet, LoaderPlan loader)
{
    const TorchThread engineThread;
    const GraphExecutor executor(plan.network, *summarise(plan.network));
    WorkerTeam team(plan.settings.replicas);
    StepRunner runner(executor, team, plan, toState(executor.summary(), tensors, at::kCPU), {}, {}, 1, 1);
    if (loader.drawsOnly) {
        runner.setSource(*uploadImages(dataSet, loader.fill, at::kCPU));
    }
    loader.threads = 0;
    BatchLoader batches(dataSet, std::move(loader));
    return runner.run(*batches.next(), 0).loss;
}

LossDifference compareLoss(const std::vector<float>& logits, const std::vector<std::int32_t>& labels,
                           const std::vector<std::int32_t>& others, double share, double smoothing,
                           const std::vector<double>& classWeights)
{
    const TorchThread engineThread;
    const auto count = static_cast<std::int64_t>(labels.size());
    const auto classes = static_cast<std::int64_t>(logits.size()) / count;
    const LossRule rule{smoothing, classWeights};
    at::Tensor tensor = at::empty({count, classes}, at::TensorOptions(at::kFloat));
    std::copy(logits.begin(), logits.end(), tensor.mutable_data_ptr<float>());
    std::vector<float> gradient(logits.size());
    const LossSum expected =
        others.empty()
            ? computeCrossEntropy(logits.data(), labels, static_cast<int>(classes), rule, 0.5, gradient.data())
            : computeMixedCrossEntropy(logits.data(), labels, others, share, static_cast<int>(classes), rule, 0.5,
                                       gradient.data());
    const DeviceLoss actual = crossEntropyOnDevice(tensor, {labels, others, share}, rule, 0.5);
    LossDifference difference;
    difference.loss = std::abs(actual.sums[0].item<double>() - expected.loss);
    difference.correct = static_cast<std::int64_t>(actual.sums[1].item<double>()) - expected.correct;
    const at::Tensor rows = actual.gradient.contiguous();
    for (std::size_t i = 0; i < gradient.size(); ++i) {
        const double own = static_cast<double>(rows.const_data_ptr<float>()[i]);
        difference.gradient = std::max(difference.gradient, std::abs(own - static_cast<double>(gradient[i])));
    }
    return difference;
}

RingResult passThroughRing(int steps)
{
    const TorchThread engineThread;
    LossRing ring(at::kCPU);
    RingResult result;
    const auto keep = [&](const std::vector<LossSum>& sums) {
        for (const LossSum& sum : sums) {
            result.losses.push_back(sum.loss);
            result.correct.push_back(sum.correct);
        }
    };
    for (int step = 0; step < steps; ++step) {
        at::Tensor sums = at::empty({2}, at::TensorOptions(at::kDouble));
        sums.mutable_data_ptr<double>()[0] = step;
        sums.mutable_data_ptr<double>()[1] = 2 * step;
        ring.add(sums);
        keep(ring.take(false));
    }
    const std::size_t early = result.losses.size();
    keep(ring.take(true));
    result.late = result.losses.size() - early;
    return result;
}

RunReport runQueued(const TrainPlan& plan, const DataSet& dataSet, TrainObserver& observer, std::stop_token stop)
{
    return TrainingRun(plan, dataSet, observer, std::move(stop), true).execute();
}

} // namespace passes
