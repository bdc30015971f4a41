#include "engine/data/split.h"

#include <algorithm>
#include <cmath>

#include "engine/base/random.h"
#include "engine/data/split_groups.h"

namespace saccade {

namespace {

struct Candidate
{
    std::uint64_t key = 0; // drawn from the seed and the name, so that the order of the samples does not matter
    std::size_t index = 0;
};

std::vector<std::vector<std::size_t>> trainingByClass(const DataSet& dataSet, const std::vector<Sample>& samples)
{
    std::vector<std::vector<std::size_t>> classes(dataSet.classNames.size());
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const auto label = static_cast<std::size_t>(samples[i].label);
        if (samples[i].part == Part::Training && label < classes.size()) {
            classes[label].push_back(i);
        }
    }
    return classes;
}

std::size_t shareOf(std::size_t count, double share)
{
    const auto rounded = static_cast<std::size_t>(std::lround(share * static_cast<double>(count)));
    return count < 2 ? 0 : std::clamp<std::size_t>(rounded, 1, count - 1);
}

void drawPart(const DataSet& dataSet, std::vector<Sample>& samples, Part part, double share, std::uint64_t seed)
{
    if (!(share > 0)) {
        return;
    }
    if (std::any_of(samples.begin(), samples.end(), [](const Sample& sample) { return !sample.group.empty(); })) {
        drawGroups(dataSet, samples, part, share, seed);
        return;
    }
    for (const std::vector<std::size_t>& members : trainingByClass(dataSet, samples)) {
        std::vector<Candidate> candidates;
        candidates.reserve(members.size());
        for (const std::size_t index : members) {
            RandomStream random(seed, samples[index].name, static_cast<std::uint64_t>(part));
            candidates.push_back({random.next(), index});
        }
        std::sort(candidates.begin(), candidates.end(), [&samples](const Candidate& left, const Candidate& right) {
            return left.key != right.key ? left.key < right.key : samples[left.index].name < samples[right.index].name;
        });
        for (std::size_t i = 0; i < shareOf(members.size(), share); ++i) {
            samples[candidates[i].index].part = part;
        }
    }
}

} // namespace

DataSet withSplit(const DataSet& dataSet, const SplitRule& rule)
{
    const std::shared_ptr<const std::vector<Sample>>& source = dataSet.unchanged ? dataSet.unchanged : dataSet.samples;
    auto samples = std::make_shared<std::vector<Sample>>();
    if (source) {
        *samples = *source;
    }
    // What an earlier split drew goes back first; what the source gave stays.
    for (Sample& sample : *samples) {
        const bool given = (sample.part == Part::Test && dataSet.hasGivenTest) ||
                           (sample.part == Part::Validation && dataSet.hasGivenValidation);
        sample.part = given ? sample.part : Part::Training;
    }
    if (!dataSet.hasGivenTest && !dataSet.hasGivenValidation) {
        drawPart(dataSet, *samples, Part::Test, rule.testShare, rule.seed);
    }
    if (!dataSet.hasGivenValidation) {
        drawPart(dataSet, *samples, Part::Validation, rule.validationShare, rule.seed);
    }
    DataSet split = dataSet;
    split.samples = std::move(samples);
    split.split = rule;
    split.unchanged.reset();
    return split.changes.empty() ? split : withChanges(split, dataSet.changes);
}

} // namespace saccade
