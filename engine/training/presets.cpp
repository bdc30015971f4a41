#include <algorithm>
#include <cmath>

#include "engine/training/schedule.h"
#include "engine/training/train_settings.h"

namespace saccade {

namespace {

constexpr std::size_t kLargeSet = 30'000;
constexpr double kQuickImages = 27'000;
constexpr std::size_t kQuickSteps = 100;
constexpr double kQuickEpochs = 4;

double roundedUp(double value)
{
    return std::ceil(value * 1000 - 1e-9) / 1000;
}

/// At least half of the training images stay outside one batch, so that it still fits after validation is drawn.
int batchWithin(int wanted, std::size_t trainingImages)
{
    const auto half = static_cast<int>(std::min<std::size_t>(trainingImages / 2, 1'000'000));
    return std::max(1, std::min(wanted, half));
}

/// Part of one pass, validated in the middle and at the end: on 5,000 images that costs as much as some 15 steps. 64
/// images are the least that a replica takes, so 128 keep two cores busy. In the same time half the network sees twice
/// the images, and images that grow from 20 to 32 pixels a third more: on CIFAR-10 that is worth three points. Shifts
/// are for images that are seen again.
void shortenForLargeSet(TrainSettings& settings, std::size_t trainingImages)
{
    settings.batchSize = 128;
    settings.width = 0.5;
    settings.augmentation.translate = 0;
    settings.firstScale = 0.625;
    settings.fullSizeFrom = 0.8;
    settings.epochs = std::max(0.001, std::round(1000 * kQuickImages / static_cast<double>(trainingImages)) / 1000);
    settings.validateEvery = roundedUp(settings.epochs / 2);
}

/// Four epochs; small sets get smaller batches and, below 32 images a batch, more epochs, so that there are about a
/// hundred steps to learn in. Muon's rate falls with the root of the batch below 125, where it was measured.
void fitSmallSet(TrainSettings& settings, std::size_t trainingImages)
{
    const auto perStep = static_cast<int>(trainingImages * static_cast<std::size_t>(kQuickEpochs) / kQuickSteps);
    settings.batchSize = batchWithin(std::clamp(perStep, 32, 250), trainingImages);
    const std::int64_t perEpoch = stepsPerEpoch(trainingImages, settings.batchSize);
    settings.epochs =
        std::max(kQuickEpochs, std::ceil(static_cast<double>(kQuickSteps) / static_cast<double>(perEpoch)));
    settings.validateEvery = std::max(1.0, std::ceil(settings.epochs / 16));
    if (settings.batchSize < 125) {
        settings.learningRate = std::round(20 * std::sqrt(settings.batchSize / 125.0)) / 100;
    }
}

TrainSettings quickSettings(std::size_t trainingImages)
{
    TrainSettings settings;
    settings.augmentation = {FlipMode::Random, 2, 0};
    if (trainingImages > kLargeSet) {
        shortenForLargeSet(settings, trainingImages);
    } else {
        fitSmallSet(settings, trainingImages);
    }
    return settings;
}

/// Images that grow from 24 to 32 pixels over the first half give the recipe's accuracy in 0.85 of its time.
TrainSettings recordSettings(std::size_t trainingImages)
{
    TrainSettings settings;
    settings.firstScale = 0.75;
    settings.fullSizeFrom = 0.5;
    settings.learningRate = 0.24;
    settings.batchSize = static_cast<int>(std::clamp<std::size_t>(trainingImages, 1, 2000));
    settings.epochs = 8;
    settings.augmentation = {FlipMode::Alternating, 2, 0};
    settings.validationShare = 0;
    return settings;
}

TrainSettings classicSettings(std::size_t trainingImages)
{
    TrainSettings settings;
    settings.network = "notebook-cnn";
    settings.normalise = NormaliseKind::Unit;
    settings.optimiser = OptimiserKind::Adam;
    settings.learningRate = 1e-3;
    settings.momentum = 0.9;
    settings.weightDecay = 0;
    settings.batchSize = batchWithin(32, trainingImages);
    settings.labelSmoothing = 0;
    settings.schedule = ScheduleShape::Constant;
    settings.epochs = 10;
    settings.augmentation = {FlipMode::Off, 0, 0};
    return settings;
}

} // namespace

const std::vector<std::string>& presetNames()
{
    static const std::vector<std::string> names{"quick", "record", "classic"};
    return names;
}

Result<TrainSettings> presetSettings(const std::string& name, std::size_t trainingImages)
{
    if (name == "quick") {
        return quickSettings(trainingImages);
    }
    if (name == "record") {
        return recordSettings(trainingImages);
    }
    if (name == "classic") {
        return classicSettings(trainingImages);
    }
    return Error{ErrorCode::PresetUnknown, name + "; nearest: " + nearestName(name, presetNames()), {}};
}

} // namespace saccade
