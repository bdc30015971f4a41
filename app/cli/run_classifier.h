#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/runs/run_folder.h"
#include "engine/training/image_reader.h"
#include "engine/training/trainer.h"

namespace saccade {

/// A run's network ready to classify. One thread at a time.
struct RunClassifier
{
    RunFolder run;
    const ImageReader* reader = nullptr;
    std::unique_ptr<Predictor> predictor;  ///< with the run's best weights and its temperature
    std::optional<double> rejectThreshold; ///< of its answer rule
};

/// Opens a run, or a file that one was exported as, and what classifies with it. Errors of the run, its weights and the
/// late modules. Blocks.
[[nodiscard]] Result<RunClassifier> openRunClassifier(const std::string& path);

} // namespace saccade
