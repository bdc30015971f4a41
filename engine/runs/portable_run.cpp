#include "engine/runs/portable_run.h"

#include "engine/formats/network_folding.h"
#include "engine/network/initialise.h"
#include "engine/runs/answer_rule.h"

namespace saccade {

namespace {

Result<PortableModel> readModel(const RunFolder& run)
{
    Result<NamedTensors> tensors = loadBestWeights(run);
    if (!tensors) {
        return tensors.error();
    }
    Result<PortableModel> model = loadContract(run);
    if (model) {
        model->tensors = *std::move(tensors);
    }
    return model;
}

} // namespace

Result<PortableModel> loadContract(const RunFolder& run)
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
    model.temperature = rule->temperature;
    model.rejectThreshold = rule->rejectThreshold;
    return model;
}

Result<PortableModel> loadPortableModel(const RunFolder& run)
{
    Result<PortableModel> model = readModel(run);
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
