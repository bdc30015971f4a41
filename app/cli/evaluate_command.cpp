#include <algorithm>

#include "app/cli/commands.h"
#include "app/cli/evaluation_text.h"
#include "app/cli/run_data.h"
#include "engine/runs/model_source.h"
#include "engine/runs/test_openings.h"
#include "engine/session/late_modules.h"

namespace saccade {

namespace {

Result<Part> partNamed(const std::string& name)
{
    std::vector<std::string> names;
    for (const Part part : {Part::Training, Part::Validation, Part::Test}) {
        if (name == partName(part)) {
            return part;
        }
        names.emplace_back(partName(part));
    }
    return Error{ErrorCode::SettingInvalid, "split: " + name + "; nearest: " + nearestName(name, names), {}};
}

Result<EvaluationViews> viewsNamed(const std::string& name)
{
    const auto found = std::find(kEvaluationViewNames.begin(), kEvaluationViewNames.end(), name);
    if (found == kEvaluationViewNames.end()) {
        const std::vector<std::string> names(kEvaluationViewNames.begin(), kEvaluationViewNames.end());
        return Error{ErrorCode::SettingInvalid, "views: " + name + "; nearest: " + nearestName(name, names), {}};
    }
    return static_cast<EvaluationViews>(found - kEvaluationViewNames.begin());
}

/// Weights are only asked for the images of one part; an empty one is named, never replaced by another.
Result<PredictionTable> evaluated(const PortableModel& model, const DataSet& dataSet, Part part, EvaluationViews views,
                                  const std::stop_token& stop)
{
    const std::vector<std::int32_t> indices = dataSet.indicesOf(part);
    if (indices.empty()) {
        return Error{ErrorCode::SplitEmpty, partName(part), dataSet.source};
    }
    const Result<const ComputeEngine*> engine = loadComputeEngine();
    if (!engine) {
        return engine.error();
    }
    return (*engine)->evaluate(model.network, model.tensors, dataSet, indices, views, {stop, {}});
}

} // namespace

ExitStatus runCommand(const EvaluateCommand& command, Output& output, const std::stop_token& stop)
{
    const Result<Part> part = partNamed(command.split);
    if (!part) {
        return output.error(part.error());
    }
    const Result<EvaluationViews> views = viewsNamed(command.views);
    if (!views) {
        return output.error(views.error());
    }
    const Result<ModelSource> source = openModelSource(command.run);
    if (!source) {
        return output.error(source.error());
    }
    if (!source->isRun && command.data.empty()) {
        return output.error("usage", "A model file knows no data set: name one with --data.", {});
    }
    const Result<DataSet> dataSet = openRunData(source->run, command.data, output, stop);
    if (!dataSet) {
        return output.error(dataSet.error());
    }
    const Result<PredictionTable> table = evaluated(source->model, *dataSet, *part, *views, stop);
    if (!table) {
        return output.error(table.error());
    }
    if (source->isRun && *part == Part::Test && *views != EvaluationViews::Single &&
        dataSet->id == source->run.plan.data.id) {
        if (const Result<std::int64_t> counted = countTestOpening(source->run.path); !counted) {
            return output.error(counted.error()); // as the window: what is not counted is not shown
        }
    }
    tellEvaluation({partName(*part), dataSet->classNames, *table, *views}, output);
    return ExitStatus::Ok;
}

} // namespace saccade
