#pragma once

#include <QString>
#include <vector>

#include "ui/models/prediction_history_model.h"

namespace saccade {

/// A class in the answers of two networks; a network that does not know the class has no probability for it.
struct ComparedClass
{
    QString name;
    std::optional<double> first; ///< 0..1
    std::optional<double> second;
};

/// The likeliest `count` classes of each network, those of the first first. Classes are the same when their names are.
[[nodiscard]] std::vector<ComparedClass> comparedClasses(const HistoryEntry& entry, std::size_t count);

/// Whether both give the class the same name, or are both unsure. Nothing without two answers.
[[nodiscard]] std::optional<bool> isSameAnswer(const HistoryEntry& entry);

/// How often two networks gave the same answer, of the images that both answered.
struct Agreement
{
    int same = 0;
    int images = 0;
};
/// Over the entries whose two answers are of the same two networks as those of `shown`.
[[nodiscard]] Agreement agreementWith(const HistoryEntry& shown, const std::deque<HistoryEntry>& entries);

/// "Both say cat.", "They disagree: cat, or dog.". Empty without two answers. Translated.
[[nodiscard]] QString comparisonSentence(const HistoryEntry& entry);

} // namespace saccade
