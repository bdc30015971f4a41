#include "ui/models/finding_text.h"

#include <QCoreApplication>

#include "ui/models/figures_text.h"
#include "ui/text/format.h"

namespace saccade {

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(Finding)
};

/// A finding's sentences, by its kind.
struct Sentences
{
    const QStringList& names;

    QString operator()(const AccuracyFinding& found) const
    {
        const QString base = Words::tr("Right are %1 of %2 images, %3 %.")
                                 .arg(formatCount(found.right), formatCount(found.images),
                                      withInterval(found.accuracy, found.interval, 2));
        return found.isAboveLargestClass
                   ? Words::tr("%1 Always answering the largest class would reach %2.")
                         .arg(base, formatPercent(found.largestClassShare, 1))
                   : Words::tr("%1 That is not surely better than always answering the largest class, %2.")
                         .arg(base, formatPercent(found.largestClassShare, 1));
    }

    QString operator()(const SmallTestFinding& found) const
    {
        return Words::tr("%Ln image(s) leave the accuracy uncertain: %1 %. %2 images would narrow that to %3 points.",
                         nullptr, static_cast<int>(found.images))
            .arg(intervalText(found.interval, 1), formatCount(found.imagesForWidth),
                 formatNumber(found.wantedWidth * 100, 0));
    }

    QString operator()(const ConfusionFinding& found) const
    {
        return Words::tr("%1 is taken for %2 in %3 of %4 images, %5 %; spread evenly it would be %6.")
            .arg(names.value(found.confusion.truth), names.value(found.confusion.predicted),
                 formatCount(found.confusion.count), formatCount(found.truthImages),
                 withInterval(found.confusion.shareOfTruth, found.interval, 1), formatPercent(found.evenShare, 1));
    }

    QString operator()(const ShortClassFinding& found) const
    {
        const QString name = names.value(found.label);
        if (found.isShortInTraining && found.trainingImages) {
            return Words::tr("%1 is short of data: %Ln training image(s), the middle class has %2.", nullptr,
                             static_cast<int>(*found.trainingImages))
                .arg(name, formatNumber(found.medianTrainingImages, 0));
        }
        return Words::tr("%1 has %Ln image(s) here, too few to judge it: its recall lies between %2 %.", nullptr,
                         static_cast<int>(found.testImages))
            .arg(name, intervalText(found.recallInterval, 0));
    }

    QString operator()(const LabelSuspectsFinding& found) const
    {
        return Words::tr("%Ln of %1 validation images may be labelled wrongly: worth a look, not a count of errors.",
                         nullptr, static_cast<int>(found.suspects))
            .arg(formatCount(found.images));
    }

    QString operator()(const OverfittingFinding& found) const
    {
        if (found.hasGap) {
            return Words::tr("It knows the training images better than others: %1 of them are right, of validation "
                             "%2 %. More images or more augmentation may help.")
                .arg(formatPercent(found.trainAccuracy, 1),
                     withInterval(found.validationAccuracy, found.validationInterval, 1));
        }
        return Words::tr("The validation loss rose from %1 at epoch %2 to %3 while the training loss fell.")
            .arg(formatNumber(found.lowestLoss, 3), formatEpochs(found.lowestLossEpoch),
                 formatNumber(found.lastLoss, 3));
    }

    QString operator()(const UnderfittingFinding& found) const
    {
        return Words::tr("The training images themselves are not learned: %1 of them are right, of validation %2 %. A "
                         "larger network or longer training may help.")
            .arg(formatPercent(found.trainAccuracy, 1),
                 withInterval(found.validationAccuracy, found.validationInterval, 1));
    }

    QString operator()(const StillLearningFinding& found) const
    {
        return Words::tr("It was still learning: from epoch %1 to %2 the training loss fell from %3 to %4.")
            .arg(formatEpochs(found.fromEpoch), formatEpochs(found.toEpoch), formatNumber(found.trainLossBefore, 3),
                 formatNumber(found.trainLossAfter, 3));
    }

    QString operator()(const ConfidenceFinding& found) const
    {
        const QString mean = formatPercent(found.meanConfidence, 1);
        const QString kept = withInterval(found.accuracy, found.interval, 1);
        return found.isOverconfident
                   ? Words::tr("Confidence is too high: %1 on average, and %2 % are right.").arg(mean, kept)
                   : Words::tr("Confidence is too low: %1 on average, and %2 % are right.").arg(mean, kept);
    }
};

} // namespace

QString findingText(const Finding& finding, const QStringList& classNames)
{
    return std::visit(Sentences{classNames}, finding);
}

bool isGoodNews(const Finding& finding)
{
    const auto* accuracy = std::get_if<AccuracyFinding>(&finding);
    return accuracy != nullptr && accuracy->isAboveLargestClass;
}

} // namespace saccade
