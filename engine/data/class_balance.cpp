#include "engine/data/class_balance.h"

#include <map>
#include <utility>

#include "engine/base/random.h"
#include "engine/data/batch_loader.h"

namespace saccade {

namespace {

using Positions = std::vector<std::int32_t>;

std::map<std::int32_t, Positions> byClass(const std::vector<std::int32_t>& labels)
{
    std::map<std::int32_t, Positions> classes;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        classes[labels[i]].push_back(static_cast<std::int32_t>(i));
    }
    return classes;
}

void shuffle(Positions& positions, RandomStream& random)
{
    for (std::size_t last = positions.size(); last > 1; --last) {
        std::swap(positions[last - 1],
                  positions[static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(last) - 1))]);
    }
}

} // namespace

std::vector<double> balancedClassWeights(const std::vector<std::int32_t>& labels, int classCount)
{
    const std::map<std::int32_t, Positions> classes = byClass(labels);
    std::vector<double> weights(static_cast<std::size_t>(classCount), 0);
    for (const auto& [label, members] : classes) {
        weights.at(static_cast<std::size_t>(label)) =
            static_cast<double>(labels.size()) / static_cast<double>(classes.size() * members.size());
    }
    return weights;
}

std::vector<Visit> balancedVisits(const std::vector<std::int32_t>& labels, std::uint64_t seed, int epoch)
{
    std::map<std::int32_t, Positions> classes = byClass(labels);
    std::vector<Visit> visits;
    visits.reserve(labels.size());
    std::size_t number = static_cast<std::size_t>(epoch); // the turn that is over goes to another class each epoch
    for (auto& [label, members] : classes) {
        const bool isLonger = number++ % classes.size() < labels.size() % classes.size();
        const std::size_t turns = labels.size() / classes.size() + (isLonger ? 1 : 0);
        RandomStream random(seed, "class-order", static_cast<std::uint64_t>(epoch), static_cast<std::uint64_t>(label));
        for (std::size_t turn = 0; turn < turns; ++turn) {
            if (turn % members.size() == 0) {
                shuffle(members, random);
            }
            visits.push_back({members[turn % members.size()], static_cast<std::int32_t>(turn / members.size())});
        }
    }
    std::vector<Visit> mixed;
    mixed.reserve(visits.size());
    for (const std::int32_t place : epochOrder(visits.size(), seed, epoch)) {
        mixed.push_back(visits[static_cast<std::size_t>(place)]);
    }
    return mixed;
}

} // namespace saccade
