#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/formats/json_text.h"
#include "engine/training/events.h"

namespace saccade {

/// report.json's version; a newer one is FormatTooNew.
inline constexpr int kReportFormatVersion = 1;
/// Above so many classes a matrix as text would fill the disk: "confusion" is null, predictions/ holds every image.
inline constexpr int kMostClassesInReport = 1000;

/// What report.json says beside the report: the predictions that its figures come from.
struct ReportedPredictions
{
    Part part = Part::Test;
    const PredictionTable* table = nullptr; ///< or null
};

[[nodiscard]] std::string encodeReport(const RunReport& report, const std::vector<std::string>& classNames,
                                       const ReportedPredictions& predictions);
/// Without tensors and predictions. Any thread.
[[nodiscard]] Result<RunReport> decodeReport(std::string_view json);

/// {"split", "images", "accuracy", "loss", "classes", "confusion", "per_class", "macro", "weighted"}: the figures of a
/// table, in report.json and in the headless program's output alike. Any thread.
[[nodiscard]] nlohmann::json evaluationToJson(const PredictionTable& table, const std::string& split,
                                              const std::vector<std::string>& classNames);

} // namespace saccade
