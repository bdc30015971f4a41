#include "engine/torchnet/execution_order.h"

#include <algorithm>
#include <set>

namespace saccade {

std::vector<ExecutionUnit> orderUnits(const LayerGraph& graph, const std::vector<NormChain>& chains)
{
    std::vector<ExecutionUnit> units;
    for (int node = 0; node < static_cast<int>(graph.nodes.size()); ++node) {
        const auto chain = std::find_if(chains.begin(), chains.end(), [&](const NormChain& candidate) {
            return std::find(candidate.nodes.begin(), candidate.nodes.end(), node) != candidate.nodes.end();
        });
        if (chain == chains.end()) {
            units.push_back({node, node, nullptr, graph.nodes[static_cast<std::size_t>(node)].inputs, {}});
        } else if (chain->last() == node) {
            std::vector<int> inputs = graph.nodes[static_cast<std::size_t>(chain->first())].inputs;
            if (chain->hasAdd()) {
                inputs.push_back(chain->other);
            }
            units.push_back({node, chain->norm, &*chain, std::move(inputs), {}});
        }
    }
    std::set<int> read;
    for (auto unit = units.rbegin(); unit != units.rend(); ++unit) {
        for (const int input : unit->inputs) {
            if (read.insert(input).second) {
                unit->lastRead.push_back(input);
            }
        }
    }
    return units;
}

} // namespace saccade
