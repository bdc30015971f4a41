#include "engine/data/split_groups.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

#include "engine/base/random.h"

namespace saccade {

namespace {

struct Unit
{
    std::string name; // "g" and the group, or "s" and the sample's name: a group may be called like a sample
    std::uint64_t key = 0;
    std::vector<std::size_t> members;
    std::map<std::int32_t, std::int64_t> labels; // how many members of each
    bool isTaken = false;
};

std::vector<Unit> unitsOf(const std::vector<Sample>& samples, Part part, std::uint64_t seed)
{
    std::map<std::string, Unit> byName;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const Sample& sample = samples[i];
        if (sample.part == Part::Training) {
            const std::string name = sample.group.empty() ? 's' + sample.name : 'g' + sample.group;
            Unit& unit = byName[name];
            unit.name = name;
            unit.members.push_back(i);
            ++unit.labels[sample.label];
        }
    }
    std::vector<Unit> units;
    for (auto& [name, unit] : byName) {
        RandomStream random(seed, name, static_cast<std::uint64_t>(part));
        unit.key = random.next();
        units.push_back(std::move(unit));
    }
    std::stable_sort(units.begin(), units.end(), [](const Unit& a, const Unit& b) { return a.key < b.key; });
    return units;
}

class Drawing final
{
public:
    Drawing(std::vector<Unit> units, std::size_t classes, double share)
        : m_units(std::move(units)), m_left(classes, 0), m_missing(classes, 0), m_isServed(classes, false)
    {
        for (const Unit& unit : m_units) {
            for (const auto& [label, count] : unit.labels) {
                m_left[static_cast<std::size_t>(label)] += count;
            }
        }
        for (std::size_t label = 0; label < classes; ++label) {
            const auto wanted = std::llround(share * static_cast<double>(m_left[label]));
            m_missing[label] = m_left[label] < 2 ? 0 : std::max<std::int64_t>(wanted, 1);
        }
    }

    void run()
    {
        for (Unit& unit : m_units) {
            if (gain(unit) > 0 && canGo(unit)) {
                take(unit);
            }
        }
        for (std::size_t label = 0; label < m_isServed.size(); ++label) {
            serve(static_cast<std::int32_t>(label));
        }
    }
    [[nodiscard]] const std::vector<Unit>& units() const { return m_units; }

private:
    [[nodiscard]] std::int64_t gain(const Unit& unit) const
    {
        std::int64_t gain = 0;
        for (const auto& [label, count] : unit.labels) {
            const std::int64_t missing = m_missing[static_cast<std::size_t>(label)];
            gain += std::abs(missing) - std::abs(missing - count);
        }
        return gain;
    }
    [[nodiscard]] bool canGo(const Unit& unit) const
    {
        return std::all_of(unit.labels.begin(), unit.labels.end(), [this](const auto& entry) {
            return m_left[static_cast<std::size_t>(entry.first)] > entry.second;
        });
    }
    void take(Unit& unit)
    {
        unit.isTaken = true;
        for (const auto& [label, count] : unit.labels) {
            m_left[static_cast<std::size_t>(label)] -= count;
            m_missing[static_cast<std::size_t>(label)] -= count;
            m_isServed[static_cast<std::size_t>(label)] = true;
        }
    }
    // A class whose groups are all too large for its share gives its smallest.
    void serve(std::int32_t label)
    {
        Unit* smallest = nullptr;
        for (Unit& unit : m_units) {
            const bool isOffer = !unit.isTaken && unit.labels.contains(label) && canGo(unit);
            if (isOffer && (smallest == nullptr || unit.members.size() < smallest->members.size())) {
                smallest = &unit;
            }
        }
        if (!m_isServed[static_cast<std::size_t>(label)] && smallest != nullptr) {
            take(*smallest);
        }
    }

    std::vector<Unit> m_units;
    std::vector<std::int64_t> m_left;    // training images of each class
    std::vector<std::int64_t> m_missing; // still to be drawn; negative: more than wanted
    std::vector<bool> m_isServed;
};

} // namespace

void drawGroups(const DataSet& dataSet, std::vector<Sample>& samples, Part part, double share, std::uint64_t seed)
{
    Drawing drawing(unitsOf(samples, part, seed), dataSet.classNames.size(), share);
    drawing.run();
    for (const Unit& unit : drawing.units()) {
        for (const std::size_t member : unit.members) {
            samples[member].part = unit.isTaken ? part : samples[member].part;
        }
    }
}

} // namespace saccade
