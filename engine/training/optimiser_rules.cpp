#include "engine/training/optimiser_rules.h"

#include <algorithm>
#include <cmath>

namespace saccade {

namespace {

using Names = std::vector<std::string>;

/// The recipe divides its logits by this.
constexpr double kRecipeLogitDivisor = 256;
constexpr double kLogitScalePower = 1.5;
constexpr double kSideMomentum = 0.85;

/// What the longest common start and end of the names leave open, as one pattern.
std::string commonPattern(const Names& names)
{
    std::string_view start = names.front();
    for (const std::string& name : names) {
        const auto differs = std::mismatch(start.begin(), start.end(), name.begin(), name.end());
        start = start.substr(0, static_cast<std::size_t>(differs.first - start.begin()));
    }
    std::size_t end = names.front().size();
    for (const std::string& name : names) {
        const auto differs = std::mismatch(names.front().rbegin(), names.front().rend(), name.rbegin(), name.rend());
        end = std::min(end, static_cast<std::size_t>(differs.first - names.front().rbegin()));
        end = std::min(end, name.size() - start.size());
    }
    return std::string(start) + '*' + names.front().substr(names.front().size() - end);
}

/// One pattern when it fits the members only, else their names: a plan that people read stays short.
Names patternsFor(const Names& members, const Names& others)
{
    if (members.size() < 2) {
        return members;
    }
    const std::string pattern = commonPattern(members);
    const bool isExact = std::none_of(others.begin(), others.end(),
                                      [&](const std::string& name) { return matchesPattern(pattern, name); });
    return isExact ? Names{pattern} : members;
}

enum class Role
{
    Matrix, ///< Muon's
    Weight,
    Bias,
    Passing ///< trained for some epochs only
};

Role roleOf(const ParameterInfo& parameter, const LayerGraph& graph)
{
    const Node& node = graph.nodes[static_cast<std::size_t>(parameter.node)];
    const bool readsInput = node.inputs == std::vector<int>{0};
    const double until = parameter.rule.trainableUntil;
    if (until > 0 && std::isfinite(until)) {
        return Role::Passing;
    }
    if (parameter.shape.size() == 4 && until > 0 && !readsInput) {
        return Role::Matrix;
    }
    return parameter.shape.size() >= 2 && until > 0 ? Role::Weight : Role::Bias;
}

Names namesOf(const std::vector<ParameterInfo>& parameters, const LayerGraph& graph, Role role, bool isRole)
{
    Names names;
    for (const ParameterInfo& parameter : parameters) {
        if (!parameter.isBuffer && (roleOf(parameter, graph) == role) == isRole) {
            names.push_back(parameter.name);
        }
    }
    return names;
}

double logitScale(const LayerGraph& graph)
{
    const auto* scale = std::get_if<ScaleLayer>(&graph.nodes.back().layer);
    return scale != nullptr && scale->factor != 0 ? scale->factor : 1;
}

OptimiserGroup sideGroup(const TrainSettings& settings, const LayerGraph& graph, std::string pattern, double rate)
{
    const double divisor = std::pow(kRecipeLogitDivisor * std::abs(logitScale(graph)), kLogitScalePower);
    OptimiserGroup group;
    group.pattern = std::move(pattern);
    group.rule = UpdateRule::Sgd;
    group.learningRate = rate * settings.batchSize / divisor;
    group.momentum = kSideMomentum;
    group.weightDecay = group.learningRate > 0 ? settings.weightDecay * settings.batchSize / group.learningRate : 0;
    return group;
}

std::vector<OptimiserGroup> muonGroups(const TrainSettings& settings, const LayerGraph& graph,
                                       const std::vector<ParameterInfo>& parameters)
{
    const auto patterns = [&](Role role) {
        return patternsFor(namesOf(parameters, graph, role, true), namesOf(parameters, graph, role, false));
    };
    std::vector<OptimiserGroup> groups;
    for (const std::string& pattern : patterns(Role::Matrix)) {
        groups.push_back({pattern, UpdateRule::Muon, settings.learningRate, settings.momentum});
    }
    for (const std::string& pattern : patterns(Role::Weight)) {
        groups.push_back(sideGroup(settings, graph, pattern, settings.headRate));
    }
    for (const ParameterInfo& parameter : parameters) {
        if (roleOf(parameter, graph) == Role::Passing) {
            groups.push_back(sideGroup(settings, graph, parameter.name, settings.biasRate));
            groups.back().endsAtEpoch = std::min(parameter.rule.trainableUntil, settings.epochs);
        }
    }
    groups.push_back(sideGroup(settings, graph, "*", settings.biasRate));
    return groups;
}

UpdateRule plainRule(OptimiserKind kind)
{
    switch (kind) {
    case OptimiserKind::Adam: return UpdateRule::Adam;
    case OptimiserKind::AdamW: return UpdateRule::AdamW;
    case OptimiserKind::Sgd:
    case OptimiserKind::MuonSgd: break;
    }
    return UpdateRule::Sgd;
}

} // namespace

std::vector<OptimiserGroup> optimiserGroups(const TrainSettings& settings, const LayerGraph& graph)
{
    if (settings.optimiser == OptimiserKind::MuonSgd) {
        if (const Result<GraphSummary> summary = summarise(graph)) {
            return muonGroups(settings, graph, summary->parameters);
        }
    }
    return {{"*", plainRule(settings.optimiser), settings.learningRate, settings.momentum, settings.weightDecay}};
}

bool matchesPattern(std::string_view pattern, std::string_view name)
{
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t retry = 0;
    while (t < name.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            retry = t;
        } else if (p < pattern.size() && pattern[p] == name[t]) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++retry;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

int matchGroup(const std::vector<OptimiserGroup>& groups, const std::string& parameter)
{
    const auto found = std::find_if(groups.begin(), groups.end(), [&](const OptimiserGroup& group) {
        return matchesPattern(group.pattern, parameter);
    });
    return found == groups.end() ? -1 : static_cast<int>(found - groups.begin());
}

} // namespace saccade
