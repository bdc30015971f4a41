#include "app/cli/evaluation_text.h"

#include "app/cli/cli_text.h"
#include "app/cli/number_text.h"
#include "engine/metrics/class_report.h"

namespace saccade {

namespace {

Json confusionJson(const ConfusionMatrix& matrix)
{
    Json rows = Json::array();
    for (int truth = 0; truth < matrix.classCount(); ++truth) {
        Json row = Json::array();
        for (int predicted = 0; predicted < matrix.classCount(); ++predicted) {
            row.push_back(matrix.count(truth, predicted));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

Json perClassJson(const std::vector<std::string>& classNames, const ClassReport& report)
{
    Json list = Json::array();
    for (std::size_t i = 0; i < report.classes.size(); ++i) {
        const ClassScores& scores = report.classes[i];
        list.push_back({{"class", classNames[i]},
                        {"precision", scores.precision},
                        {"recall", scores.recall},
                        {"f1", scores.f1},
                        {"support", scores.support}});
    }
    return list;
}

std::string scoreRow(const std::string& name, const ClassScores& scores)
{
    return padded(printable(name), 28) + padded(fixedText(scores.precision, 3), -11) +
           padded(fixedText(scores.recall, 3), -9) + padded(fixedText(scores.f1, 3), -9) +
           padded(groupedText(scores.support), -10);
}

void printReport(const std::vector<std::string>& classNames, const ClassReport& report, Output& output)
{
    output.line("");
    output.line(padded("class", 28) + padded("precision", -11) + padded("recall", -9) + padded("F1", -9) +
                padded("images", -10));
    for (std::size_t i = 0; i < report.classes.size(); ++i) {
        output.line(scoreRow(classNames[i], report.classes[i]));
    }
    output.line(scoreRow("macro average", report.macro));
    output.line(scoreRow("weighted average", report.weighted));
}

} // namespace

double meanLoss(const PredictionTable& table)
{
    double sum = 0;
    for (const float loss : table.losses) {
        sum += static_cast<double>(loss);
    }
    return table.losses.empty() ? 0 : sum / static_cast<double>(table.losses.size());
}

void tellEvaluation(const EvaluatedPart& part, Output& output)
{
    const ConfusionMatrix matrix(static_cast<int>(part.classNames.size()), part.table.labels, part.table.predicted);
    const ClassReport report = computeClassReport(matrix);
    const double loss = meanLoss(part.table);
    output.event({{"event", "evaluation"},
                  {"split", part.split},
                  {"views", kEvaluationViewNames[static_cast<std::size_t>(part.views)]},
                  {"images", part.table.count()},
                  {"accuracy", report.accuracy},
                  {"loss", loss},
                  {"classes", part.classNames},
                  {"confusion", confusionJson(matrix)},
                  {"per_class", perClassJson(part.classNames, report)}});
    printReport(part.classNames, report, output);
    const std::string how = part.views == EvaluationViews::Single ? "" : " with test-time augmentation";
    output.line(part.split + " loss " + fixedText(loss, 4) + how + " on " +
                groupedText(static_cast<std::int64_t>(part.table.count())) + " images");
    output.line(part.split + " accuracy" + how + " " + fixedText(report.accuracy, 3));
}

} // namespace saccade
