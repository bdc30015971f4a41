#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "engine/metrics/bootstrap.h"
#include "engine/metrics/calibration.h"
#include "engine/metrics/class_intervals.h"
#include "engine/metrics/label_suspects.h"
#include "engine/metrics/ranking_report.h"
#include "engine/metrics/risk_coverage.h"
#include "engine/metrics/score_curves.h"
#include "engine/metrics/temperature_scaling.h"
#include "engine/metrics/verdict.h"
#include "engine/session/evaluate_session.h"

namespace saccade {

/// What confidences are worth at one temperature.
struct ConfidenceFigures
{
    double temperature = 1;
    std::vector<float> confidences; ///< of the predicted class, in the order of the predictions
    Reliability reliability;
    RiskCoverage coverage;
};

/// An image of validation whose label may be wrong, and how it fared.
struct SuspectImage
{
    LabelSuspect suspect;   ///< image: its place in the validation predictions
    std::int32_t index = 0; ///< its place in the data set
    ImageHistory history;
};

/// Everything about an evaluation that is not in its matrix. What cannot be known is empty.
struct EvaluationFigures
{
    Interval accuracy;
    std::vector<ClassIntervals> intervals;    ///< of each class
    std::optional<BootstrapInterval> macroF1; ///< none without images, as weightedF1
    std::optional<BootstrapInterval> weightedF1;
    std::optional<RankingReport> ranking; ///< none when the run kept no probabilities
    ConfidenceFigures asTrained;
    std::optional<TemperatureScaling> fit;      ///< on validation at the best step; none without its probabilities
    std::optional<ConfidenceFigures> corrected; ///< at the fitted temperature; none unless it was Fitted
    std::int64_t validations = 0;               ///< whose predictions the suspects rest on
    std::int64_t validationImages = 0;
    std::vector<SuspectImage> suspects; ///< most suspect first
    std::vector<Finding> findings;
};

/// One class against the rest.
struct ClassCurve
{
    int label = -1;
    ScoreCurve curve;
    std::vector<RatePoint> precisionRecall; ///< at most kCurvePoints
    std::vector<RatePoint> roc;             ///< at most kCurvePoints
    std::optional<ThresholdFigures> best;   ///< where F1 is highest
    std::optional<BootstrapInterval> averagePrecision;
};
inline constexpr std::size_t kCurvePoints = 2000;

/// The temperature is fitted on validation, never on the part that is shown. dataSet, when it is the run's, tells how
/// many training images each class has; any other says nothing. Cancelled when stopped. Blocks: reads the
/// kept validation predictions. Worker thread.
[[nodiscard]] Result<EvaluationFigures> computeFigures(const Evaluation& evaluation, const DataSet& dataSet,
                                                       const std::stop_token& stop);
/// Empty when the run kept no probabilities. Blocks. Worker thread.
[[nodiscard]] ClassCurve computeClassCurve(const PredictionTable& predictions, int label);

} // namespace saccade
