#include "engine/runs/run_folder.h"

#include <QTest>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/base/random.h"
#include "engine/runs/points_csv.h"
#include "engine/runs/prediction_file.h"
#include "engine/runs/report_json.h"
#include "tests/runs/run_fixtures.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;
namespace fs = std::filesystem;

namespace {

fs::path finishedRun(const fs::path& root)
{
    auto recorder = RunRecorder::create(root, tinyPlan());
    recordTwoSteps(**recorder);
    (void)(*recorder)->finish(completedReport()).hasValue();
    return (*recorder)->path();
}

std::string textOf(const fs::path& file)
{
    std::ifstream stream(file);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

} // namespace

class TstRunFolder : public QObject
{
    Q_OBJECT

private slots:
    void reportHoldsTheFigures();
    void reportWithoutTestUsesValidation();
    void manyClassesHaveNoMatrix();
    void missingAndDamagedFiles_data();
    void missingAndDamagedFiles();
    void newerReport();
    void predictionFilesAreChecked_data();
    void predictionFilesAreChecked();
    void numbersKeepTheirBits();
    void otherColumnsAreRefused();
    void runsFromBeforeTheMeterOpen();
    void damagedPointsNeverCrash();
    void foldersFollowTheEnvironment();
};

void TstRunFolder::reportHoldsTheFigures()
{
    const TemporaryFolder folder;
    const auto json = nlohmann::json::parse(textOf(finishedRun(folder.path()) / "report.json"));
    QCOMPARE(json["reason"].get<std::string>(), std::string("completed"));
    QVERIFY(json["error"].is_null());
    const auto& evaluation = json["evaluation"];
    QCOMPARE(evaluation["split"].get<std::string>(), std::string("test"));
    QCOMPARE(evaluation["accuracy"].get<double>(), 0.6);
    QCOMPARE(evaluation["loss"].get<double>(), 1.0); // (0.5 + 0.25 + 0.25 + 2 + 2) / 5
    QVERIFY(evaluation["classes"] == nlohmann::json::parse("[\"cat\",\"dog\",\"owl\"]"));
    QVERIFY(evaluation["confusion"] == nlohmann::json::parse("[[2,0,0],[0,1,1],[1,0,0]]"));
    const auto& dog = evaluation["per_class"][1];
    QCOMPARE(dog["precision"].get<double>(), 1.0);
    QCOMPARE(dog["recall"].get<double>(), 0.5);
    QCOMPARE(dog["support"].get<int>(), 2);
    // recalls 1, 1/2 and 0: plain mean 1/2, weighted by 2, 2 and 1 images 3/5
    QCOMPARE(evaluation["macro"]["recall"].get<double>(), 0.5);
    QCOMPARE(evaluation["weighted"]["recall"].get<double>(), 0.6);
}

void TstRunFolder::reportWithoutTestUsesValidation()
{
    const TemporaryFolder folder;
    auto recorder = RunRecorder::create(folder.path(), tinyPlan());
    recordTwoSteps(**recorder);
    RunReport report = completedReport();
    report.testAccuracy.reset();
    report.testLoss.reset();
    report.testPredictions.reset();
    QVERIFY((*recorder)->finish(report).hasValue());
    const auto json = nlohmann::json::parse(textOf((*recorder)->path() / "report.json"));
    QCOMPARE(json["evaluation"]["split"].get<std::string>(), std::string("validation"));
    QVERIFY(json["testAccuracy"].is_null());
    QVERIFY(!openRunFolder((*recorder)->path())->report->testAccuracy);
}

void TstRunFolder::manyClassesHaveNoMatrix()
{
    PredictionTable table;
    table.classCount = kMostClassesInReport + 1;
    table.labels = table.predicted = table.indices = {1000};
    table.losses = table.confidences = {0.5F};
    const nlohmann::json figures = evaluationToJson(table, "test", {});
    QVERIFY(figures["confusion"].is_null());
    QCOMPARE(figures["per_class"].size(), std::size_t{1001});
}

void TstRunFolder::missingAndDamagedFiles_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content"); // null removes the file
    QTest::addColumn<QString>("code");
    const auto row = [](const char* name, const char* file, const QByteArray& content, const char* code) {
        QTest::newRow(name) << QString::fromLatin1(file) << content << QString::fromLatin1(code);
    };
    row("no plan", "plan.json", {}, "run_invalid");
    row("damaged plan", "plan.json", "{", "format_invalid");
    row("newer plan", "plan.json", "{\"formatVersion\":99}", "format_too_new");
    row("no report", "report.json", {}, "");
    row("damaged report", "report.json", "{\"formatVersion\":1}", "format_invalid");
    row("no points", "points.csv", {}, "");
    row("empty points", "points.csv", "", "");
    row("another table", "points.csv", "a,b\n1,2\n", "format_invalid");
}

void TstRunFolder::missingAndDamagedFiles()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, content);
    QFETCH(QString, code);
    const TemporaryFolder folder;
    const fs::path run = finishedRun(folder.path());
    const fs::path path = run / file.toStdString();
    fs::remove(path);
    if (!content.isNull()) {
        std::ofstream(path) << content.toStdString();
    }
    const Result<RunFolder> opened = openRunFolder(run);
    QCOMPARE(opened ? QString() : QString::fromLatin1(errorCodeName(opened.error().code)), code);
    QVERIFY(opened || opened.error().path == path || opened.error().code == ErrorCode::RunInvalid);
    QCOMPARE(openRunFolder(folder.path() / "absent").error().code, ErrorCode::FileNotFound);
}

void TstRunFolder::newerReport()
{
    QCOMPARE(decodeReport("{\"formatVersion\":2}").error().code, ErrorCode::FormatTooNew);
    QCOMPARE(decodeReport("{\"formatVersion\":1,\"reason\":\"ended\"}").error().code, ErrorCode::FormatInvalid);
}

void TstRunFolder::predictionFilesAreChecked_data()
{
    QTest::addColumn<QString>("fault");
    for (const char* name : {"none", "length", "class", "negative image", "probabilities", "count", "array"}) {
        QTest::newRow(name) << QString::fromLatin1(name);
    }
}

void TstRunFolder::predictionFilesAreChecked()
{
    QFETCH(QString, fault);
    TensorFile file = predictionsToFile(*fiveImages(), {"a", "b", "c"});
    if (fault == "length") {
        file.integers["labels"].pop_back();
    } else if (fault == "class") {
        file.integers["predicted"][0] = 3;
    } else if (fault == "negative image") {
        file.integers["indices"][0] = -1;
    } else if (fault == "probabilities") {
        file.tensors["probabilities"].values.pop_back();
    } else if (fault == "count") {
        file.metadata["class_count"] = "3x";
    } else if (fault == "array") {
        file.tensors.erase("losses");
    }
    const Result<PredictionTable> table = predictionsFromFile(file);
    QCOMPARE(table.hasValue(), fault == "none");
    QVERIFY(table.hasValue() || table.error().code == ErrorCode::FormatInvalid);
}

void TstRunFolder::numbersKeepTheirBits()
{
    RandomStream random(3, "numbers");
    std::string csv = pointsHeader();
    std::vector<BatchPoint> points;
    for (int i = 0; i < 1000; ++i) {
        BatchPoint point{i, random.normal() * 1e9, random.normal(), random.uniform(), 1e-12 * random.uniform(), 0};
        points.push_back(point);
        csv += pointLine(point);
    }
    points.push_back({1001, 1, std::numeric_limits<double>::infinity(), 0, 0, 0});
    csv += pointLine(points.back());
    const Result<RunPoints> read = readPoints(csv);
    QCOMPARE(read->batches.size(), points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
        QVERIFY(read->batches[i].loss == points[i].loss && read->batches[i].epoch == points[i].epoch);
        QVERIFY(read->batches[i].step == points[i].step && read->batches[i].learningRate == points[i].learningRate);
    }
}

void TstRunFolder::otherColumnsAreRefused()
{
    QCOMPARE(readPoints("kind,step\n").error().code, ErrorCode::FormatInvalid);
    QVERIFY(readPoints("kind,st")->batches.empty()); // a torn header
}

void TstRunFolder::runsFromBeforeTheMeterOpen()
{
    const TemporaryFolder folder;
    const fs::path run = finishedRun(folder.path());
    nlohmann::json report = nlohmann::json::parse(textOf(run / "report.json"));
    QCOMPARE(report["timeShares"]["waiting"].get<double>(), 0.25);
    report.erase("timeShares");
    std::ofstream(run / "report.json") << report.dump();
    std::ofstream(run / "points.csv")
        << "kind,step,epoch,loss,accuracy,learning_rate,seconds,validation_loss,validation_accuracy,images_per_second,"
           "wait_share,best\nbatch,1,0.5,2,0.25,0.1,1,,,,,\nepoch,1,0.5,2,0.25,0.1,1.5,3,0.75,100,0.5,1\n";
    const Result<RunFolder> opened = openRunFolder(run);
    QVERIFY2(opened.hasValue(), opened ? "" : opened.error().detail.c_str());
    QVERIFY(!opened->report->shares);
    QCOMPARE(opened->damagedLines, std::size_t{0});
    QCOMPARE(opened->batches.size(), std::size_t{1});
    QCOMPARE(opened->epochs.size(), std::size_t{1});
    QVERIFY(opened->epochs.front().isBest && *opened->epochs.front().validationAccuracy == 0.75);
    QVERIFY(opened->epochs.front().shares == TimeShares{});
}

void TstRunFolder::damagedPointsNeverCrash()
{
    std::string csv = pointsHeader();
    for (int i = 0; i < 20; ++i) {
        csv += pointLine(BatchPoint{i, 0.5, 0.25, 1, 0.1, 2});
    }
    RandomStream random(4, "damage");
    for (int i = 0; i < 2000; ++i) {
        std::string text = csv;
        const auto place = static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(text.size()) - 1));
        text[place] = static_cast<char>(random.integer(0, 255));
        const Result<RunPoints> read = readPoints(text);
        QVERIFY(!read || read->batches.size() + read->damagedLines >= 19);
    }
}

void TstRunFolder::foldersFollowTheEnvironment()
{
    const QByteArray data = qgetenv("XDG_DATA_HOME");
    const QByteArray cache = qgetenv("XDG_CACHE_HOME");
    qputenv("XDG_DATA_HOME", "/data/home");
    qputenv("XDG_CACHE_HOME", "relative/is/ignored");
    QCOMPARE(defaultRunsFolder(), fs::path("/data/home/saccade/runs"));
    const fs::path home = qgetenv("HOME").isEmpty() ? "/" : qgetenv("HOME").constData();
    QCOMPARE(defaultCacheFolder(), home / ".cache" / "saccade");
    data.isNull() ? qunsetenv("XDG_DATA_HOME") : qputenv("XDG_DATA_HOME", data);
    cache.isNull() ? qunsetenv("XDG_CACHE_HOME") : qputenv("XDG_CACHE_HOME", cache);
}

SACCADE_TEST(tst_run_folder, TstRunFolder)
#include "tst_run_folder.moc"
