#pragma once

#include "engine/formats/portable_model.h"
#include "engine/runs/run_folder.h"

namespace saccade {

/// The run's weights with all that they need elsewhere, temperature and threshold of its answer rule among them. Those
/// were found for the best weights, so the last ones go without where there are both. RunInvalid, WeightsMismatch,
/// errors of the rule. Blocks.
[[nodiscard]] Result<PortableModel> loadPortableModel(const RunFolder& run, KeptWeights weights = KeptWeights::Best);

/// The same without the tensors: what the run's files will say of it. Errors of the rule. Blocks.
[[nodiscard]] Result<PortableModel> loadContract(const RunFolder& run, KeptWeights weights = KeptWeights::Best);

/// With the tensors and ready to answer: its temperature is in its weights, so that whoever runs it needs to know
/// nothing of it. Weights that need no folding are not checked: a predictor does that. Blocks.
[[nodiscard]] Result<PortableModel> loadAnsweringModel(const RunFolder& run);

} // namespace saccade
