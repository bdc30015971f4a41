#include "ui/models/comparison_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <cmath>

#include "ui/models/figures_text.h"
#include "ui/text/format.h"

namespace saccade {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("saccade::Comparison", text);
}

std::int64_t apart(const RunComparison& comparison)
{
    return comparison.test.counts.onlyA + comparison.test.counts.onlyB;
}

QString pText(double p)
{
    return p < 0.001 ? tr("p below 0.001") : tr("p = %1").arg(formatNumber(p, 3));
}

} // namespace

QString comparisonHeadline(const RunComparison& comparison)
{
    const PairedTest& test = comparison.test;
    if (apart(comparison) == 0) {
        return tr("Both are right and wrong on the same images.");
    }
    if (test.pValue >= kTellingP) {
        return tr("No difference can be told from %1 images.").arg(formatCount(comparison.images()));
    }
    //: A or B, a number of percentage points
    return tr("%1 is better by %2 points.")
        .arg(test.accuracyGain > 0 ? tr("A") : tr("B"), formatNumber(100 * std::abs(test.accuracyGain), 2));
}

QString comparisonDetails(const RunComparison& comparison)
{
    const PairedTest& test = comparison.test;
    const std::int64_t differing = apart(comparison);
    if (differing == 0) {
        return {};
    }
    return tr("One is right and the other wrong on %1 of %2 images: A alone %3, B alone %4. Were they equally good, "
              "chance would part them as far with %5 (McNemar).")
        .arg(formatCount(differing), formatCount(comparison.images()), formatCount(test.counts.onlyA),
             formatCount(test.counts.onlyB), pText(test.pValue));
}

QString comparisonNote(const RunComparison& comparison)
{
    QStringList notes;
    if (!comparison.isSameData) {
        notes.append(tr("The images are the same, their pixels are not: size or way of resizing differ."));
    }
    if (comparison.correctedTruths > 0) {
        notes.append(tr("Images judged by the labels that were corrected between the runs: %1.")
                         .arg(formatCount(comparison.correctedTruths)));
    }
    if (comparison.leftOut > 0) {
        notes.append(tr("Images left out, which only one of the runs has: %1.").arg(formatCount(comparison.leftOut)));
    }
    return notes.join(QLatin1Char(' '));
}

QString comparedRunText(const QString& letter, const RunFolder& run, std::int64_t right, std::int64_t images,
                        const Interval& accuracy)
{
    //: a letter, a share of right answers with its interval, the name of a run
    return tr("%1   %2 % right   %3")
        .arg(letter, withInterval(static_cast<double>(right) / static_cast<double>(images), accuracy, 2),
             displayName(run.title));
}

} // namespace saccade
