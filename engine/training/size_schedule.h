#pragma once

#include <cstdint>
#include <vector>

#include "engine/data/batch_loader.h"
#include "engine/network/layer_graph.h"
#include "engine/training/train_settings.h"

namespace saccade {

/// The sizes a run trains in, one after the other: from firstScale of `full` (both sides) linearly to all of it at
/// fullSizeFrom of the steps, each side rounded to the nearest multiple of 4 pixels, at least 4. Empty when images keep
/// their size throughout. Pure; any thread.
[[nodiscard]] std::vector<SizeStage> sizeStages(const TrainSettings& settings, ImageSize full, std::int64_t steps);

/// Of a run whose number of steps is not known yet, and long enough for every size: what canBeginWith() looks at.
[[nodiscard]] std::vector<SizeStage> firstStages(const TrainSettings& settings, ImageSize full);

/// Whether the network takes images of the first stage with the parameters it has: not where the number of its weights
/// depends on the size, or the image would be too small. True without stages. Any thread.
[[nodiscard]] bool canBeginWith(const std::vector<SizeStage>& stages, const LayerGraph& graph);

/// Pixels of the steps [0, step), in steps of full size: what a run's time goes with. Pure; any thread.
[[nodiscard]] double fullSteps(const std::vector<SizeStage>& stages, ImageSize full, std::int64_t step);

} // namespace saccade
