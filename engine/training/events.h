#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "engine/data/data_set.h"
#include "engine/network/host_tensor.h"
#include "engine/training/time_shares.h"
#include "engine/training/train_plan.h"

namespace saccade {

/// Predictions on some images, in the order of `indices`.
struct PredictionTable
{
    std::vector<std::int32_t> indices; ///< into the data set
    std::vector<std::int32_t> labels;  ///< truth
    std::vector<std::int32_t> predicted;
    std::vector<float> confidences;   ///< probability of the predicted class, 0..1
    std::vector<float> losses;        ///< cross-entropy of the truth, without label smoothing
    std::vector<float> probabilities; ///< count x classes, or empty when that would pass kProbabilityLimit values
    int classCount = 0;

    [[nodiscard]] std::size_t count() const { return indices.size(); }
    bool operator==(const PredictionTable&) const = default;
};
inline constexpr std::size_t kProbabilityLimit = 16'000'000;

/// One training step.
struct BatchPoint
{
    std::int64_t step = 0;   ///< steps done, from 1
    double epoch = 0;        ///< epochs done, fractional
    double loss = 0;         ///< mean over the batch, with label smoothing as trained
    double accuracy = 0;     ///< 0..1, of the augmented batch
    double learningRate = 0; ///< of the first group
    double seconds = 0;      ///< since the first step began, monotonic, without validation
};

/// One validation.
struct EpochPoint
{
    std::int64_t step = 0;
    double epoch = 0;
    double trainLoss = 0; ///< mean over the batches since the last validation
    double trainAccuracy = 0;
    std::optional<double> validationLoss; ///< none when the plan validates nothing
    std::optional<double> validationAccuracy;
    double learningRate = 0;
    double imagesPerSecond = 0; ///< training only, since the last validation
    TimeShares shares;          ///< of all time since the last validation, this one included
    double seconds = 0;         ///< since the first step began, validation included
    bool isBest = false;
    std::shared_ptr<const PredictionTable> predictions; ///< of the validation part, or none
};

/// The network at one moment, for whoever predicts with it; owns its weights (fp32).
struct Snapshot
{
    std::int64_t step = 0;
    double epoch = 0;
    std::shared_ptr<const NamedTensors> tensors;
};

/// What the network says of the plan's probes now.
struct ProbePoint
{
    std::int64_t step = 0;
    double epoch = 0;
    std::vector<std::int32_t> predicted; ///< as TrainPlan::probes
    std::vector<float> confidences;
};

enum class EndReason
{
    Completed,
    Stopped,     ///< on request; the best weights are kept
    Diverged,    ///< the loss was not finite; the best weights before that are kept
    Failed,      ///< see RunReport::error
    EarlyStopped ///< TrainSettings::patience was at its end; the best weights are kept, the test was made
};
[[nodiscard]] const char* endReasonName(EndReason reason);

/// How a run ended. The last event of a run, exactly one.
struct RunReport
{
    EndReason reason = EndReason::Completed;
    std::optional<Error> error;
    std::int64_t steps = 0;
    double epochs = 0;
    double seconds = 0;               ///< training and validation, from the first step
    std::optional<TimeShares> shares; ///< of those seconds; none before the first validation
    std::int64_t bestStep = 0;
    double bestEpoch = 0;
    std::optional<double> bestValidationAccuracy;
    std::optional<double> testAccuracy; ///< none when the data set has no test part
    std::optional<double> testLoss;
    std::shared_ptr<const NamedTensors> bestTensors;        ///< none when nothing was learned yet
    std::shared_ptr<const PredictionTable> testPredictions; ///< best weights, fp32, no test-time augmentation
};

/// What the worker is doing before and between steps, for the progress band.
enum class TrainPhase
{
    Preparing,       ///< statistics, initial weights
    SelfTest,        ///< the numeric traps
    TimingPrecision, ///< auto precision
    Training,
    Validating,
    Testing
};

} // namespace saccade
