#include "engine/training/probes.h"

#include <algorithm>
#include <map>

#include "engine/base/random.h"

namespace saccade {

namespace {

using Indices = std::vector<std::int32_t>;

/// The images of each class that has any, in the order in which they are taken.
std::vector<Indices> drawOrder(const DataSet& dataSet, const Indices& part, std::uint64_t seed)
{
    std::map<std::int32_t, Indices> byClass;
    for (const std::int32_t index : part) {
        byClass[(*dataSet.samples)[static_cast<std::size_t>(index)].label].push_back(index);
    }
    std::vector<Indices> classes;
    for (auto& [label, indices] : byClass) {
        RandomStream random(seed, "probes", static_cast<std::uint64_t>(label));
        const std::size_t wanted = std::min(kProbeCount, indices.size());
        for (std::size_t i = 0; i < wanted; ++i) {
            const std::int64_t last = static_cast<std::int64_t>(indices.size()) - 1;
            const auto other = static_cast<std::size_t>(random.integer(static_cast<std::int64_t>(i), last));
            std::swap(indices[i], indices[other]);
        }
        indices.resize(wanted);
        classes.push_back(std::move(indices));
    }
    return classes;
}

} // namespace

std::vector<std::int32_t> chooseProbes(const DataSet& dataSet, std::uint64_t seed)
{
    Indices part = dataSet.indicesOf(Part::Validation);
    if (part.empty()) {
        part = dataSet.indicesOf(Part::Training);
    }
    const std::vector<Indices> classes = drawOrder(dataSet, part, seed);
    const std::size_t shown = std::min(kProbeCount, classes.size());
    Indices probes;
    for (std::size_t round = 0; round < kProbeCount && probes.size() < std::min(kProbeCount, part.size()); ++round) {
        for (std::size_t i = 0; i < shown && probes.size() < kProbeCount; ++i) {
            const Indices& images = classes[i * classes.size() / shown];
            if (round < images.size()) {
                probes.push_back(images[round]);
            }
        }
    }
    return probes;
}

} // namespace saccade
