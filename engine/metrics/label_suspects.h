#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/metrics/learning_history.h"
#include "engine/metrics/score_table.h"

namespace saccade {

/// An image whose label may be wrong: the network is confident of another class.
struct LabelSuspect
{
    std::size_t image = 0; ///< its row
    std::int32_t label = 0;
    std::int32_t other = 0; ///< the class it may be
    double labelProbability = 0;
    double otherProbability = 0;
    bool isNeverLearned = false; ///< no validation had it right; false without a history
    double score = 0;            ///< 0..1, higher is more suspect

    bool operator==(const LabelSuspect&) const = default;
};

/// Of each class the mean probability of that class over the images labelled with it: the threshold from which a
/// probability counts as confident. 1 for a class without images. Northcutt, Jiang, Chuang, "Confident learning:
/// estimating uncertainty in dataset labels", 2021.
[[nodiscard]] std::vector<double> confidentThresholds(const ScoreTable& probabilities);

/// Images that the confident joint of the same paper puts off its diagonal: among the classes whose probability, above
/// 0, reaches its threshold, the most probable one (the lower class on a tie) is not the label. The probabilities must
/// be of images that were not trained on. Most suspect first, then in order of the images. score = (1 + p(other) -
/// p(label)) / 2 x (1 - share of validations that had the image right): after the paper's normalised margin, times a
/// factor that is this project's own; without a history the factor is 1. history is by row. O(images x classes). Any
/// thread.
[[nodiscard]] std::vector<LabelSuspect> findLabelSuspects(const ScoreTable& probabilities,
                                                          const LearningHistory& history = {});

/// A prediction table without its probabilities.
struct TopPredictions
{
    std::span<const std::int32_t> truth;
    std::span<const std::int32_t> predicted;
    std::span<const float> confidences; ///< probability of the predicted class
    std::span<const float> losses;      ///< -log(probability of the truth)
    int classCount = 0;
};

/// The same where only the most probable class is known: an image is suspect when that class is not the label and
/// reaches its threshold. A less probable class that would reach a lower threshold is not seen. O(images).
[[nodiscard]] std::vector<LabelSuspect> findLabelSuspects(const TopPredictions& predictions,
                                                          const LearningHistory& history = {});

} // namespace saccade
