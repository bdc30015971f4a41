#pragma once

#include <string>
#include <string_view>

#include "engine/base/result.h"
#include "engine/training/train_plan.h"

namespace saccade {

/// plan.json's version; a newer one is FormatTooNew.
inline constexpr int kPlanFormatVersion = 1;

/// The whole plan as indented UTF-8 JSON: settings by their field names, the graph node by node. Any thread.
[[nodiscard]] std::string encodePlan(const TrainPlan& plan);
/// Unknown keys are SettingUnknown, wrong kinds and ranges SettingInvalid, anything else FormatInvalid. At most 16 MiB.
[[nodiscard]] Result<TrainPlan> decodePlan(std::string_view json);

[[nodiscard]] std::string encodeGraph(const LayerGraph& graph);
[[nodiscard]] Result<LayerGraph> decodeGraph(std::string_view json);

} // namespace saccade
