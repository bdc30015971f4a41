#pragma once

#include <QString>
#include <vector>

namespace saccade {

/// A class and its probability.
struct RankedClass
{
    int index = 0;
    float probability = 0;

    bool operator==(const RankedClass&) const = default;
};

/// The `count` most probable classes, the likeliest first; equal ones in the order of the classes.
[[nodiscard]] std::vector<RankedClass> topClasses(const std::vector<float>& probabilities, std::size_t count);

/// "Bird, fairly sure": sure from 90 %, fairly sure from 70 %, not sure from 50 %, guessing below. Translated.
[[nodiscard]] QString answerSentence(const QString& className, double probability);

/// "now" in the first minute, then "4 min", "2 h", "3 d". Translated.
[[nodiscard]] QString ageText(qint64 seconds);

} // namespace saccade
