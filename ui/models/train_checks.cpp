#include "ui/models/train_checks.h"

#include <QCoreApplication>
#include <algorithm>

#include "ui/text/format.h"

namespace saccade {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TrainChecks)
};

constexpr std::size_t kFewImages = 20;
constexpr double kUnevenRatio = 10;

TrainCheck good(const QString& title, const QString& detail)
{
    return {TrainCheck::Kind::Good, title, detail};
}

TrainCheck warning(const QString& title, const QString& detail)
{
    return {TrainCheck::Kind::Warning, title, detail};
}

TrainCheck memoryCheck(const TrainSettings& settings, const GraphSummary& summary,
                       const std::optional<DeviceInfo>& device)
{
    const std::int64_t needed = summary.trainingBytes(settings.batchSize, 4);
    const QString batch = formatCount(settings.batchSize);
    if (!device || device->totalBytes <= 0) {
        return good(Words::tr("About %1 of memory").arg(formatBytes(needed)), Words::tr("at batch %1").arg(batch));
    }
    const QString facts =
        Words::tr("%1 of %2 at batch %3").arg(formatBytes(needed), formatBytes(device->totalBytes), batch);
    const bool fits = static_cast<double>(needed) < 0.8 * static_cast<double>(device->totalBytes);
    return fits ? good(Words::tr("Fits in memory"), facts)
                : warning(Words::tr("May not fit in memory"), Words::tr("%1. A smaller batch needs less.").arg(facts));
}

TrainCheck classCheck(const DataSet& dataSet)
{
    std::vector<std::size_t> counts(dataSet.classNames.size(), 0);
    for (const Sample& sample : *dataSet.samples) {
        if (sample.part == Part::Training && sample.label >= 0) {
            ++counts.at(static_cast<std::size_t>(sample.label));
        }
    }
    const auto [least, most] = std::minmax_element(counts.begin(), counts.end());
    const QString smallest = displayName(dataSet.classNames[static_cast<std::size_t>(least - counts.begin())]);
    const QString fewest = formatCount(static_cast<std::int64_t>(*least));
    if (*least < kFewImages) {
        return warning(Words::tr("Few images of %1").arg(smallest),
                       Words::tr("%1 to learn from; a class needs some dozens.").arg(fewest));
    }
    if (static_cast<double>(*most) > kUnevenRatio * static_cast<double>(*least)) {
        return warning(Words::tr("Classes are uneven"),
                       Words::tr("%1 to %2 images a class").arg(fewest, formatCount(static_cast<std::int64_t>(*most))));
    }
    return good(Words::tr("Enough images of each class"),
                *least == *most
                    ? Words::tr("%1 a class").arg(fewest)
                    : Words::tr("%1 to %2 a class").arg(fewest, formatCount(static_cast<std::int64_t>(*most))));
}

TrainCheck testCheck(const DataSet& dataSet)
{
    const auto count = static_cast<std::int64_t>(dataSet.indicesOf(Part::Test).size());
    if (count == 0) {
        return warning(Words::tr("No test images"), Words::tr("The score will be of the validation images."));
    }
    return good(Words::tr("A test set is kept aside"), Words::tr("%1 images, looked at once").arg(formatCount(count)));
}

TrainCheck validationCheck(const DataSet& dataSet)
{
    const auto count = static_cast<std::int64_t>(dataSet.indicesOf(Part::Validation).size());
    if (count == 0) {
        return warning(Words::tr("No validation images"),
                       Words::tr("The last weights are kept, whether or not they are the best."));
    }
    return good(Words::tr("Validation picks the best epoch"), Words::tr("%1 images").arg(formatCount(count)));
}

} // namespace

std::vector<TrainCheck> trainChecks(const TrainSettings& settings, const DataSet& dataSet,
                                    const std::optional<GraphSummary>& summary, const std::optional<DeviceInfo>& device)
{
    std::vector<TrainCheck> checks;
    if (dataSet.count() == 0) {
        return checks;
    }
    if (summary) {
        checks.push_back(memoryCheck(settings, *summary, device));
    }
    checks.push_back(classCheck(dataSet));
    checks.push_back(validationCheck(dataSet));
    checks.push_back(testCheck(dataSet));
    if (!dataSet.problems.empty()) {
        checks.push_back(warning(Words::tr("%n file(s) left out", nullptr, static_cast<int>(dataSet.problems.size())),
                                 Words::tr("The Data page lists them with their reasons.")));
    }
    return checks;
}

} // namespace saccade
