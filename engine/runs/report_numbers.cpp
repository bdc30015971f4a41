#include <algorithm>
#include <iterator>

#include "engine/formats/csv_text.h"
#include "engine/formats/json_text.h"
#include "engine/formats/settings_json.h"
#include "engine/runs/report_files.h"
#include "engine/runs/report_words.h"

namespace saccade {

namespace {

using nlohmann::json;

constexpr int kVersion = 1;

json intervalJson(const Interval& interval)
{
    return {{"low", interval.low}, {"high", interval.high}};
}

json classesJson(const EvaluationReport& report)
{
    json list = json::array();
    const std::vector<std::string>& names = report.run.plan.data.classNames;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const ClassScores& scores = report.classes.classes[i];
        const ClassIntervals& intervals = report.intervals[i];
        json each{{"class", textToJson(names[i])},
                  {"precision", scores.precision},
                  {"recall", scores.recall},
                  {"f1", scores.f1},
                  {"support", scores.support},
                  {"precisionInterval", intervalJson(intervals.precision)},
                  {"recallInterval", intervalJson(intervals.recall)},
                  {"f1Interval", intervalJson(intervals.f1)},
                  {"averagePrecision", nullptr},
                  {"rocAuc", nullptr}};
        if (report.ranking) {
            const RankingScores& ranking = report.ranking->classes[i];
            each["averagePrecision"] = ranking.averagePrecision ? json(*ranking.averagePrecision) : json(nullptr);
            each["rocAuc"] = ranking.rocAuc ? json(*ranking.rocAuc) : json(nullptr);
        }
        list.push_back(std::move(each));
    }
    return list;
}

json meansJson(const ClassReport& report)
{
    const auto means = [](const ClassScores& scores) {
        return json{{"precision", scores.precision}, {"recall", scores.recall}, {"f1", scores.f1}};
    };
    return {{"macro", means(report.macro)}, {"weighted", means(report.weighted)}, {"micro", means(report.micro)}};
}

json matrixJson(const ConfusionMatrix& matrix)
{
    json rows = json::array();
    for (int truth = 0; truth < matrix.classCount(); ++truth) {
        json row = json::array();
        for (int predicted = 0; predicted < matrix.classCount(); ++predicted) {
            row.push_back(matrix.count(truth, predicted));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

json curvesJson(const std::vector<EpochPoint>& epochs)
{
    json list = json::array();
    for (const EpochPoint& each : epochs) {
        list.push_back(
            {{"epoch", each.epoch},
             {"trainLoss", each.trainLoss},
             {"trainAccuracy", each.trainAccuracy},
             {"validationLoss", each.validationLoss ? json(*each.validationLoss) : json(nullptr)},
             {"validationAccuracy", each.validationAccuracy ? json(*each.validationAccuracy) : json(nullptr)}});
    }
    return list;
}

json calibrationJson(const Reliability& reliability)
{
    json bins = json::array();
    for (const ReliabilityBin& bin : reliability.bins) {
        bins.push_back({{"low", bin.low},
                        {"high", bin.high},
                        {"count", bin.count},
                        {"meanConfidence", bin.meanConfidence},
                        {"accuracy", bin.accuracy}});
    }
    return {{"expectedError", reliability.expectedError},
            {"maximumError", reliability.maximumError},
            {"meanConfidence", reliability.meanConfidence},
            {"bins", std::move(bins)}};
}

json errorsJson(const EvaluationReport& report)
{
    const std::vector<std::string>& names = report.run.plan.data.classNames;
    json list = json::array();
    for (const WorstError& error : report.worst) {
        list.push_back({{"name", textToJson(error.name)},
                        {"truth", textToJson(names[static_cast<std::size_t>(error.truth)])},
                        {"predicted", textToJson(names[static_cast<std::size_t>(error.predicted)])},
                        {"confidence", error.confidence},
                        {"loss", error.loss}});
    }
    return list;
}

std::string number(double value)
{
    return decimalText(value, 6);
}

std::string scoresLine(const std::string& name, const ClassScores& scores, const Interval* f1,
                       const std::string& ranking)
{
    return csvLine({csvField(name), number(scores.precision), number(scores.recall), number(scores.f1),
                    f1 != nullptr ? number(f1->low) : "", f1 != nullptr ? number(f1->high) : "", ranking,
                    std::to_string(scores.support)});
}

} // namespace

std::string encodeReportJson(const EvaluationReport& report)
{
    json findings = json::array();
    for (const Finding& finding : report.findings) {
        findings.push_back(textToJson(findingSentence(finding, report.run.plan.data.classNames)));
    }
    const DataSetReference& data = report.run.plan.data;
    return dumpJson(
        {{"formatVersion", kVersion},
         {"title", textToJson(report.run.title)},
         {"split", partName(report.part)},
         {"data", {{"name", textToJson(data.name)}, {"id", data.id}}},
         {"settings", settingsToJson(report.run.plan.settings)},
         {"images", report.matrix.total()},
         {"right", report.matrix.correct()},
         {"accuracy", report.matrix.accuracy()},
         {"accuracyInterval", intervalJson(report.accuracy)},
         {"classes", classesJson(report)},
         {"means", meansJson(report.classes)},
         {"confusion", matrixJson(report.matrix)},
         {"curves", curvesJson(report.run.epochs)},
         {"calibration", calibrationJson(report.reliability)},
         {"riskCoverageArea", report.coverage.area},
         {"temperature", report.rule.temperature},
         {"rejectThreshold", report.rule.rejectThreshold ? json(*report.rule.rejectThreshold) : json(nullptr)},
         {"worst", errorsJson(report)},
         {"findings", std::move(findings)}});
}

std::string encodeReportCsv(const EvaluationReport& report)
{
    const std::vector<std::string>& names = report.run.plan.data.classNames;
    std::string text =
        csvLine({"class", "precision", "recall", "f1", "f1_low", "f1_high", "average_precision", "support"});
    for (std::size_t i = 0; i < names.size(); ++i) {
        const bool isRanked = report.ranking && report.ranking->classes[i].averagePrecision;
        text += scoresLine(names[i], report.classes.classes[i], &report.intervals[i].f1,
                           isRanked ? number(*report.ranking->classes[i].averagePrecision) : "");
    }
    text += scoresLine("(mean of classes)", report.classes.macro, nullptr, "");
    text += scoresLine("(weighted mean)", report.classes.weighted, nullptr, "");
    std::vector<std::string> head{"truth \\ predicted"};
    std::transform(names.begin(), names.end(), std::back_inserter(head), csvField);
    text += "\r\n" + csvLine(head);
    for (int truth = 0; truth < report.matrix.classCount(); ++truth) {
        std::vector<std::string> row{csvField(names[static_cast<std::size_t>(truth)])};
        for (int predicted = 0; predicted < report.matrix.classCount(); ++predicted) {
            row.push_back(std::to_string(report.matrix.count(truth, predicted)));
        }
        text += csvLine(row);
    }
    return text;
}

} // namespace saccade
