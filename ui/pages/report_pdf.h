#pragma once

#include <string>

#include "engine/runs/evaluation_report.h"

namespace saccade {

/// The report as a PDF of A4 pages with charts and matrix as vectors, in the words of encodeReportHtml() and the light
/// colours. Blocks some 100 ms. Any thread.
[[nodiscard]] std::string encodeReportPdf(const EvaluationReport& report);

} // namespace saccade
