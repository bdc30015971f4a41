#include "engine/data/data_changes.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "engine/data/data_set.h"

namespace saccade {

namespace {

std::optional<std::int32_t> labelOf(const DataSet& dataSet, const std::string& name)
{
    const auto found = std::find(dataSet.classNames.begin(), dataSet.classNames.end(), name);
    return found == dataSet.classNames.end()
               ? std::nullopt
               : std::optional(static_cast<std::int32_t>(found - dataSet.classNames.begin()));
}

Part placed(ImagePlacement placement, Part drawn)
{
    switch (placement) {
    case ImagePlacement::Training: return Part::Training;
    case ImagePlacement::Validation: return Part::Validation;
    case ImagePlacement::Excluded: return Part::Excluded;
    case ImagePlacement::AsDrawn: break;
    }
    return drawn;
}

/// The sample as the change makes it, or nothing when it does not fit.
std::optional<Sample> changed(const DataSet& dataSet, const Sample& sample, const ImageChange& change)
{
    const auto label = static_cast<std::size_t>(sample.label);
    const std::optional<std::int32_t> to = labelOf(dataSet, change.to);
    if (label >= dataSet.classNames.size() || dataSet.classNames[label] != change.from || !to) {
        return {};
    }
    Sample made = sample;
    made.label = *to;
    made.part = placed(change.placement, sample.part);
    const bool leavesTest = sample.part == Part::Test && made.part != Part::Test && made.part != Part::Excluded;
    return leavesTest ? std::nullopt : std::optional(made);
}

using Places = std::unordered_map<std::string_view, const ImageChange*>;

Places placesOf(const DataChanges& changes)
{
    Places places;
    places.reserve(changes.size());
    for (const ImageChange& change : changes) {
        places.emplace(change.image, &change);
    }
    return places;
}

const std::vector<Sample>& unchangedOf(const DataSet& dataSet)
{
    static const std::vector<Sample> kNone;
    return dataSet.unchanged ? *dataSet.unchanged : dataSet.samples ? *dataSet.samples : kNone;
}

} // namespace

bool isChange(const ImageChange& change)
{
    return change.to != change.from || change.placement != ImagePlacement::AsDrawn;
}

DataSet withChanges(const DataSet& dataSet, DataChanges changes)
{
    std::erase_if(changes, [](const ImageChange& change) { return !isChange(change); });
    std::stable_sort(changes.begin(), changes.end(),
                     [](const ImageChange& a, const ImageChange& b) { return a.image < b.image; });
    DataSet result = dataSet;
    result.samples = dataSet.unchanged ? dataSet.unchanged : dataSet.samples;
    result.unchanged.reset();
    result.changes = std::move(changes);
    if (result.changes.empty() || !result.samples) {
        return result;
    }
    const Places places = placesOf(result.changes);
    auto samples = std::make_shared<std::vector<Sample>>(*result.samples);
    for (Sample& sample : *samples) {
        if (const auto found = places.find(sample.name); found != places.end()) {
            sample = changed(result, sample, *found->second).value_or(sample);
        }
    }
    result.unchanged = std::exchange(result.samples, std::move(samples));
    return result;
}

DataChanges changesThatDoNotFit(const DataSet& dataSet)
{
    std::unordered_map<std::string_view, const Sample*> samples;
    for (const Sample& sample : unchangedOf(dataSet)) {
        samples.emplace(sample.name, &sample);
    }
    DataChanges stale;
    for (const ImageChange& change : dataSet.changes) {
        const auto found = samples.find(change.image);
        if (found == samples.end() || !changed(dataSet, *found->second, change)) {
            stale.push_back(change);
        }
    }
    return stale;
}

} // namespace saccade
