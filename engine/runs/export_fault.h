#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/runs/run_export.h"

namespace saccade {

/// Which step or operator of an export differs, for Error::detail after a check that failed: decoding and resizing when
/// the pixels differ; else what the file says otherwise than the model: its contract, or a layer by its name; else the
/// runtime. Blocks: the file is read.
[[nodiscard]] std::string findFault(const ExportCheck& check, const PortableModel& model, const ExportReport& report,
                                    OnnxProfile profile);

/// What of a model its file says otherwise: "step: normalisation", "operator: conv1 (convolution)"; empty when
/// nothing. Any thread.
[[nodiscard]] std::string differingPart(const PortableModel& meant, const PortableModel& written);

} // namespace saccade
