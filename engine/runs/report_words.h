#pragma once

#include <string>
#include <vector>

#include "engine/runs/evaluation_report.h"

namespace saccade {

/// The words of written reports. They are English whatever the window's language is, as names in files are: a report is
/// made by the headless program as well, which has no translations.

/// "93.15 %" and "93.15 % (92.6 to 93.6)".
[[nodiscard]] std::string shareText(double share, int decimals = 2);
[[nodiscard]] std::string shareWithInterval(double share, const Interval& interval, int decimals = 2);
/// "12,500".
[[nodiscard]] std::string countText(std::int64_t count);
[[nodiscard]] std::string decimalText(double value, int decimals);

/// What a run of one epoch learned, where a curve would be a single point.
[[nodiscard]] std::string singleEpochSentence(const EpochPoint& epoch);

/// What a finding says, with its numbers and how sure they are.
[[nodiscard]] std::string findingSentence(const Finding& finding, const std::vector<std::string>& classNames);

/// "resnet-20 on CIFAR-10, 10,000 test images".
[[nodiscard]] std::string subjectLine(const EvaluationReport& report);
/// What a person decided about the answers, and what a threshold does to these images.
[[nodiscard]] std::string ruleSentence(const EvaluationReport& report);
/// How confidence compares with what is right.
[[nodiscard]] std::string calibrationSentence(const EvaluationReport& report);
/// What the figures do not say.
[[nodiscard]] std::vector<std::string> limitSentences(Part part);

} // namespace saccade
