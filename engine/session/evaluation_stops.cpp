#include "engine/session/evaluation_stops.h"

#include <algorithm>

#include "engine/runs/prediction_file.h"

namespace saccade {

namespace {

/// The step of the best weights: the report's, or that of the last validation marked best in a run without a report.
std::int64_t bestStep(const RunFolder& run)
{
    if (run.report) {
        return run.report->bestStep;
    }
    const auto marked =
        std::find_if(run.epochs.rbegin(), run.epochs.rend(), [](const EpochPoint& point) { return point.isBest; });
    return marked != run.epochs.rend() ? marked->step : -1;
}

bool isThere(const std::filesystem::path& file)
{
    std::error_code failed;
    return std::filesystem::is_regular_file(file, failed);
}

std::vector<EvaluationStop> validations(const RunFolder& run)
{
    std::vector<EvaluationStop> stops;
    const std::int64_t best = bestStep(run);
    for (const EpochPoint& point : run.epochs) {
        if (point.validationAccuracy && isThere(validationPredictionsFile(run.path, point.step))) {
            stops.push_back({point.step, point.epoch, point.step == best, false});
        }
    }
    if (!stops.empty()) {
        stops.back().isLast = true;
    }
    return stops;
}

/// The recorder keeps the weights of the best validation and those of the last one.
std::vector<EvaluationStop> checkpoints(const RunFolder& run)
{
    std::vector<EvaluationStop> stops{{run.report->bestStep, run.report->bestEpoch, true, true}};
    if (!run.epochs.empty() && run.epochs.back().step > stops[0].step && isThere(lastWeightsFile(run.path))) {
        stops[0].isLast = false;
        stops.push_back({run.epochs.back().step, run.epochs.back().epoch, false, true});
    }
    return stops;
}

} // namespace

bool hasTestFigures(const RunFolder& run)
{
    return run.report && run.report->testAccuracy;
}

std::vector<EvaluationStop> findStops(const RunFolder& run, Part part)
{
    switch (part) {
    case Part::Test: return hasTestFigures(run) ? checkpoints(run) : std::vector<EvaluationStop>();
    case Part::Validation: return validations(run);
    case Part::Training:
    case Part::Excluded: break;
    }
    return {};
}

std::optional<EvaluationStop> defaultStop(std::span<const EvaluationStop> stops)
{
    if (stops.empty()) {
        return std::nullopt;
    }
    const auto best = std::find_if(stops.begin(), stops.end(), [](const EvaluationStop& stop) { return stop.isBest; });
    return best != stops.end() ? *best : stops.back();
}

} // namespace saccade
