#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/formats/json_text.h"
#include "engine/runs/kept_predictions.h"

namespace saccade {

inline constexpr JsonLimits kPredictionLimits{std::size_t{64} << 20, 8, 4'000'000}; ///< of what is read

/// The first `count` as text; answers that are no numbers are left out. Any thread, as below.
[[nodiscard]] std::string encodePredictions(const std::vector<KeptPrediction>& predictions, std::size_t count);
/// FormatTooNew, or FormatInvalid for whatever breaks a rule.
[[nodiscard]] Result<std::vector<KeptPrediction>> decodePredictions(std::string_view text);

} // namespace saccade
