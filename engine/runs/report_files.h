#pragma once

#include <string>

#include "engine/runs/evaluation_report.h"

namespace saccade {

/// One file without scripts and without anything to load: charts are inline SVG, pictures data URIs; light and dark by
/// the reader's choice. Every text of the run is escaped. Any thread.
[[nodiscard]] std::string encodeReportHtml(const EvaluationReport& report);

/// All numbers: {"formatVersion", "title", "split", "data", "settings", "accuracy", "classes", "confusion", ...}.
[[nodiscard]] std::string encodeReportJson(const EvaluationReport& report);

/// A line a class with its figures, the averages, and the matrix behind them; harmless to spreadsheets.
[[nodiscard]] std::string encodeReportCsv(const EvaluationReport& report);

} // namespace saccade
