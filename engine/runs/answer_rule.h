#pragma once

#include <filesystem>
#include <optional>

#include "engine/base/file_layer.h"
#include "engine/base/result.h"

namespace saccade {

/// What a person decided about a run's answers after looking at its evaluation; RUN/answer_rule.json.
struct AnswerRule
{
    double temperature = 1;                ///< above 0; logits are divided by it before the softmax
    std::optional<double> rejectThreshold; ///< 0..1; an answer with less probability than this is "unknown"

    bool operator==(const AnswerRule&) const = default;
};

/// A run without the file has the rule that changes nothing. FormatInvalid, FormatTooNew and errors of reading, with
/// the file's path. Blocks.
[[nodiscard]] Result<AnswerRule> loadAnswerRule(const std::filesystem::path& run);
/// SettingInvalid for values out of range. Blocks.
[[nodiscard]] Result<void> saveAnswerRule(const std::filesystem::path& run, const AnswerRule& rule,
                                          FileLayer& layer = systemFileLayer());

} // namespace saccade
