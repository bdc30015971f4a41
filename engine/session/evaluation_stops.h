#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/runs/run_folder.h"

namespace saccade {

/// A moment of a run whose answers can be looked at.
struct EvaluationStop
{
    std::int64_t step = 0;
    double epoch = 0;
    bool isBest = false; ///< the validation that the kept weights are of
    bool isLast = false; ///< of all validations

    bool operator==(const EvaluationStop&) const = default;
};

/// Whether the run's test images were ever looked at.
[[nodiscard]] bool hasTestFigures(const RunFolder& run);

/// In order of the steps. Validation: all whose answers for each image lie in the folder. Test: the kept checkpoints,
/// which are the best and, where it is another, the last; none without test figures. Training: none, for no run keeps
/// those answers. Blocks for a look at the folder. Any thread.
[[nodiscard]] std::vector<EvaluationStop> findStops(const RunFolder& run, Part part);

/// The best of them, else the last one.
[[nodiscard]] std::optional<EvaluationStop> defaultStop(std::span<const EvaluationStop> stops);

} // namespace saccade
