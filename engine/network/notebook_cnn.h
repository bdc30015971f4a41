#pragma once

#include "engine/network/families.h"

namespace saccade {

/// Smallest side that leaves one position for the third convolution.
inline constexpr int kNotebookCnnSide = 18;

/// "notebook-cnn": the small convolutional network of the TensorFlow image classification tutorial. Any thread.
[[nodiscard]] LayerGraph buildNotebookCnn(const NetworkRequest& request);

} // namespace saccade
