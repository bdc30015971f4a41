#include <algorithm>
#include <cmath>

#include "engine/data/class_agreement.h"
#include "engine/network/initialise.h"
#include "engine/training/size_schedule.h"
#include "engine/training/train_plan.h"

namespace saccade {

namespace {

constexpr int kReplicaImages = 64;

Error invalid(std::string detail)
{
    return Error{ErrorCode::SettingInvalid, std::move(detail), {}};
}

// The first is named, the others are counted: the Data page shows more.
Result<void> checkClasses(const DataSet& dataSet)
{
    const std::vector<ClassGap> gaps = classGaps(dataSet);
    if (gaps.empty()) {
        return {};
    }
    const std::string more = gaps.size() > 1 ? ", and " + std::to_string(gaps.size() - 1) + " more" : "";
    return Error{ErrorCode::ClassesDisagree, describe(gaps.front(), dataSet) + more, dataSet.source};
}

Result<void> checkData(const TrainPlan& plan, const DataSet& dataSet)
{
    if (dataSet.classNames.size() < 2) {
        return Error{ErrorCode::TooFewClasses, std::to_string(dataSet.classNames.size()), dataSet.source};
    }
    if (plan.data.classNames != dataSet.classNames) {
        return Error{ErrorCode::ClassesDisagree, "the plan was made for other classes", dataSet.source};
    }
    if (dataSet.indicesOf(Part::Training).empty()) {
        return Error{ErrorCode::SplitEmpty, partName(Part::Training), dataSet.source};
    }
    if (plan.settings.validationShare > 0 && dataSet.indicesOf(Part::Validation).empty()) {
        return Error{ErrorCode::SplitEmpty, partName(Part::Validation), dataSet.source};
    }
    if (const Result<void> agreed = checkClasses(dataSet); !agreed) {
        return agreed;
    }
    const auto count = static_cast<std::int64_t>(dataSet.count());
    for (const std::int32_t probe : plan.probes) {
        if (probe < 0 || probe >= count) {
            return invalid("probes: there is no image " + std::to_string(probe));
        }
    }
    return {};
}

std::string sizeText(const ImageSize& size)
{
    return std::to_string(size.width) + " x " + std::to_string(size.height) + " x " + std::to_string(size.channels);
}

Result<void> checkNetwork(const TrainPlan& plan, const GraphSummary& summary, const DataSet& dataSet)
{
    const auto classes = static_cast<int>(dataSet.classNames.size());
    if (const int outputs = summary.nodes.back().output.channels; outputs != classes) {
        return Error{ErrorCode::GraphInvalid,
                     "the network has " + std::to_string(outputs) + " outputs for " + std::to_string(classes) +
                         " classes",
                     {}};
    }
    if (const ImageSize& size = plan.network.input().size; size != dataSet.size) {
        return Error{ErrorCode::GraphInvalid,
                     "the network reads images of " + sizeText(size) + ", the data set has " + sizeText(dataSet.size),
                     {}};
    }
    return {};
}

Result<void> checkFirstSize(const TrainPlan& plan, const DataSet& dataSet)
{
    const std::vector<SizeStage> stages = firstStages(plan.settings, dataSet.size);
    if (canBeginWith(stages, plan.network)) {
        return {};
    }
    return invalid("firstScale: the network does not take images of " + sizeText(stages.front().size) +
                   "; set it to 1");
}

bool isAtLeast(double value, double minimum)
{
    return std::isfinite(value) && value >= minimum;
}

Result<void> checkGroups(const TrainPlan& plan, const GraphSummary& summary)
{
    for (const OptimiserGroup& group : plan.groups) {
        const bool isSound = isAtLeast(group.learningRate, 0) && isAtLeast(group.weightDecay, 0) &&
                             isAtLeast(group.momentum, 0) && group.momentum < 1 && isAtLeast(group.epsilon, 0) &&
                             group.endsAtEpoch >= 0;
        if (!isSound) {
            return invalid("groups: the numbers of " + group.pattern + " are outside their ranges");
        }
    }
    for (const ParameterInfo& parameter : summary.parameters) {
        const bool isTrained = !parameter.isBuffer && parameter.rule.trainableUntil > 0;
        const int group = matchGroup(plan.groups, parameter.name);
        if (isTrained && group < 0) {
            return invalid("groups: none matches " + parameter.name);
        }
        if (isTrained && parameter.shape.size() < 2 &&
            plan.groups[static_cast<std::size_t>(group)].rule == UpdateRule::Muon) {
            return invalid("groups: Muon is for matrices, " + parameter.name + " is none");
        }
    }
    return {};
}

Result<void> checkSizes(const TrainPlan& plan, const DataSet& dataSet)
{
    const TrainSettings& settings = plan.settings;
    const std::size_t images = dataSet.indicesOf(Part::Training).size();
    if (static_cast<std::size_t>(settings.batchSize) > images) {
        return invalid("batchSize: " + std::to_string(settings.batchSize) + " is more than the " +
                       std::to_string(images) + " training images");
    }
    if (settings.accumulate > settings.batchSize) {
        return invalid("accumulate: a batch of " + std::to_string(settings.batchSize) + " cannot be divided into " +
                       std::to_string(settings.accumulate) + " passes");
    }
    if (settings.replicas > 1 && settings.batchSize / settings.accumulate < settings.replicas * kReplicaImages) {
        return invalid("replicas: each needs at least " + std::to_string(kReplicaImages) + " images of a pass of " +
                       std::to_string(settings.batchSize / settings.accumulate));
    }
    if (settings.schedule == ScheduleShape::Plateau &&
        (settings.validationShare <= 0 || dataSet.indicesOf(Part::Validation).empty())) {
        return invalid("schedule: plateau needs validation images");
    }
    const int side = std::min(dataSet.size.height, dataSet.size.width);
    if (settings.augmentation.translate >= side) {
        return invalid("translate: must be below the image side of " + std::to_string(side));
    }
    if (settings.augmentation.cutout > side) {
        return invalid("cutout: must not be above the image side of " + std::to_string(side));
    }
    return checkRanges(settings.augmentation);
}

/// A test image that the weights were trained on would say nothing about new images.
Result<void> checkStart(const TrainPlan& plan, const DataSet& dataSet)
{
    if (!plan.start) {
        return {};
    }
    if (!plan.start->loaded) {
        return Error{ErrorCode::RunInvalid, "the weights to start with were not read", plan.start->run};
    }
    const LoadedStart& loaded = *plan.start->loaded;
    if (loaded.plans.empty() || loaded.plans.front().data.classNames != plan.data.classNames) {
        return Error{ErrorCode::ClassesDisagree, "the run to go on from knows other classes", plan.start->run};
    }
    if (const Result<void> fit = checkTensors(plan.network, loaded.tensors); !fit) {
        return Error{fit.error().code, fit.error().detail, plan.start->run};
    }
    if (const std::optional<std::size_t> seen = countSeenByStart(plan, dataSet, Part::Test); seen && *seen > 0) {
        return invalid("split: " + std::to_string(*seen) +
                       " of the test images were trained on by the run to go on from; divide the images as it did, by "
                       "seed " +
                       std::to_string(splitRuleOf(loaded.plans.front()).seed));
    }
    return {};
}

} // namespace

Result<void> validatePlan(const TrainPlan& plan, const DataSet& dataSet)
{
    if (const Result<void> settings = validateSettings(plan.settings); !settings) {
        return settings;
    }
    if (const Result<void> data = checkData(plan, dataSet); !data) {
        return data;
    }
    const Result<GraphSummary> summary = summarise(plan.network);
    if (!summary) {
        return summary.error();
    }
    if (const Result<void> network = checkNetwork(plan, *summary, dataSet); !network) {
        return network;
    }
    if (const Result<void> first = checkFirstSize(plan, dataSet); !first) {
        return first;
    }
    if (const Result<void> groups = checkGroups(plan, *summary); !groups) {
        return groups;
    }
    if (const Result<void> start = checkStart(plan, dataSet); !start) {
        return start;
    }
    return checkSizes(plan, dataSet);
}

} // namespace saccade
