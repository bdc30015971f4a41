#include "ui/models/data_checks.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <array>
#include <optional>

#include "engine/data/class_agreement.h"
#include "ui/models/problems_model.h"
#include "ui/models/resize_facts.h"
#include "ui/text/format.h"

namespace saccade {

namespace {

using PartCounts = std::array<std::int64_t, kPartCount>;

/// What one walk over the samples tells.
struct Walk
{
    std::vector<PartCounts> classes;
    PartCounts parts{};
    int narrowest = 0, widest = 0, lowest = 0, highest = 0;
};

class Checks
{
    Q_DECLARE_TR_FUNCTIONS(Checks)
};

Walk walkOver(const DataSet& dataSet)
{
    Walk walk;
    walk.classes.assign(dataSet.classNames.size(), {});
    const Sample& first = dataSet.samples->front();
    walk.narrowest = walk.widest = first.width;
    walk.lowest = walk.highest = first.height;
    for (const Sample& sample : *dataSet.samples) {
        if (sample.part == Part::Excluded) {
            continue;
        }
        const auto part = static_cast<std::size_t>(sample.part);
        ++walk.classes[static_cast<std::size_t>(sample.label)][part];
        ++walk.parts[part];
        walk.narrowest = std::min(walk.narrowest, sample.width);
        walk.widest = std::max(walk.widest, sample.width);
        walk.lowest = std::min(walk.lowest, sample.height);
        walk.highest = std::max(walk.highest, sample.height);
    }
    return walk;
}

QString sizeText(int width, int height)
{
    return QStringLiteral("%1 × %2").arg(width).arg(height);
}

DataCheck checkFiles(const DataSet& dataSet)
{
    if (dataSet.problems.empty()) {
        return {true, Checks::tr("Every image could be read"), Checks::tr("nothing was left out"), {}};
    }
    ProblemsModel problems;
    problems.setProblems(dataSet.problems);
    return {false, Checks::tr("%n file(s) could not be read", nullptr, static_cast<int>(dataSet.problems.size())),
            Checks::tr("%1. Left out.").arg(problems.summary()), DataCheck::Action::ShowProblems};
}

/// A part that is missing is named: figures never take another part's place in silence.
std::vector<DataCheck> checkParts(const Walk& walk)
{
    std::vector<DataCheck> checks;
    if (walk.parts[static_cast<std::size_t>(Part::Validation)] == 0) {
        checks.push_back({false,
                          Checks::tr("There are no validation images"),
                          Checks::tr("epochs cannot be compared; change the split"),
                          {}});
    }
    if (walk.parts[static_cast<std::size_t>(Part::Test)] == 0) {
        checks.push_back({false,
                          Checks::tr("There are no test images"),
                          Checks::tr("the final figure will be that of validation, and says so"),
                          {}});
    }
    return checks;
}

QString namedOf(const QStringList& all)
{
    constexpr qsizetype kNamed = 3;
    QString named = all.mid(0, kNamed).join(QStringLiteral(", "));
    if (all.size() > kNamed) {
        named += Checks::tr(" and %n more", nullptr, static_cast<int>(all.size() - kNamed));
    }
    return named;
}

QString gapText(const ClassGap& gap, const DataSet& dataSet)
{
    const auto name = [&](std::int32_t label) {
        return displayName(dataSet.classNames[static_cast<std::size_t>(label)]);
    };
    const QString has = partTitle(gap.has).toLower();
    const QString lacks = partTitle(gap.lacks).toLower();
    return gap.lookalike >= 0
               ? Checks::tr("“%1” in %2 is “%3” in %4").arg(name(gap.label), has, name(gap.lookalike), lacks)
               : Checks::tr("“%1” is in %2, not in %3").arg(name(gap.label), has, lacks);
}

/// What keeps a training from its start: the parts that the source gave do not have the same classes.
std::optional<DataCheck> checkGaps(const DataSet& dataSet)
{
    QStringList gaps;
    for (const ClassGap& gap : classGaps(dataSet)) {
        gaps.append(gapText(gap, dataSet));
    }
    if (gaps.isEmpty()) {
        return {};
    }
    return DataCheck{false,
                     Checks::tr("The parts have different classes"),
                     Checks::tr("%1. Training needs the same in all; rename or complete them.").arg(namedOf(gaps)),
                     {}};
}

DataCheck checkClasses(const DataSet& dataSet, const Walk& walk)
{
    if (std::optional<DataCheck> gaps = checkGaps(dataSet)) {
        return *std::move(gaps);
    }
    QStringList missing;
    for (std::size_t label = 0; label < walk.classes.size(); ++label) {
        for (std::size_t part = 0; part < walk.parts.size(); ++part) {
            if (walk.parts[part] > 0 && walk.classes[label][part] == 0) {
                missing.append(
                    Checks::tr("%1 in %2")
                        .arg(displayName(dataSet.classNames[label]), partTitle(static_cast<Part>(part)).toLower()));
            }
        }
    }
    if (!missing.isEmpty()) {
        return {false, Checks::tr("Some classes have no images in a part"), namedOf(missing), {}};
    }
    const auto parts =
        std::count_if(walk.parts.begin(), walk.parts.end(), [](std::int64_t count) { return count > 0; });
    return {true,
            parts == 3   ? Checks::tr("Classes agree in all three parts")
            : parts == 2 ? Checks::tr("Classes agree in both parts")
                         : Checks::tr("Every class has images"),
            Checks::tr("%n name(s)", nullptr, static_cast<int>(dataSet.classNames.size())),
            {}};
}

DataCheck checkSizes(const DataSet& dataSet, const Walk& walk)
{
    const bool isGrey = dataSet.size.channels == 1;
    const QString kind = isGrey ? Checks::tr("grey") : Checks::tr("RGB");
    QString details = resizeSummary(dataSet);
    if (isGrey) {
        details = Checks::tr("%1; one channel, as no image has colours").arg(details);
    }
    if (walk.narrowest == walk.widest && walk.lowest == walk.highest) {
        return {true, Checks::tr("All images are %1, %2").arg(sizeText(walk.widest, walk.highest), kind), details, {}};
    }
    return {true,
            Checks::tr("Images from %1 to %2, %3")
                .arg(sizeText(walk.narrowest, walk.lowest), sizeText(walk.widest, walk.highest), kind),
            details,
            {}};
}

DataCheck checkBalance(const Walk& walk)
{
    std::int64_t least = 0;
    std::int64_t most = 0;
    for (std::size_t label = 0; label < walk.classes.size(); ++label) {
        const std::int64_t images = walk.classes[label][0] + walk.classes[label][1] + walk.classes[label][2];
        least = label == 0 ? images : std::min(least, images);
        most = std::max(most, images);
    }
    constexpr double kUneven = 3;
    const double ratio = least > 0 ? static_cast<double>(most) / static_cast<double>(least) : 0;
    if (least == 0 || ratio >= kUneven) {
        return {false,
                Checks::tr("Classes differ much in size"),
                Checks::tr("%1 to %2 images; small classes are learned less well")
                    .arg(formatCount(least), formatCount(most)),
                {}};
    }
    return {true,
            Checks::tr("Classes are about equally large"),
            least == most ? Checks::tr("%1 images each").arg(formatCount(least))
                          : Checks::tr("%1 to %2 images").arg(formatCount(least), formatCount(most)),
            {}};
}

} // namespace

namespace {

/// What a person changed is never applied in silence.
std::optional<DataCheck> checkChanges(const DataSet& dataSet)
{
    if (dataSet.changes.empty()) {
        return {};
    }
    const auto lost = static_cast<int>(changesThatDoNotFit(dataSet).size());
    const QString title =
        Checks::tr("%n image(s) are changed by you", nullptr, static_cast<int>(dataSet.changes.size()) - lost);
    if (lost > 0) {
        return DataCheck{false, title, Checks::tr("%n change(s) do not fit this data any more", nullptr, lost), {}};
    }
    return DataCheck{true, title, Checks::tr("relabelled, moved or left out; see Evaluate"), {}};
}

} // namespace

std::vector<DataCheck> checkDataSet(const DataSet& dataSet)
{
    if (dataSet.count() == 0) {
        return {};
    }
    const Walk walk = walkOver(dataSet);
    std::vector<DataCheck> checks{checkFiles(dataSet)};
    for (DataCheck& check : checkParts(walk)) {
        checks.push_back(std::move(check));
    }
    if (dataSet.hasOnlyTestFiles) {
        checks.push_back({false,
                          Checks::tr("The test files came alone"),
                          Checks::tr("their images are divided into parts by the split"),
                          {}});
    }
    checks.push_back(checkClasses(dataSet, walk));
    checks.push_back(checkSizes(dataSet, walk));
    checks.push_back(checkBalance(walk));
    if (std::optional<DataCheck> changes = checkChanges(dataSet)) {
        checks.push_back(*std::move(changes));
    }
    return checks;
}

} // namespace saccade
