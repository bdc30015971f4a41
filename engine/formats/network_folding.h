#pragma once

#include "engine/formats/portable_model.h"

namespace saccade {

/// The same answers with fewer nodes. The model is sound (checkTensors()); so is the result. Arithmetic in double,
/// rounded to float once. Any thread.

/// Norms go into the convolution or linear layer before them: s = weight/sqrt(variance + epsilon),
/// W' = W s, b' = bias + (b - mean) s, for each output channel. Between the two may stand dropout, pools of averages
/// that pad nothing, and pools of maxima when no s is negative (a maximum keeps its place only then). A norm stays when
/// something else reads one of these nodes, or when a folded number would not be finite.
[[nodiscard]] PortableModel foldNorms(PortableModel model);

/// The scales at the end and 1/temperature go into the linear layer before them; when another kind of layer stands
/// there, into one scale at the end. The temperature then is 1.
[[nodiscard]] PortableModel foldHead(PortableModel model);

/// Without the layers that do nothing outside training: dropout.
[[nodiscard]] PortableModel withoutDropout(PortableModel model);

} // namespace saccade
