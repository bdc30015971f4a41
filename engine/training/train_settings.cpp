#include "engine/training/train_settings.h"

#include <algorithm>

#include "engine/network/families.h"
#include "engine/training/group_rules.h"

namespace saccade {

namespace {

bool isDeviceName(const std::string& text)
{
    const std::string prefix = "cuda:";
    if (text == "auto" || text == "cpu") {
        return true;
    }
    const bool hasNumber = text.size() > prefix.size() && text.size() <= prefix.size() + 3;
    return text.starts_with(prefix) && hasNumber &&
           std::all_of(text.begin() + static_cast<std::ptrdiff_t>(prefix.size()), text.end(),
                       [](char c) { return c >= '0' && c <= '9'; });
}

Result<void> checkNetworkName(const std::string& name, double width)
{
    if (isGraphFile(name)) {
        return width == 1
                   ? Result<void>()
                   : Error{ErrorCode::SettingInvalid, "width: must be 1, for a network from a file has its own", {}};
    }
    std::vector<std::string> names;
    for (const NetworkFamily& family : networkFamilies()) {
        if (family.name == name) {
            return {};
        }
        names.push_back(family.name);
    }
    return Error{ErrorCode::NetworkUnknown, name + "; nearest: " + nearestName(name, names), {}};
}

} // namespace

bool isGraphFile(const std::string& network)
{
    return network.ends_with(".json");
}

std::vector<Field> fields(TrainSettings& s)
{
    std::vector<Field> list{
        textField(s.network, "network", "network"),
        realField(s.width, "width", "network", 0.125, 16, 0.25, 3),
        choiceField(s.normalise, "normalise", "network", {"dataset", "unit"}),
        realField(s.dropout, "dropout", "network", 0, 0.9, 0.05, 3),

        choiceField(s.optimiser, "optimiser", "optimiser", {"sgd", "adam", "adamw", "muon"}),
        realField(s.learningRate, "learningRate", "optimiser", 1e-6, 10, 0.01, 6),
        realField(s.biasRate, "biasRate", "optimiser", 0, 10, 0.01, 4),
        realField(s.headRate, "headRate", "optimiser", 0, 10, 0.01, 4),
        realField(s.momentum, "momentum", "optimiser", 0, 0.999, 0.05, 3),
        realField(s.weightDecay, "weightDecay", "optimiser", 0, 1, 1e-6, 7),
        integerField(s.batchSize, "batchSize", "optimiser", 1, 65'536, "images"),
        integerField(s.accumulate, "accumulate", "optimiser", 1, 256, "passes"),
        realField(s.labelSmoothing, "labelSmoothing", "optimiser", 0, 0.9, 0.05, 3),
        textField(s.groups, "groups", "optimiser"),
        realField(s.clipNorm, "clipNorm", "optimiser", 0, 1e6, 0.5, 4),
        realField(s.averageDecay, "averageDecay", "optimiser", 0, 0.99999, 0.01, 5),

        choiceField(s.schedule, "schedule", "schedule",
                    {"constant", "linear", "cosine", "onecycle", "step", "plateau"}),
        realField(s.epochs, "epochs", "schedule", 0.001, 10'000, 1, 3),
        realField(s.warmUp, "warmUp", "schedule", 0, 0.9, 0.05, 3),
        realField(s.finalRate, "finalRate", "schedule", 0, 1, 0.05, 3),
        realField(s.stepEvery, "stepEvery", "schedule", 0.001, 10'000, 1, 3, "epochs"),
        realField(s.stepFactor, "stepFactor", "schedule", 0.001, 1, 0.05, 3),
        integerField(s.plateauPatience, "plateauPatience", "schedule", 1, 10'000, "validations"),
        realField(s.validateEvery, "validateEvery", "schedule", 0.001, 10'000, 0.25, 3, "epochs"),
        realField(s.firstScale, "firstScale", "schedule", 0.25, 1, 0.125, 3),
        realField(s.fullSizeFrom, "fullSizeFrom", "schedule", 0, 1, 0.05, 3),
        integerField(s.patience, "patience", "stopping", 0, 10'000, "validations"),

        choiceField(s.classWeights, "classWeights", "classes", {"none", "balanced"}),
        choiceField(s.sampling, "sampling", "classes", {"all", "balanced"}),
    };
    for (Field& field : fields(s.augmentation)) {
        list.push_back(std::move(field));
    }
    list.push_back(seedField(s.seed, "seed", "repeatability"));
    list.push_back(realField(s.validationShare, "validationShare", "repeatability", 0, 0.5, 0.05, 3));
    list.push_back(textField(s.device, "device", "hardware"));
    list.push_back(choiceField(s.precision, "precision", "hardware", {"auto", "fp32", "bf16"}));
    list.push_back(integerField(s.replicas, "replicas", "hardware", 0, 256));
    list.push_back(integerField(s.loaderThreads, "loaderThreads", "hardware", 0, 64));
    return list;
}

Result<void> validateSettings(const TrainSettings& settings)
{
    TrainSettings copy = settings;
    for (Field& field : fields(copy)) {
        if (const Result<void> checked = setField(field, field.get()); !checked) {
            return checked;
        }
    }
    if (!isDeviceName(settings.device)) {
        return Error{ErrorCode::SettingInvalid, "device: must be auto, cpu or cuda:N, not " + settings.device, {}};
    }
    if (const Result<std::vector<GroupRule>> rules = parseGroupRules(settings.groups); !rules) {
        return rules.error();
    }
    return checkNetworkName(settings.network, settings.width);
}

} // namespace saccade
