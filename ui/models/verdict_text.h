#pragma once

#include <QString>
#include <QStringList>

#include "engine/data/data_set.h"
#include "engine/metrics/confusion_matrix.h"

namespace saccade {

/// The evaluation in two sentences, made from the counts. Translated.
struct Verdict
{
    QString headline; ///< "93.15 % of the test images are right."
    QString details;  ///< "cat and dog taken for each other make 20 % of the 685 mistakes."
};

/// isAugmented: the figures were made with test-time augmentation, and say so.
[[nodiscard]] Verdict verdictText(const ConfusionMatrix& matrix, Part part, const QStringList& classNames,
                                  bool isAugmented = false);

/// Two classes and how often they were taken for each other, both ways.
struct ConfusedPair
{
    int first = 0;
    int second = 0; ///< first < second
    std::int64_t count = 0;

    bool operator==(const ConfusedPair&) const = default;
};

/// The pair with the most mistakes; the first in class order on a tie; count 0 when nothing was mistaken.
[[nodiscard]] ConfusedPair mostConfusedPair(const ConfusionMatrix& matrix);

} // namespace saccade
