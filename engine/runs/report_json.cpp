#include "engine/runs/report_json.h"

#include <array>

#include "engine/formats/json_members.h"
#include "engine/metrics/class_report.h"

namespace saccade {

namespace {

using nlohmann::json;

constexpr const char* kVersionKey = "formatVersion";
constexpr std::array kReasons{EndReason::Completed, EndReason::Stopped, EndReason::Diverged, EndReason::Failed,
                              EndReason::EarlyStopped};

json optionalToJson(const std::optional<double>& value)
{
    return value ? json(*value) : json(nullptr);
}

json sharesToJson(const std::optional<TimeShares>& shares)
{
    return shares ? json{{"computing", shares->computing},
                         {"waiting", shares->waiting},
                         {"validating", shares->validating}}
                  : json(nullptr);
}

/// Runs from before the meter have none.
void readShares(JsonReader& reader, std::optional<TimeShares>& shares)
{
    if (!reader.has("timeShares") || reader.member("timeShares")->is_null()) {
        return;
    }
    JsonReader nested(*reader.member("timeShares"), "timeShares");
    TimeShares read;
    nested("computing", read.computing);
    nested("waiting", read.waiting);
    nested("validating", read.validating);
    reader.keep(nested.finish());
    shares = read;
}

json errorToJson(const std::optional<Error>& error)
{
    if (!error) {
        return nullptr;
    }
    return {{"code", errorCodeName(error->code)},
            {"detail", textToJson(error->detail)},
            {"path", textToJson(error->path.string())}};
}

json confusionToJson(const ConfusionMatrix& matrix)
{
    if (matrix.classCount() > kMostClassesInReport) {
        return nullptr;
    }
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

json scoresToJson(const ClassScores& scores)
{
    return {{"precision", scores.precision}, {"recall", scores.recall}, {"f1", scores.f1}, {"support", scores.support}};
}

double meanLoss(const PredictionTable& table)
{
    double sum = 0;
    for (const float loss : table.losses) {
        sum += static_cast<double>(loss);
    }
    return table.losses.empty() ? 0 : sum / static_cast<double>(table.losses.size());
}

void readOptional(JsonReader& reader, const char* key, std::optional<double>& value)
{
    const json* found = reader.member(key);
    if (found != nullptr && !found->is_null()) {
        value = 0;
        reader(key, *value);
    }
}

void readReason(JsonReader& reader, EndReason& reason)
{
    std::vector<std::string_view> names;
    for (const EndReason each : kReasons) {
        names.emplace_back(endReasonName(each));
    }
    reader.named("reason", reason, names);
}

/// A code of a later version is Internal here: the detail still says what happened.
ErrorCode codeOf(const std::string& name)
{
    for (int code = 0; code < kErrorCodeCount; ++code) {
        if (name == errorCodeName(static_cast<ErrorCode>(code))) {
            return static_cast<ErrorCode>(code);
        }
    }
    return ErrorCode::Internal;
}

void readError(JsonReader& reader, std::optional<Error>& error)
{
    const json* found = reader.member("error");
    if (found == nullptr || found->is_null()) {
        return;
    }
    JsonReader nested(*found, "error");
    std::string code;
    std::string path;
    error.emplace();
    nested("code", code);
    nested("detail", error->detail);
    nested("path", path);
    error->code = codeOf(code);
    error->path = path;
    reader.keep(nested.finish());
}

} // namespace

json evaluationToJson(const PredictionTable& table, const std::string& split,
                      const std::vector<std::string>& classNames)
{
    const ConfusionMatrix matrix(table.classCount, table.labels, table.predicted);
    const ClassReport report = computeClassReport(matrix);
    json names = json::array();
    json perClass = json::array();
    for (std::size_t i = 0; i < report.classes.size(); ++i) {
        names.push_back(textToJson(i < classNames.size() ? classNames[i] : std::to_string(i)));
        json scores = scoresToJson(report.classes[i]);
        scores["class"] = names.back();
        perClass.push_back(std::move(scores));
    }
    return {{"split", split},
            {"images", table.count()},
            {"accuracy", matrix.accuracy()},
            {"loss", meanLoss(table)},
            {"classes", std::move(names)},
            {"confusion", confusionToJson(matrix)},
            {"per_class", std::move(perClass)},
            {"macro", scoresToJson(report.macro)},
            {"weighted", scoresToJson(report.weighted)}};
}

std::string encodeReport(const RunReport& report, const std::vector<std::string>& classNames,
                         const ReportedPredictions& predictions)
{
    const json evaluation = predictions.table != nullptr
                                ? evaluationToJson(*predictions.table, partName(predictions.part), classNames)
                                : json(nullptr);
    return dumpJson({{kVersionKey, kReportFormatVersion},
                     {"reason", endReasonName(report.reason)},
                     {"error", errorToJson(report.error)},
                     {"steps", report.steps},
                     {"epochs", report.epochs},
                     {"seconds", report.seconds},
                     {"timeShares", sharesToJson(report.shares)},
                     {"bestStep", report.bestStep},
                     {"bestEpoch", report.bestEpoch},
                     {"bestValidationAccuracy", optionalToJson(report.bestValidationAccuracy)},
                     {"testAccuracy", optionalToJson(report.testAccuracy)},
                     {"testLoss", optionalToJson(report.testLoss)},
                     {"evaluation", evaluation}});
}

Result<RunReport> decodeReport(std::string_view text)
{
    const Result<json> value = parseJson(text);
    if (!value) {
        return value.error();
    }
    JsonReader reader(*value, {});
    int version = 0;
    reader(kVersionKey, version);
    if (version > kReportFormatVersion) {
        return Error{ErrorCode::FormatTooNew, "version " + std::to_string(version), {}};
    }
    RunReport report;
    readReason(reader, report.reason);
    readError(reader, report.error);
    reader("steps", report.steps);
    reader("epochs", report.epochs);
    reader("seconds", report.seconds);
    readShares(reader, report.shares);
    reader("bestStep", report.bestStep);
    reader("bestEpoch", report.bestEpoch);
    readOptional(reader, "bestValidationAccuracy", report.bestValidationAccuracy);
    readOptional(reader, "testAccuracy", report.testAccuracy);
    readOptional(reader, "testLoss", report.testLoss);
    (void)reader.member("evaluation"); // for people and scripts; we count again from the predictions
    if (const Result<void> read = reader.finish(); !read) {
        return read.error();
    }
    return report;
}

} // namespace saccade
