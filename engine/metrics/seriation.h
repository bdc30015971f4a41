#pragma once

#include <vector>

#include "engine/metrics/confusion_matrix.h"

namespace saccade {

/// How often two classes are taken for each other, classes x classes, symmetric, the diagonal 0: the mean of the two
/// shares count(a, b) / support(a) and count(b, a) / support(b); a class without images has no share. Any thread.
[[nodiscard]] std::vector<float> confusionSimilarity(const ConfusionMatrix& matrix);

/// An order of the classes in which those that are taken for each other are neighbours. Average linkage; each time two
/// groups join, the ends that are most alike meet (Gruvaeus and Wainer, "Two additions to hierarchical cluster
/// analysis", 1972); then parts of a group are turned round while that makes the sum over neighbours larger. Groups
/// without a confusion between them keep the order of their lowest class, so a matrix without mistakes keeps its order.
/// Deterministic. O(classes^2) memory and, as a rule, time. Any thread.
[[nodiscard]] std::vector<int> orderByConfusion(const ConfusionMatrix& matrix);

} // namespace saccade
