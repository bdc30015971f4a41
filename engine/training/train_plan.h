#pragma once

#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/data_set.h"
#include "engine/data/split.h"
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

    bool operator==(const DataSetReference&) const = default;
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
    std::vector<std::int32_t> probes; ///< images shown while it learns, into the data set

    bool operator==(const TrainPlan&) const = default;
};

/// Everything of a plan that needs no pixel: the network, the groups, and 12 probes from validation (or from training
/// when there is none), spread over the classes. Splits are the data set's own (see withSplit). The mean and deviation
/// of NormaliseKind::DataSet are still 0 and 1. `ownGraph` is what stands in the file when settings.network is one (see
/// draftPlanFor); its normalisation gives way to the settings'. A network that does not take smaller images (see
/// canBeginWith) trains with full size throughout: firstScale becomes 1. Must not block. Any thread.
[[nodiscard]] Result<TrainPlan> draftPlan(const TrainSettings& settings, const DataSet& dataSet,
                                          const std::string& preset = {}, const LayerGraph* ownGraph = nullptr);

/// Puts into a draft what is measured from the training pixels; a second time changes nothing. Blocks: every training
/// pixel is read once. Any thread.
void completePlan(TrainPlan& plan, const DataSet& dataSet);

/// A complete plan. Blocks as completePlan() does. Any thread.
[[nodiscard]] Result<TrainPlan> makePlan(const TrainSettings& settings, const DataSet& dataSet,
                                         const std::string& preset = {});

/// How a run with these settings divides images without a given part. Any thread.
[[nodiscard]] SplitRule splitRuleOf(const TrainSettings& settings);

/// Everything that can be known before the start: ranges, batch against images, classes, empty parts, smallest input.
/// Any thread.
[[nodiscard]] Result<void> validatePlan(const TrainPlan& plan, const DataSet& dataSet);

} // namespace saccade
