#include <algorithm>

#include "engine/data/class_balance.h"
#include "engine/network/initialise.h"
#include "engine/torchnet/devices.h"
#include "engine/torchnet/plan_resolution.h"
#include "engine/torchnet/self_test.h"
#include "engine/torchnet/training_run.h"
#include "engine/training/size_schedule.h"

namespace saccade {
namespace {

constexpr std::size_t kMomentImages = 5'000;
constexpr std::int64_t kTimingImages = 32;

} // namespace

/// From the plan to a runner and a loader that are ready for the first step.
Result<void> TrainingRun::prepare()
{
    m_observer.phaseChanged(TrainPhase::Preparing);
    if (const Result<void> valid = validatePlan(m_plan, m_dataSet); !valid) {
        return valid;
    }
    Result<GraphSummary> summary = summarise(m_plan.network);
    if (!summary) {
        return summary.error();
    }
    m_executor = std::make_unique<GraphExecutor>(m_plan.network, std::move(*summary));
    const Result<NamedTensors> tensors = firstTensors();
    if (!tensors) {
        return tensors.error();
    }
    if (const Result<void> resolved = resolve(*tensors); !resolved) {
        return resolved;
    }
    m_team = std::make_unique<WorkerTeam>(m_compute.device.is_cpu() ? teamSize(m_trainingIndices.size()) : 1);
    m_runner = std::make_unique<StepRunner>(*m_executor, *m_team, m_plan,
                                            toState(m_executor->summary(), *tensors, m_compute.device), m_compute,
                                            lossRule(), m_steps, m_stepsPerEpoch);
    LoaderPlan loader = loaderPlan();
    loader.drawsOnly = giveImagesToDevice(loader);
    m_loader = std::make_unique<BatchLoader>(m_dataSet, std::move(loader));
    m_observer.planResolved(m_plan);
    return {};
}

/// Whether the device draws its batches from all images, which it then has.
bool TrainingRun::giveImagesToDevice(const LoaderPlan& loader)
{
    if (m_compute.device.is_cpu() || !loader.stages.empty() || !canDrawOnDevice(loader.augmentation)) {
        return false;
    }
    std::optional<DeviceImages> images = uploadImages(m_dataSet, loader.fill, m_compute.device);
    if (images) {
        m_runner->setSource(std::move(*images));
    }
    return images.has_value();
}

Result<NamedTensors> TrainingRun::firstTensors() const
{
    if (m_plan.start && m_plan.start->loaded) {
        return m_plan.start->loaded->tensors;
    }
    const auto moments = [this](int kernel) {
        std::vector<std::int32_t> images = m_trainingIndices;
        images.resize(std::min(images.size(), kMomentImages));
        return computePatchMoments(m_dataSet, images, m_plan.network.input().normalisation, kernel);
    };
    return initialiseParameters(m_plan.network, m_plan.settings.seed, moments);
}

/// Replaces every "auto" by what this machine gives.
Result<void> TrainingRun::resolve(const NamedTensors& tensors)
{
    TrainSettings& settings = m_plan.settings;
    const Result<c10::Device> device = resolveDevice(settings.device);
    if (!device) {
        return device.error();
    }
    settings.device = device->is_cpu() ? "cpu" : device->str();
    if (settings.replicas == 0 || !device->is_cpu()) {
        settings.replicas = automaticReplicas(settings.batchSize / settings.accumulate, *device);
    }
    m_observer.phaseChanged(TrainPhase::SelfTest);
    const Result<void> sound = runSelfTest(*device);
    if (!sound && settings.precision == Precision::Bf16) {
        return sound;
    }
    if (settings.precision == Precision::Auto) {
        m_observer.phaseChanged(TrainPhase::TimingPrecision);
        const NetworkState masters = toState(m_executor->summary(), tensors, *device);
        const std::int64_t images = std::min<std::int64_t>(kTimingImages, settings.batchSize / settings.accumulate);
        // Where bf16 computes wrongly it is no choice, however fast.
        settings.precision = sound ? fasterPrecision(*m_executor, masters, *device, images) : Precision::Fp32;
    }
    m_compute = {*device, settings.precision == Precision::Bf16 ? at::kBFloat16 : at::kFloat};
    m_compute.isQueued = m_compute.isQueued || m_queuesAlways;
    return {};
}

LossRule TrainingRun::lossRule() const
{
    LossRule rule{m_plan.settings.labelSmoothing, {}};
    if (m_plan.settings.classWeights == ClassWeights::Balanced) {
        std::vector<std::int32_t> labels;
        for (const std::int32_t index : m_trainingIndices) {
            labels.push_back((*m_dataSet.samples)[static_cast<std::size_t>(index)].label);
        }
        rule.classWeights = balancedClassWeights(labels, static_cast<int>(m_dataSet.classNames.size()));
    }
    return rule;
}

LoaderPlan TrainingRun::loaderPlan() const
{
    const TrainSettings& settings = m_plan.settings;
    LoaderPlan plan;
    plan.indices = m_trainingIndices;
    plan.augmentation = settings.augmentation;
    plan.seed = settings.seed;
    plan.isBalanced = settings.sampling == Sampling::Balanced;
    plan.batchSize = settings.batchSize;
    plan.steps = m_steps;
    plan.threads = settings.loaderThreads;
    plan.stages = sizeStages(settings, m_dataSet.size, m_steps);
    if (usesFill(settings.augmentation)) {
        const Normalisation mean = computeNormalisation(m_dataSet, m_trainingIndices);
        std::transform(mean.mean.begin(), mean.mean.end(), plan.fill.begin(),
                       [](double value) { return static_cast<std::uint8_t>(value * 255 + 0.5); });
    }
    return plan;
}

} // namespace saccade
