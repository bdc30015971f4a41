#pragma once

#include "engine/base/result.h"
#include "engine/training/exported_network.h"
#include "engine/training/frame_source.h"
#include "engine/training/image_reader.h"
#include "engine/training/trainer.h"

namespace saccade {

/// Open the late modules that lie beside this library, with RTLD_NOW | RTLD_LOCAL, once; later calls give the same
/// answer. Never closed. EngineMissing carries the loader's own words. Block (LibTorch about 0.2 s). Any thread.
[[nodiscard]] Result<const ComputeEngine*> loadComputeEngine();
[[nodiscard]] Result<const ImageReader*> loadImageReader();
[[nodiscard]] Result<const ExportedNetworkOpener*> loadExportedNetworkOpener();
[[nodiscard]] Result<const FrameOpener*> loadFrameOpener();

} // namespace saccade
