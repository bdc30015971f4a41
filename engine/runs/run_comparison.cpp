#include "engine/runs/run_comparison.h"

#include <algorithm>
#include <cstdlib>
#include <map>

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

std::vector<ChangedConfusion> changedConfusions(const RunComparison& comparison)
{
    std::map<std::pair<std::int32_t, std::int32_t>, ChangedConfusion> found;
    const auto count = [&found](std::int32_t truth, std::int32_t predicted, std::int64_t ChangedConfusion::*times) {
        if (truth != predicted) {
            ChangedConfusion& confusion = found[{truth, predicted}];
            confusion.truth = truth;
            confusion.predicted = predicted;
            ++(confusion.*times);
        }
    };
    for (const std::vector<ComparedImage>* images : {&comparison.onlyA, &comparison.onlyB, &comparison.bothWrong}) {
        for (const ComparedImage& image : *images) {
            count(image.truth, image.predictedA, &ChangedConfusion::a);
            count(image.truth, image.predictedB, &ChangedConfusion::b);
        }
    }
    std::vector<ChangedConfusion> changed;
    for (const auto& [classes, confusion] : found) {
        if (confusion.a != confusion.b) {
            changed.push_back(confusion);
        }
    }
    std::stable_sort(changed.begin(), changed.end(), [](const ChangedConfusion& x, const ChangedConfusion& y) {
        return std::abs(x.b - x.a) > std::abs(y.b - y.a);
    });
    return changed;
}

PredictionTable rowsOf(const PredictionTable& table, const std::vector<std::size_t>& rows)
{
    PredictionTable part;
    part.classCount = table.classCount;
    for (const std::size_t row : rows) {
        part.indices.push_back(table.indices[row]);
        part.labels.push_back(table.labels[row]);
        part.predicted.push_back(table.predicted[row]);
        part.confidences.push_back(table.confidences[row]);
    }
    return part;
}

struct SharedImages
{
    PredictionTable a;
    PredictionTable b;
    std::int64_t correctedTruths = 0;
    std::int64_t leftOut = 0;
};

/// The images that both have, with B's labels: what a person knows better now judges both runs.
SharedImages sharedImages(const PredictionTable& a, const PredictionTable& b)
{
    const std::vector<std::size_t> allA = rowsByImage(a);
    const std::vector<std::size_t> allB = rowsByImage(b);
    std::vector<std::size_t> rowsA;
    std::vector<std::size_t> rowsB;
    for (std::size_t i = 0, j = 0; i < allA.size() && j < allB.size();) {
        const std::int32_t imageA = a.indices[allA[i]];
        const std::int32_t imageB = b.indices[allB[j]];
        if (imageA == imageB) {
            rowsA.push_back(allA[i]);
            rowsB.push_back(allB[j]);
        }
        i += imageA <= imageB ? 1 : 0;
        j += imageB <= imageA ? 1 : 0;
    }
    SharedImages shared{rowsOf(a, rowsA), rowsOf(b, rowsB)};
    shared.leftOut = static_cast<std::int64_t>(a.count() + b.count() - 2 * rowsA.size());
    for (std::size_t i = 0; i < rowsA.size(); ++i) {
        shared.correctedTruths += shared.a.labels[i] != shared.b.labels[i] ? 1 : 0;
    }
    shared.a.labels = shared.b.labels;
    return shared;
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
    comparison.confusions = changedConfusions(comparison);
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
    const bool isChanged = a.plan.data.id == b.plan.data.id && a.plan.data.changes != b.plan.data.changes;
    const SharedImages shared = isChanged ? sharedImages(*tableA, *tableB) : SharedImages{*tableA, *tableB};
    Result<RunComparison> comparison = comparePredictions(shared.a, shared.b, part, a.plan.data.classNames);
    if (!comparison) {
        return Error{comparison.error().code, comparison.error().detail, b.path};
    }
    comparison->correctedTruths = shared.correctedTruths;
    comparison->leftOut = shared.leftOut;
    comparison->isSameData = a.plan.data.id == b.plan.data.id;
    if (!comparison->isSameData && a.plan.data.source != b.plan.data.source) {
        return Error{ErrorCode::ClassesDisagree, "the runs learned from other data sets", b.path};
    }
    comparison->settings = changedSettings(a.plan, b.plan);
    return comparison;
}

} // namespace saccade
