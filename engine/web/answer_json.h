#pragma once

#include <string>
#include <string_view>

#include "engine/web/batch_classifier.h"
#include "engine/web/refusal.h"
#include "engine/web/served_model.h"

namespace saccade {

/// The text in quotes, escaped; what is not UTF-8 becomes U+FFFD. Any thread, as all here.
[[nodiscard]] std::string jsonString(std::string_view text);

/// {"label", "probability", "isUnknown", "top": [{"label", "probability"}], "milliseconds": {"decode", "network"}}.
/// label is the likeliest class also when isUnknown; equal ones in the order of the classes. A number that is not
/// finite is null.
[[nodiscard]] std::string answerJson(const ImageAnswer& answer, const ServedModel& model);

/// {"title", "classes", "input": {"height", "width", "channels", "resize"}, "rejectThreshold": number or null}
[[nodiscard]] std::string modelJson(const ServedModel& model);

/// {"error": {"code", "message"}}
[[nodiscard]] std::string refusalJson(const Refusal& refusal);

} // namespace saccade
