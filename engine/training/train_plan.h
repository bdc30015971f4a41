#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/data_set.h"
#include "engine/data/split.h"
#include "engine/network/host_tensor.h"
#include "engine/network/layer_graph.h"
#include "engine/training/optimiser_rules.h"
#include "engine/training/train_settings.h"

namespace saccade {

/// The data a plan is for, without its pixels: enough to open it again and to notice that it changed.
struct DataSetReference
{
    std::string name;
    std::string source;
    std::string id;
    std::vector<std::string> classNames;
    ImageSize size;
    ResizeMode resize = ResizeMode::Squash;
    std::optional<SplitRule> split; ///< how it was divided; none in older plans, where the settings say it
    DataChanges changes;            ///< what a person had changed of it

    bool operator==(const DataSetReference&) const = default;
};

/// As the data set is now.
[[nodiscard]] DataSetReference referenceTo(const DataSet& dataSet);

struct LoadedStart;

/// The run whose weights a run begins with instead of drawn ones.
struct StartPoint
{
    std::string run;                                ///< its folder, absolute
    double epoch = 0;                               ///< of its weights, counted from its own start
    std::shared_ptr<const LoadedStart> loaded = {}; ///< read from that folder; no part of the file

    bool operator==(const StartPoint& other) const { return run == other.run && epoch == other.epoch; }
};

/// One run, fully described: immutable once made, given to the trainer by value, stored as plan.json. A *resolved* plan
/// has no "auto" left (device, precision, replicas, batch); that is what is stored, repeated and resumed.
struct TrainPlan
{
    std::string preset; ///< what the settings were made from, "" when changed since
    TrainSettings settings;
    DataSetReference data;
    LayerGraph network;
    std::vector<OptimiserGroup> groups;
    std::vector<std::int32_t> probes;     ///< images shown while it learns, into the data set
    std::optional<StartPoint> start = {}; ///< none: the weights are drawn

    bool operator==(const TrainPlan&) const = default;
};

/// What a run that goes on from another needs of it.
struct LoadedStart
{
    NamedTensors tensors;
    std::vector<TrainPlan> plans; ///< its own, then those of the runs it went on from, as far as they are still there
};

/// The settings with which a run goes on from that one: its own, with everything that a machine decides open again, and
/// 0.3 of the learning rate unless it went on from another itself. (speed-net, CIFAR-10, one epoch after one epoch, one
/// run each: rate x1, x0.3, x0.1 took the test images from 78.6 to 79.2, 80.8, 80.8 %, two epochs at once to 81.6 %.)
[[nodiscard]] TrainSettings settingsToGoOn(const TrainPlan& plan);

/// This data set with the parts and the changes that the plan's run knew.
[[nodiscard]] DataSet dataSetAsIn(const TrainPlan& plan, const DataSet& dataSet);

/// How many images of a part the weights of the plan's start were trained on: none may be of the test part. Nothing
/// when the plan has no start, or its start had another data set, so that nobody can know. Any thread.
[[nodiscard]] std::optional<std::size_t> countSeenByStart(const TrainPlan& plan, const DataSet& dataSet, Part part);

/// Everything of a plan that needs no pixel: the network, the groups, and 12 probes from validation (or from training
/// when there is none), spread over the classes. Splits are the data set's own (see withSplit). The mean and deviation
/// of NormaliseKind::DataSet are still 0 and 1. `ownGraph` is what stands in the file when settings.network is one (see
/// draftPlanFor); its normalisation gives way to the settings'. A network that does not take smaller images (see
/// canBeginWith) trains with full size throughout: firstScale becomes 1. Must not block. Any thread.
[[nodiscard]] Result<TrainPlan> draftPlan(const TrainSettings& settings, const DataSet& dataSet,
                                          const std::string& preset = {}, const LayerGraph* ownGraph = nullptr);

/// Puts into a draft what is measured from the training pixels, or, where a run goes on from another, was measured
/// for that one; a second time changes nothing. Blocks: every training pixel is read once. Any thread.
void completePlan(TrainPlan& plan, const DataSet& dataSet);

/// A complete plan. Blocks as completePlan() does. Any thread.
[[nodiscard]] Result<TrainPlan> makePlan(const TrainSettings& settings, const DataSet& dataSet,
                                         const std::string& preset = {});

/// How a run with these settings divides images without a given part when nobody says otherwise. Any thread.
[[nodiscard]] SplitRule splitRuleOf(const TrainSettings& settings);
/// How the plan's run divided them.
[[nodiscard]] SplitRule splitRuleOf(const TrainPlan& plan);

/// Everything that can be known before the start: ranges, batch against images, classes, empty parts, smallest input;
/// whether the weights it starts with are loaded, fit, and have never seen a test image. Any thread.
[[nodiscard]] Result<void> validatePlan(const TrainPlan& plan, const DataSet& dataSet);

} // namespace saccade
