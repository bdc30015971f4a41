#pragma once

#include <memory>
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
    std::unique_ptr<Predictor> predictor; ///< with the run's best weights
};

/// Opens the run and what classifies with it. Errors of the run, its weights and the late modules. Blocks.
[[nodiscard]] Result<RunClassifier> openRunClassifier(const std::string& path);

} // namespace saccade
