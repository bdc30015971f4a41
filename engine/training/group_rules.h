#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/training/optimiser_rules.h"

namespace saccade {

/// What a person wants otherwise for the parameters whose name matches `pattern` ('*' stands for any characters).
struct GroupRule
{
    std::string pattern;
    std::optional<double> rate;       ///< instead of the group's own, for the mean loss, before the schedule's factor
    std::optional<double> rateFactor; ///< or on the group's own
    std::optional<double> decay;
    std::optional<UpdateRule> rule;
    std::optional<double> until; ///< trained for so many epochs; 0 = frozen

    bool operator==(const GroupRule&) const = default;
};
inline constexpr std::size_t kMostGroupRules = 64;

/// "PATTERN:rate=0.1,decay=0,rule=sgd,until=3; PATTERN:rate=x0.5"; spaces do not matter, empty text has no rules. An
/// x before the rate makes it a factor. SettingInvalid begins with "groups: " and names what is wrong and the nearest
/// valid name. Any thread.
[[nodiscard]] Result<std::vector<GroupRule>> parseGroupRules(std::string_view text);
/// The shortest text that parseGroupRules() reads as these.
[[nodiscard]] std::string groupRulesText(const std::vector<GroupRule>& rules);

/// How many of the parameters a pattern matches.
[[nodiscard]] std::size_t countMatches(std::string_view pattern, const std::vector<ParameterInfo>& parameters);

/// Puts the rules before the groups, and `until` into the graph. A parameter follows the first rule that matches it and
/// keeps what that rule leaves open. A pattern that matches nothing is SettingInvalid, naming the nearest parameter.
/// epochs are the run's. Any thread.
[[nodiscard]] Result<void> applyGroupRules(const std::vector<GroupRule>& rules, double epochs, LayerGraph& graph,
                                           std::vector<OptimiserGroup>& groups);

} // namespace saccade
