#include "engine/training/group_rules.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>

#include "engine/base/fields.h"

namespace saccade {

namespace {

constexpr std::size_t kLongestText = 8192;
constexpr double kLargestRate = 1e6;
const std::vector<std::string> kKeys{"rate", "decay", "rule", "until"};

Error invalid(const std::string& detail)
{
    return Error{ErrorCode::SettingInvalid, "groups: " + detail, {}};
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The pieces between the separators, without the spaces around them.
std::vector<std::string_view> pieces(std::string_view text, char separator)
{
    std::vector<std::string_view> list;
    for (std::size_t end = text.find(separator); end != std::string_view::npos; end = text.find(separator)) {
        list.push_back(trimmed(text.substr(0, end)));
        text.remove_prefix(end + 1);
    }
    list.push_back(trimmed(text));
    return list;
}

Result<double> numberOf(std::string_view key, std::string_view text, double largest)
{
    double number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool isNumber = parsed.ec == std::errc() && parsed.ptr == text.data() + text.size();
    if (!isNumber || !(number >= 0 && number <= largest)) {
        return invalid(std::string(key) + " must be a number from 0 to " + fieldText(FieldValue(largest)) + ", not " +
                       std::string(text));
    }
    return number;
}

Result<void> readRule(std::string_view value, GroupRule& rule)
{
    const auto found = std::find(kUpdateRuleNames.begin(), kUpdateRuleNames.end(), value);
    if (found == kUpdateRuleNames.end()) {
        const std::vector<std::string> names(kUpdateRuleNames.begin(), kUpdateRuleNames.end());
        return invalid("there is no rule " + std::string(value) + "; nearest: " + nearestName(value, names));
    }
    rule.rule = static_cast<UpdateRule>(found - kUpdateRuleNames.begin());
    return {};
}

Result<void> readNumber(std::string_view key, std::string_view value, GroupRule& rule)
{
    const bool isFactor = key == "rate" && value.starts_with('x');
    const Result<double> number = numberOf(key, isFactor ? trimmed(value.substr(1)) : value, kLargestRate);
    if (!number) {
        return number.error();
    }
    (isFactor ? rule.rateFactor : key == "rate" ? rule.rate : key == "decay" ? rule.decay : rule.until) = *number;
    return {};
}

Result<void> readChange(std::string_view text, GroupRule& rule)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) {
        return invalid(std::string(text) + " must be written as key=value");
    }
    const std::string_view key = trimmed(text.substr(0, equals));
    const std::string_view value = trimmed(text.substr(equals + 1));
    if (std::find(kKeys.begin(), kKeys.end(), key) == kKeys.end()) {
        return invalid("there is no " + std::string(key) + "; nearest: " + nearestName(key, kKeys));
    }
    return key == "rule" ? readRule(value, rule) : readNumber(key, value, rule);
}

bool isPattern(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
               c == '*';
    });
}

Result<GroupRule> readGroup(std::string_view text)
{
    const std::size_t colon = text.find(':');
    const std::string_view pattern = trimmed(text.substr(0, colon));
    if (colon == std::string_view::npos || !isPattern(pattern)) {
        return invalid(std::string(text) + " must be written as PATTERN:key=value,key=value");
    }
    GroupRule rule;
    rule.pattern = pattern;
    for (const std::string_view change : pieces(text.substr(colon + 1), ',')) {
        if (const Result<void> read = readChange(change, rule); !read) {
            return read.error();
        }
    }
    if (rule.rate && rule.rateFactor) {
        return invalid(rule.pattern + " has two rates");
    }
    return rule;
}

ParameterRule* parameterRule(Layer& layer, bool isWeight)
{
    return std::visit(
        [isWeight](auto& each) -> ParameterRule* {
            if constexpr (requires { each.bias.trainableUntil; }) {
                return isWeight ? &each.weight : &each.bias;
            } else {
                return nullptr;
            }
        },
        layer);
}

void freezeAt(LayerGraph& graph, const ParameterInfo& parameter, double until)
{
    Layer& layer = graph.nodes[static_cast<std::size_t>(parameter.node)].layer;
    if (ParameterRule* rule = parameterRule(layer, parameter.name.ends_with(".weight"))) {
        rule->trainableUntil = until;
    }
}

OptimiserGroup changed(OptimiserGroup group, std::string pattern, const GroupRule& rule, double epochs)
{
    group.pattern = std::move(pattern);
    group.learningRate = rule.rate.value_or(group.learningRate * rule.rateFactor.value_or(1));
    group.weightDecay = rule.decay.value_or(group.weightDecay);
    group.rule = rule.rule.value_or(group.rule);
    if (rule.until && std::isfinite(group.endsAtEpoch)) {
        group.endsAtEpoch = std::min(*rule.until, epochs);
    }
    return group;
}

/// The rule as groups: one with its own pattern when all its members come from one group, else one for each member.
std::vector<OptimiserGroup> groupsOf(const GroupRule& rule, const std::vector<const ParameterInfo*>& members,
                                     const std::vector<OptimiserGroup>& base, double epochs)
{
    std::set<int> sources;
    for (const ParameterInfo* member : members) {
        sources.insert(matchGroup(base, member->name));
    }
    sources.erase(-1); // validatePlan() says so
    std::vector<OptimiserGroup> groups;
    if (sources.size() == 1) {
        groups.push_back(changed(base[static_cast<std::size_t>(*sources.begin())], rule.pattern, rule, epochs));
        return groups;
    }
    for (const ParameterInfo* member : members) {
        if (const int source = matchGroup(base, member->name); source >= 0) {
            groups.push_back(changed(base[static_cast<std::size_t>(source)], member->name, rule, epochs));
        }
    }
    return groups;
}

Error matchesNothing(const GroupRule& rule, const std::vector<ParameterInfo>& parameters)
{
    std::vector<std::string> names;
    for (const ParameterInfo& parameter : parameters) {
        if (!parameter.isBuffer) {
            names.push_back(parameter.name);
        }
    }
    return invalid(rule.pattern + " matches no parameter; nearest: " + nearestName(rule.pattern, names));
}

} // namespace

Result<std::vector<GroupRule>> parseGroupRules(std::string_view text)
{
    if (text.size() > kLongestText) {
        return invalid("more than " + std::to_string(kLongestText) + " characters");
    }
    std::vector<GroupRule> rules;
    for (const std::string_view piece : pieces(text, ';')) {
        if (piece.empty()) {
            continue;
        }
        Result<GroupRule> rule = readGroup(piece);
        if (!rule) {
            return rule.error();
        }
        rules.push_back(std::move(*rule));
    }
    if (rules.size() > kMostGroupRules) {
        return invalid("more than " + std::to_string(kMostGroupRules));
    }
    return rules;
}

std::string groupRulesText(const std::vector<GroupRule>& rules)
{
    std::string text;
    for (const GroupRule& rule : rules) {
        std::string changes;
        const auto add = [&](const char* key, const std::string& value) {
            changes.append(changes.empty() ? "" : ", ").append(key).append("=").append(value);
        };
        const auto number = [](double value) { return fieldText(FieldValue(value)); };
        if (rule.rate || rule.rateFactor) {
            add("rate", rule.rate ? number(*rule.rate) : std::string("x").append(number(*rule.rateFactor)));
        }
        if (rule.decay) {
            add("decay", number(*rule.decay));
        }
        if (rule.rule) {
            add("rule", std::string(kUpdateRuleNames[static_cast<std::size_t>(*rule.rule)]));
        }
        if (rule.until) {
            add("until", number(*rule.until));
        }
        text.append(text.empty() ? "" : "; ").append(rule.pattern).append(": ").append(changes);
    }
    return text;
}

std::size_t countMatches(std::string_view pattern, const std::vector<ParameterInfo>& parameters)
{
    return static_cast<std::size_t>(
        std::count_if(parameters.begin(), parameters.end(), [&](const ParameterInfo& parameter) {
            return !parameter.isBuffer && matchesPattern(pattern, parameter.name);
        }));
}

Result<void> applyGroupRules(const std::vector<GroupRule>& rules, double epochs, LayerGraph& graph,
                             std::vector<OptimiserGroup>& groups)
{
    if (rules.empty()) {
        return {};
    }
    const Result<GraphSummary> summary = summarise(graph);
    if (!summary) {
        return summary.error();
    }
    std::vector<OptimiserGroup> first;
    std::set<std::string> taken;
    for (const GroupRule& rule : rules) {
        if (countMatches(rule.pattern, summary->parameters) == 0) {
            return matchesNothing(rule, summary->parameters);
        }
        std::vector<const ParameterInfo*> members;
        for (const ParameterInfo& parameter : summary->parameters) {
            if (!parameter.isBuffer && matchesPattern(rule.pattern, parameter.name) &&
                taken.insert(parameter.name).second) {
                members.push_back(&parameter);
                if (rule.until) {
                    freezeAt(graph, parameter, *rule.until);
                }
            }
        }
        const std::vector<OptimiserGroup> made = groupsOf(rule, members, groups, epochs);
        first.insert(first.end(), made.begin(), made.end());
    }
    groups.insert(groups.begin(), first.begin(), first.end());
    return {};
}

} // namespace saccade
