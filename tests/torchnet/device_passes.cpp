#include "tests/torchnet/device_passes.h"

#include <ATen/ops/empty.h>
#include <cstring>

#include "engine/torchnet/device_augmentation.h"
#include "engine/torchnet/input_conversion.h"
#include "engine/torchnet/step_runner.h"
#include "engine/torchnet/torch_thread.h"

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

} // namespace passes
