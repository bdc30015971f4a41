#pragma once

#include <string_view>

namespace saccade {

/// What the generated file does the same for every network; it uses the constants before it and `Network`.

/// Decoding and resizing as engine/README.md has them, "What becomes of each kind of image" and "How images become the
/// network's size".
[[nodiscard]] std::string_view pythonDecoding();
[[nodiscard]] std::string_view pythonResizing();
/// Preprocessing for torch, loading, answering, and the program.
[[nodiscard]] std::string_view pythonAnswering();

} // namespace saccade
