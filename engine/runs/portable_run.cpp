#include "engine/runs/portable_run.h"

#include "engine/formats/network_folding.h"
#include "engine/network/initialise.h"
#include "engine/runs/answer_rule.h"
#include "engine/runs/prediction_file.h"

namespace saccade {

namespace {

/// Temperature and threshold are a property of the answers that they were found for.
bool hasRule(const RunFolder& run, KeptWeights weights)
{
    std::error_code failed;
    return weights == KeptWeights::Best || !std::filesystem::exists(bestWeightsFile(run.path), failed);
}

Result<PortableModel> readModel(const RunFolder& run, KeptWeights weights = KeptWeights::Best)
{
    Result<NamedTensors> tensors = weights == KeptWeights::Best ? loadBestWeights(run) : loadLastWeights(run);
    if (!tensors) {
        return tensors.error();
    }
    Result<PortableModel> model = loadContract(run, weights);
    if (model) {
        model->tensors = *std::move(tensors);
    }
    return model;
}

} // namespace

Result<PortableModel> loadContract(const RunFolder& run, KeptWeights weights)
{
    const Result<AnswerRule> rule = loadAnswerRule(run.path);
    if (!rule) {
        return rule.error();
    }
    PortableModel model;
    model.title = run.title;
    model.network = run.plan.network;
    model.classNames = run.plan.data.classNames;
    model.resize = run.plan.data.resize;
    if (hasRule(run, weights)) {
        model.temperature = rule->temperature;
        model.rejectThreshold = rule->rejectThreshold;
    }
    return model;
}

Result<PortableModel> loadPortableModel(const RunFolder& run, KeptWeights weights)
{
    Result<PortableModel> model = readModel(run, weights);
    if (!model) {
        return model;
    }
    if (const Result<void> fits = checkTensors(model->network, model->tensors); !fits) {
        return Error{fits.error().code, fits.error().detail, run.path};
    }
    return model;
}

Result<PortableModel> loadAnsweringModel(const RunFolder& run)
{
    const Result<AnswerRule> rule = loadAnswerRule(run.path);
    if (!rule || rule->temperature == 1) {
        return rule ? readModel(run) : rule.error(); // untouched weights give the very answers that were recorded
    }
    Result<PortableModel> model = loadPortableModel(run);
    return model ? foldHead(*std::move(model)) : model;
}

} // namespace saccade
