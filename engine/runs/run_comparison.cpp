#include "engine/runs/run_comparison.h"

#include <algorithm>

namespace saccade {

namespace {

Result<PredictionTable> loadPredictions(const RunFolder& run, Part part)
{
    if (part == Part::Test && !(run.report && run.report->testAccuracy)) {
        return Error{ErrorCode::SplitEmpty, partName(part), run.path};
    }
    return part == Part::Test ? loadTestPredictions(run)
                              : loadValidationPredictions(run, run.report ? run.report->bestStep : 0);
}

/// Rows in the order of the images, so that both tables can be walked together.
std::vector<std::size_t> rowsByImage(const PredictionTable& table)
{
    std::vector<std::size_t> rows(table.count());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i] = i;
    }
    std::sort(rows.begin(), rows.end(),
              [&](std::size_t a, std::size_t b) { return table.indices[a] < table.indices[b]; });
    return rows;
}

PredictionColumns columnsOf(const PredictionTable& table)
{
    return {table.indices, table.labels, table.predicted};
}

void addImage(const ComparedImage& image, RunComparison& comparison)
{
    const bool isRightA = image.predictedA == image.truth;
    const bool isRightB = image.predictedB == image.truth;
    ComparedClass& compared = comparison.classes[static_cast<std::size_t>(image.truth)];
    ++compared.images;
    compared.rightA += isRightA ? 1 : 0;
    compared.rightB += isRightB ? 1 : 0;
    if (isRightA && !isRightB) {
        comparison.onlyA.push_back(image);
    } else if (isRightB && !isRightA) {
        comparison.onlyB.push_back(image);
    } else if (!isRightA) {
        comparison.bothWrong.push_back(image);
    }
}

/// The surest of the mistaken first: what is wrong and sure tells most.
void sortBySureness(std::vector<ComparedImage>& images, float ComparedImage::*confidence)
{
    std::stable_sort(images.begin(), images.end(), [confidence](const ComparedImage& a, const ComparedImage& b) {
        return a.*confidence > b.*confidence;
    });
}

std::vector<ChangedSetting> changedSettings(TrainPlan a, TrainPlan b)
{
    std::vector<ChangedSetting> changed;
    const auto add = [&changed](const std::string& name, const std::string& before, const std::string& after) {
        if (before != after) {
            changed.push_back({name, before, after});
        }
    };
    const std::vector<Field> fieldsA = fields(a.settings);
    const std::vector<Field> fieldsB = fields(b.settings);
    for (std::size_t i = 0; i < fieldsA.size(); ++i) {
        add(fieldsA[i].info.name, fieldText(fieldsA[i].get()), fieldText(fieldsB[i].get()));
    }
    add("side", std::to_string(a.data.size.height), std::to_string(b.data.size.height));
    add("resize", resizeModeName(a.data.resize), resizeModeName(b.data.resize));
    return changed;
}

} // namespace

std::int64_t RunComparison::images() const
{
    const PairedCounts& counts = test.counts;
    return counts.bothRight + counts.onlyA + counts.onlyB + counts.bothWrong;
}

Result<RunComparison> comparePredictions(const PredictionTable& a, const PredictionTable& b, Part part,
                                         const std::vector<std::string>& classNames)
{
    const PairedCounts counts = pairPredictions(columnsOf(a), columnsOf(b));
    if (counts.unpaired > 0) {
        return Error{ErrorCode::ClassesDisagree,
                     std::to_string(counts.unpaired) + " images of the one run are not images of the other, or have " +
                         "another label",
                     {}};
    }
    if (a.count() == 0) {
        return Error{ErrorCode::SplitEmpty, partName(part), {}};
    }
    RunComparison comparison;
    comparison.part = part;
    comparison.classNames = classNames;
    comparison.test = computePairedTest(counts);
    comparison.classes.resize(classNames.size());
    const std::vector<std::size_t> rowsA = rowsByImage(a);
    const std::vector<std::size_t> rowsB = rowsByImage(b);
    for (std::size_t i = 0; i < rowsA.size(); ++i) {
        const std::size_t rowA = rowsA[i];
        const std::size_t rowB = rowsB[i];
        addImage({a.indices[rowA], a.labels[rowA], a.predicted[rowA], b.predicted[rowB], a.confidences[rowA],
                  b.confidences[rowB]},
                 comparison);
    }
    sortBySureness(comparison.onlyA, &ComparedImage::confidenceB);
    sortBySureness(comparison.onlyB, &ComparedImage::confidenceA);
    sortBySureness(comparison.bothWrong, &ComparedImage::confidenceA);
    comparison.accuracyA = wilsonInterval(counts.bothRight + counts.onlyA, comparison.images());
    comparison.accuracyB = wilsonInterval(counts.bothRight + counts.onlyB, comparison.images());
    return comparison;
}

Result<RunComparison> compareRuns(const RunFolder& a, const RunFolder& b, Part part)
{
    if (a.plan.data.classNames != b.plan.data.classNames) {
        return Error{ErrorCode::ClassesDisagree, "the runs have other classes", b.path};
    }
    const Result<PredictionTable> tableA = loadPredictions(a, part);
    if (!tableA) {
        return tableA.error();
    }
    const Result<PredictionTable> tableB = loadPredictions(b, part);
    if (!tableB) {
        return tableB.error();
    }
    Result<RunComparison> comparison = comparePredictions(*tableA, *tableB, part, a.plan.data.classNames);
    if (!comparison) {
        return Error{comparison.error().code, comparison.error().detail, b.path};
    }
    comparison->isSameData = a.plan.data.id == b.plan.data.id;
    if (!comparison->isSameData && a.plan.data.source != b.plan.data.source) {
        return Error{ErrorCode::ClassesDisagree, "the runs learned from other data sets", b.path};
    }
    comparison->settings = changedSettings(a.plan, b.plan);
    return comparison;
}

} // namespace saccade
