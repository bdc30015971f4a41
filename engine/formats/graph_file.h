#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/training/train_plan.h"

namespace saccade {

/// The version of a graph file; a newer one is FormatTooNew.
inline constexpr int kGraphFormatVersion = 1;

/// A graph as a file of its own: JSON as in plan.json, with its formatVersion.
[[nodiscard]] std::string encodeGraphFile(const LayerGraph& graph);
/// What encodeGraphFile() wrote, or the graph out of a plan.json. The graph is sound; what is wrong names its place.
[[nodiscard]] Result<LayerGraph> decodeGraphFile(std::string_view text);

/// At most 16 MiB. Blocks.
[[nodiscard]] Result<LayerGraph> readGraphFile(const std::filesystem::path& path);
/// The file appears whole or not at all. Blocks.
[[nodiscard]] Result<void> writeGraphFile(const std::filesystem::path& path, const LayerGraph& graph);

/// draftPlan(), with the graph read from its file where the settings name one, unless it is the loaded start's own,
/// whose file may be gone. Blocks for that file only. Any thread.
[[nodiscard]] Result<TrainPlan> draftPlanFor(const TrainSettings& settings, const DataSet& dataSet,
                                             const std::string& preset = {},
                                             const std::optional<StartPoint>& start = {});
/// A complete plan. Blocks as completePlan() does. Any thread.
[[nodiscard]] Result<TrainPlan> planFor(const TrainSettings& settings, const DataSet& dataSet,
                                        const std::string& preset = {}, const std::optional<StartPoint>& start = {});

} // namespace saccade
