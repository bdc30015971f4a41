#include "ui/models/compared_answers.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/models/prediction_text.h"
#include "ui/text/format.h"

namespace saccade {

namespace {

struct ComparisonText
{
    Q_DECLARE_TR_FUNCTIONS(saccade::ComparisonText)
};

/// What one network says: a class, or that it is unsure.
struct Saying
{
    QString name;
    double probability = 0;
    bool isUnknown = false;
};

std::optional<Saying> sayingOf(const std::vector<float>& probabilities, const QStringList& classNames,
                               std::optional<double> threshold)
{
    const auto best = std::max_element(probabilities.begin(), probabilities.end());
    if (best == probabilities.end()) {
        return std::nullopt;
    }
    const auto probability = static_cast<double>(*best);
    return Saying{classNames.value(best - probabilities.begin()), probability, threshold && probability < *threshold};
}

std::optional<Saying> firstSaying(const HistoryEntry& entry)
{
    return sayingOf(entry.probabilities, entry.classNames, entry.rejectThreshold);
}

std::optional<Saying> secondSaying(const HistoryEntry& entry)
{
    return entry.second ? sayingOf(entry.second->probabilities, entry.second->classNames, entry.second->rejectThreshold)
                        : std::nullopt;
}

std::optional<double> probabilityOf(const QString& name, const std::vector<float>& probabilities,
                                    const QStringList& classNames)
{
    const qsizetype place = classNames.indexOf(name);
    return place < 0 || static_cast<std::size_t>(place) >= probabilities.size()
               ? std::nullopt
               : std::optional(static_cast<double>(probabilities[static_cast<std::size_t>(place)]));
}

} // namespace

std::vector<ComparedClass> comparedClasses(const HistoryEntry& entry, std::size_t count)
{
    QStringList names;
    for (const RankedClass& ranked : topClasses(entry.probabilities, count)) {
        names.append(entry.classNames.value(ranked.index));
    }
    if (entry.second) {
        for (const RankedClass& ranked : topClasses(entry.second->probabilities, count)) {
            names.append(entry.second->classNames.value(ranked.index));
        }
    }
    names.removeDuplicates();
    std::vector<ComparedClass> classes;
    for (const QString& name : names) {
        classes.push_back(
            {name, probabilityOf(name, entry.probabilities, entry.classNames),
             entry.second ? probabilityOf(name, entry.second->probabilities, entry.second->classNames) : std::nullopt});
    }
    return classes;
}

std::optional<bool> isSameAnswer(const HistoryEntry& entry)
{
    const std::optional<Saying> first = firstSaying(entry);
    const std::optional<Saying> second = secondSaying(entry);
    if (!first || !second) {
        return std::nullopt;
    }
    return first->isUnknown || second->isUnknown ? first->isUnknown == second->isUnknown : first->name == second->name;
}

Agreement agreementWith(const HistoryEntry& shown, const std::deque<HistoryEntry>& entries)
{
    Agreement agreement;
    for (const HistoryEntry& entry : entries) {
        const bool isOfBoth = entry.second && shown.second && entry.modelTitle == shown.modelTitle &&
                              entry.modelSource == shown.modelSource &&
                              entry.second->modelTitle == shown.second->modelTitle &&
                              entry.second->modelSource == shown.second->modelSource;
        if (const std::optional<bool> isSame = isOfBoth ? isSameAnswer(entry) : std::nullopt) {
            ++agreement.images;
            agreement.same += *isSame ? 1 : 0;
        }
    }
    return agreement;
}

QString comparisonSentence(const HistoryEntry& entry)
{
    const std::optional<Saying> first = firstSaying(entry);
    const std::optional<Saying> second = secondSaying(entry);
    if (!first || !second) {
        return {};
    }
    if (first->isUnknown && second->isUnknown) {
        return ComparisonText::tr("Both say “unknown”.");
    }
    if (first->isUnknown) {
        return ComparisonText::tr("They disagree: the first says “unknown”, the second %1.").arg(second->name);
    }
    if (second->isUnknown) {
        return ComparisonText::tr("They disagree: the first says %1, the second “unknown”.").arg(first->name);
    }
    if (first->name != second->name) {
        return ComparisonText::tr("They disagree: the first says %1, the second %2.").arg(first->name, second->name);
    }
    const double points = 100 * (second->probability - first->probability);
    const QString text = formatNumber(std::abs(points), 1);
    if (text == formatNumber(0, 1)) {
        return ComparisonText::tr("Both say %1, equally sure.").arg(first->name);
    }
    return (points > 0 ? ComparisonText::tr("Both say %1; the second is %2 points surer.")
                       : ComparisonText::tr("Both say %1; the first is %2 points surer."))
        .arg(first->name, text);
}

} // namespace saccade
