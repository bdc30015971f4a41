#pragma once

#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/cli/output.h"
#include "engine/training/image_reader.h"
#include "engine/training/trainer.h"

namespace saccade {

/// CIFAR or IDX files (or a folder of them), a list or an archive: not an image, but a data set of them. Blocks:
/// milliseconds.
[[nodiscard]] bool isDataSetFile(const std::string& path);

/// What classifies, and how images become what it sees.
struct SourceClassifier
{
    const ImageReader* reader = nullptr;
    Predictor* predictor = nullptr;
    ResizeRule rule;
    std::size_t classes = 0;
};

/// Opens the source and hands each image's name and probabilities to tell, in the data set's order. Errors of opening
/// and of the predictor; Cancelled. Blocks.
[[nodiscard]] Result<void>
predictSource(const std::string& path, const SourceClassifier& classifier, Output& output, const std::stop_token& stop,
              const std::function<void(const std::string& name, const std::vector<float>& probabilities)>& tell);

} // namespace saccade
