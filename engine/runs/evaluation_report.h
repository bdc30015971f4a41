#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/data/image.h"
#include "engine/metrics/calibration.h"
#include "engine/metrics/class_intervals.h"
#include "engine/metrics/class_report.h"
#include "engine/metrics/ranking_report.h"
#include "engine/metrics/risk_coverage.h"
#include "engine/metrics/top_confusions.h"
#include "engine/metrics/verdict.h"
#include "engine/runs/answer_rule.h"
#include "engine/runs/run_folder.h"

namespace saccade {

/// An image that the network is sure of and wrong about.
struct WorstError
{
    std::string name; ///< in the data set; empty when its images were not at hand
    int truth = 0;
    int predicted = 0;
    float confidence = 0;
    float loss = 0;
    std::optional<Image> picture; ///< at most kThumbnailSide
};

/// Everything that is to be said of a run on one part of its data, for people who have only the document.
struct EvaluationReport
{
    RunFolder run;
    AnswerRule rule;
    Part part = Part::Test;
    ConfusionMatrix matrix;
    ClassReport classes;
    Interval accuracy;
    std::vector<ClassIntervals> intervals;
    std::optional<RankingReport> ranking; ///< none when the run kept no probabilities
    Reliability reliability;
    RiskCoverage coverage;
    std::vector<ClassConfusion> confusions;
    std::vector<WorstError> worst; ///< the surest first
    std::vector<Finding> findings;
    std::vector<std::int64_t> trainingCounts; ///< of each class; empty when the images were not at hand
};

inline constexpr std::size_t kWorstErrors = 24;
inline constexpr std::size_t kReportedConfusions = 20;

/// From what the run recorded: the test part, or validation at the best step. `dataSet` gives pictures, names and
/// counts and may be null; one with another id is not looked at. SplitEmpty when the run recorded no such figures.
/// Blocks.
[[nodiscard]] Result<EvaluationReport> makeEvaluationReport(const RunFolder& run, Part part, const DataSet* dataSet);

/// The run's own report.json, which no report may replace: without it the folder would be that of a run that never
/// ended. Blocks.
[[nodiscard]] bool isRecordOf(const RunFolder& run, const std::filesystem::path& file);

/// Test when the run has test figures, else validation. Any thread.
[[nodiscard]] Part reportedPart(const RunFolder& run);

} // namespace saccade
