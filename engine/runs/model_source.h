#pragma once

#include "engine/formats/portable_model.h"
#include "engine/runs/run_folder.h"

namespace saccade {

/// Where a network to answer with comes from: a run, or a file that a run was exported as.
struct ModelSource
{
    PortableModel model; ///< ready to answer: its temperature is in its weights
    RunFolder run;       ///< of a file only what the file tells: title, network, classes, size and resize
    bool isRun = true;
};

/// `path` is a run folder, a .safetensors or .pt file with its .json beside it, an .onnx file of this program in
/// float32, or a deploy bundle. FileNotFound, NotAModel for other files, and the errors of whatever it is.
/// Blocks.
[[nodiscard]] Result<ModelSource> openModelSource(const std::filesystem::path& path);

} // namespace saccade
