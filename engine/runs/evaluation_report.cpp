#include "engine/runs/evaluation_report.h"

#include <algorithm>

namespace saccade {

namespace {

std::vector<LearningPoint> learningPoints(const RunFolder& run)
{
    std::vector<LearningPoint> points;
    for (const EpochPoint& each : run.epochs) {
        points.push_back(
            {each.epoch, each.trainLoss, each.trainAccuracy, each.validationLoss, each.validationAccuracy});
    }
    return points;
}

Result<PredictionTable> loadPredictions(const RunFolder& run, Part part)
{
    if (part == Part::Training || (part == Part::Test && reportedPart(run) != Part::Test)) {
        return Error{ErrorCode::SplitEmpty, partName(part), run.path};
    }
    return part == Part::Test ? loadTestPredictions(run)
                              : loadValidationPredictions(run, run.report ? run.report->bestStep : 0);
}

/// Rows of mistakes, the surest first.
std::vector<std::size_t> surestMistakes(const PredictionTable& table)
{
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < table.count(); ++row) {
        if (table.labels[row] != table.predicted[row]) {
            rows.push_back(row);
        }
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [&](std::size_t a, std::size_t b) { return table.confidences[a] > table.confidences[b]; });
    rows.resize(std::min(rows.size(), kWorstErrors));
    return rows;
}

WorstError worstError(const PredictionTable& table, std::size_t row, const DataSet* dataSet)
{
    WorstError error{{}, table.labels[row], table.predicted[row], table.confidences[row], table.losses[row], {}};
    const auto index = static_cast<std::size_t>(table.indices[row]);
    if (dataSet != nullptr && index < dataSet->count()) {
        const ImageView view = dataSet->thumbnails->image(index);
        error.name = (*dataSet->samples)[index].name;
        error.picture = Image{view.size, {view.bytes().begin(), view.bytes().end()}};
    }
    return error;
}

bool isOfThisRun(const RunFolder& run, const DataSet* dataSet)
{
    return dataSet != nullptr && dataSet->id == run.plan.data.id && dataSet->thumbnails != nullptr;
}

void addFindings(EvaluationReport& report, std::int64_t validationImages)
{
    const std::vector<LearningPoint> learning = learningPoints(report.run);
    const VerdictInput input{
        report.matrix, report.trainingCounts, learning, validationImages, &report.reliability, {}, 0};
    report.findings = computeVerdict(input);
}

std::int64_t validationCount(const RunFolder& run)
{
    const Result<PredictionTable> table = loadPredictions(run, Part::Validation);
    return table ? static_cast<std::int64_t>(table->count()) : 0;
}

} // namespace

Part reportedPart(const RunFolder& run)
{
    return run.report && run.report->testAccuracy ? Part::Test : Part::Validation;
}

Result<EvaluationReport> makeEvaluationReport(const RunFolder& run, Part part, const DataSet* dataSet)
{
    const Result<PredictionTable> table = loadPredictions(run, part);
    if (!table) {
        return table.error();
    }
    const Result<AnswerRule> rule = loadAnswerRule(run.path);
    if (!rule) {
        return rule.error();
    }
    const DataSet* images = isOfThisRun(run, dataSet) ? dataSet : nullptr;
    EvaluationReport report;
    report.run = run;
    report.rule = *rule;
    report.part = part;
    report.matrix = ConfusionMatrix(table->classCount, table->labels, table->predicted);
    report.classes = computeClassReport(report.matrix);
    report.accuracy = wilsonInterval(report.matrix.correct(), report.matrix.total());
    report.intervals = computeClassIntervals(report.matrix);
    if (!table->probabilities.empty()) {
        report.ranking = computeRankingReport({table->labels, table->probabilities, table->classCount});
    }
    report.reliability = computeReliability(table->labels, table->predicted, table->confidences);
    report.coverage = computeRiskCoverage(table->labels, table->predicted, table->confidences);
    report.confusions = topConfusions(report.matrix, kReportedConfusions);
    for (const std::size_t row : surestMistakes(*table)) {
        report.worst.push_back(worstError(*table, row, images));
    }
    for (std::size_t label = 0; images != nullptr && label < images->classNames.size(); ++label) {
        report.trainingCounts.push_back(
            static_cast<std::int64_t>(images->countOf(Part::Training, static_cast<std::int32_t>(label))));
    }
    addFindings(report, validationCount(run));
    return report;
}

bool isRecordOf(const RunFolder& run, const std::filesystem::path& file)
{
    const std::filesystem::path record = run.path / "report.json";
    std::error_code ignored;
    return file == record || std::filesystem::equivalent(file, record, ignored);
}

} // namespace saccade
