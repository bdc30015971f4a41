#include "ui/models/verdict_text.h"

#include <QCoreApplication>

#include "ui/text/format.h"

namespace saccade {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Verdict)
};

QString augmentedHeadline(const QString& percent, Part part)
{
    switch (part) {
    case Part::Test: return Words::tr("%1 of the test images are right with test-time augmentation.").arg(percent);
    case Part::Validation:
        return Words::tr("%1 of the validation images are right with test-time augmentation.").arg(percent);
    case Part::Training:
    case Part::Excluded: break;
    }
    return Words::tr("%1 of the training images are right with test-time augmentation.").arg(percent);
}

QString headline(double accuracy, Part part, bool isAugmented)
{
    const QString percent = formatPercent(accuracy, 2);
    if (isAugmented) {
        return augmentedHeadline(percent, part);
    }
    switch (part) {
    case Part::Test: return Words::tr("%1 of the test images are right.").arg(percent);
    case Part::Validation: return Words::tr("%1 of the validation images are right.").arg(percent);
    case Part::Training:
    case Part::Excluded: break;
    }
    return Words::tr("%1 of the training images are right.").arg(percent);
}

/// With two classes every mistake is one of the same pair; which way round is the news.
QString bothWays(const ConfusionMatrix& matrix, const QStringList& names)
{
    return Words::tr("%1 taken for %2: %3, %2 taken for %1: %4.")
        .arg(names.value(0), names.value(1), formatCount(matrix.count(0, 1)), formatCount(matrix.count(1, 0)));
}

} // namespace

ConfusedPair mostConfusedPair(const ConfusionMatrix& matrix)
{
    ConfusedPair most;
    for (int first = 0; first < matrix.classCount(); ++first) {
        for (int second = first + 1; second < matrix.classCount(); ++second) {
            const std::int64_t count = matrix.count(first, second) + matrix.count(second, first);
            if (count > most.count) {
                most = {first, second, count};
            }
        }
    }
    return most;
}

Verdict verdictText(const ConfusionMatrix& matrix, Part part, const QStringList& classNames, bool isAugmented)
{
    const std::int64_t mistakes = matrix.total() - matrix.correct();
    Verdict verdict{headline(matrix.accuracy(), part, isAugmented), {}};
    if (matrix.total() == 0) {
        return {Words::tr("This part has no image."), {}};
    }
    if (mistakes == 0) {
        verdict.details = Words::tr("None of %Ln image(s) was mistaken.", nullptr, static_cast<int>(matrix.total()));
        return verdict;
    }
    if (matrix.classCount() == 2) {
        verdict.details = bothWays(matrix, classNames);
        return verdict;
    }
    const ConfusedPair pair = mostConfusedPair(matrix);
    const double share = static_cast<double>(pair.count) / static_cast<double>(mistakes);
    verdict.details =
        Words::tr("%1 and %2 taken for each other make %3 of %Ln mistake(s).", nullptr, static_cast<int>(mistakes))
            .arg(classNames.value(pair.first), classNames.value(pair.second), formatPercent(share, 0));
    return verdict;
}

} // namespace saccade
