#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/training/events.h"

namespace saccade {

/// A run as its folder tells it: open files, readable without Saccade.
///   plan.json             the resolved plan, versioned
///   points.csv            one line a step and one a validation, appended; a torn last line is ignored
///   report.json           how it ended, the test figures and the confusion matrix; missing while running or after a
///                         crash
///   weights/best.safetensors, weights/last.safetensors (fp32, with class names in the metadata)
///   predictions/validation-STEP.safetensors, predictions/test.safetensors
struct RunFolder
{
    std::filesystem::path path;
    std::string title; ///< the folder's name
    TrainPlan plan;
    std::vector<BatchPoint> batches;
    std::vector<EpochPoint> epochs;  ///< without predictions: see loadPredictions()
    std::optional<RunReport> report; ///< without tensors and predictions
    std::size_t damagedLines = 0;    ///< of points.csv, left out
};

/// $XDG_DATA_HOME/saccade/runs, or ~/.local/share/saccade/runs. Any thread.
[[nodiscard]] std::filesystem::path defaultRunsFolder();
/// $XDG_CACHE_HOME/saccade, or ~/.cache/saccade. Any thread.
[[nodiscard]] std::filesystem::path defaultCacheFolder();

/// Run folders directly below root, newest first; a folder counts when it has a plan.json. A root that is not there has
/// none. Blocks.
[[nodiscard]] std::vector<std::filesystem::path> listRunFolders(const std::filesystem::path& root);

/// FileNotFound when there is no such folder; RunInvalid names what is missing in it. Blocks.
[[nodiscard]] Result<RunFolder> openRunFolder(const std::filesystem::path& path);
/// Of the weights that a run keeps.
enum class KeptWeights : std::uint8_t
{
    Best, ///< or the last when there is no best
    Last  ///< of the last validation
};
/// The names on the command line, in the order of the enumeration.
inline constexpr std::array<std::string_view, 2> kKeptWeightsNames{"best", "last"};

/// The best weights, or the last when there is no best. Blocks.
[[nodiscard]] Result<NamedTensors> loadBestWeights(const RunFolder& run);
/// The weights of the last validation. Blocks.
[[nodiscard]] Result<NamedTensors> loadLastWeights(const RunFolder& run);
/// Predictions of the test part, or of validation at the given step. Blocks.
[[nodiscard]] Result<PredictionTable> loadTestPredictions(const RunFolder& run);
[[nodiscard]] Result<PredictionTable> loadValidationPredictions(const RunFolder& run, std::int64_t step);

} // namespace saccade
