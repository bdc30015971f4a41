#include "tests/torchnet/run_fixtures.h"

#include "engine/base/sha256.h"

extern "C" const saccade::ComputeEngine* saccadeComputeEngine();

using namespace saccade;

RunReport runPlan(const TrainPlan& plan, const DataSet& dataSet, RecordingObserver& observer)
{
    return saccadeComputeEngine()->createTrainer()->run(plan, dataSet, observer, observer.stop.get_token());
}

LayerGraph smallGraph(const DataSet& dataSet)
{
    const NetworkRequest request{
        dataSet.size, static_cast<int>(dataSet.classNames.size()), {{0.5, 0.5, 0.5}, {0.2, 0.2, 0.2}}};
    GraphBuilder builder("", 4, request);
    Conv2dLayer first;
    first.outChannels = 8;
    first.padding = 1;
    Conv2dLayer second = first;
    second.outChannels = 16;
    LinearLayer head;
    head.outFeatures = request.classCount;
    builder.add("conv1", first).add("norm1", BatchNormLayer{}).add("act1", ActivationLayer{Activation::Silu});
    builder.add("pool1", PoolLayer{}).add("conv2", second).add("act2", ActivationLayer{Activation::Relu});
    return builder.add("pool2", GlobalPoolLayer{Pooling::Average}).add("head", head).take();
}

TrainPlan smallPlan(const DataSet& dataSet, int batchSize, double epochs)
{
    TrainPlan plan;
    plan.settings.optimiser = OptimiserKind::Sgd;
    plan.settings.learningRate = 0.1;
    plan.settings.momentum = 0.9;
    plan.settings.weightDecay = 0;
    plan.settings.labelSmoothing = 0;
    plan.settings.batchSize = batchSize;
    plan.settings.epochs = epochs;
    plan.settings.precision = Precision::Fp32;
    plan.settings.replicas = 1;
    plan.settings.augmentation = {FlipMode::Off, 0, 0};
    plan.data = referenceTo(dataSet);
    plan.network = smallGraph(dataSet);
    plan.groups = optimiserGroups(plan.settings, plan.network);
    return plan;
}

std::string fingerprintOf(const NamedTensors& tensors)
{
    Sha256 hash;
    for (const auto& [name, tensor] : tensors) {
        hash.add(name);
        hash.add(static_cast<std::uint64_t>(tensor.values.size()));
        const std::span<const float> values(tensor.values);
        hash.add(std::span(reinterpret_cast<const std::uint8_t*>(values.data()), values.size_bytes()));
    }
    return hash.finishHex();
}
