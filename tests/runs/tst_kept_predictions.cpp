#include <QTest>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>

#include "engine/runs/kept_predictions.h"
#include "tests/runs/failing_layer.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

std::shared_ptr<const KeptModel> modelOf(KeptModel model)
{
    return std::make_shared<const KeptModel>(std::move(model));
}

KeptPrediction answered()
{
    KeptPrediction kept;
    kept.whenMs = 1'767'225'600'123;
    kept.name = "chat \xc3\xa9t\xc3\xa9.png";
    kept.file = "/photos/\xff not UTF-8.png";
    kept.fileTime = -8'223'372'036'854'775'807;
    kept.originalSize = {3000, 4000, 3};
    kept.inputSize = {32, 32, 1};
    kept.resize = ResizeMode::Crop;
    kept.decodeMs = 12.25;
    kept.resizeMs = 0.1;
    kept.networkMs = 3;
    kept.answer = {modelOf({"run 7", "/runs/7", {"bird", "cat", "frog"}}), {0.1F, 0.7F, 0.2F}, 0.6};
    kept.thumbnail = {0x89, 'P', 'N', 'G', 0, 255};
    return kept;
}

std::vector<KeptPrediction> someKept()
{
    KeptPrediction compared = answered();
    compared.second =
        KeptAnswer{modelOf({"other (model.onnx)", "/files/model.onnx", {"dog", "cat"}}), {0.3F, 0.7F}, std::nullopt};
    KeptPrediction failed;
    failed.name = "half.jpg";
    failed.error = Error{ErrorCode::ImageDamaged, "at byte 7", "/photos/half.jpg"};
    return {compared, answered(), failed};
}

/// What is written for someKept(), changed by a test.
nlohmann::json someJson(const TemporaryFolder& folder)
{
    const std::filesystem::path file = folder.path() / "good.json";
    if (!savePredictions(file, someKept())) {
        qFatal("the good file cannot be written");
    }
    std::ifstream stream(file);
    return nlohmann::json::parse(stream);
}

} // namespace

/// Written, read, and refused.
class TstKeptPredictions : public QObject
{
    Q_OBJECT

private slots:
    void comesBack()
    {
        const TemporaryFolder folder;
        const std::filesystem::path file = folder.path() / "made" / "predictions.json";
        QVERIFY(savePredictions(file, someKept()).hasValue());
        const Result<std::vector<KeptPrediction>> kept = loadPredictions(file);
        QVERIFY2(kept.hasValue(), kept ? "" : kept.error().detail.c_str());
        QVERIFY(*kept == someKept());
        QVERIFY(savePredictions(file, {}).hasValue());
        QVERIFY(loadPredictions(file)->empty());
    }

    void anAnswerThatIsNoNumberLosesNothingElse()
    {
        const TemporaryFolder folder;
        std::vector<KeptPrediction> kept = someKept();
        kept[1].answer.probabilities[1] = std::numeric_limits<float>::quiet_NaN();
        QVERIFY(savePredictions(folder.path() / "kept.json", kept).hasValue());
        const auto read = loadPredictions(folder.path() / "kept.json");
        QVERIFY(read.hasValue());
        kept[1].answer.probabilities.clear();
        QVERIFY(*read == kept);
    }

    void whatIsWrittenCanBeRead()
    {
        const TemporaryFolder folder;
        KeptModel model{"very many classes", "/runs/many", {}};
        for (int i = 0; i < 30'000; ++i) {
            model.classNames.push_back(std::to_string(i));
        }
        KeptPrediction large = answered();
        large.answer = {modelOf(model), std::vector<float>(30'000, 1.0F / 30'000), std::nullopt};
        std::vector<KeptPrediction> kept(kMostKeptPredictions, large);
        kept.front().name = "the newest";
        QVERIFY(savePredictions(folder.path() / "kept.json", kept).hasValue());
        const auto read = loadPredictions(folder.path() / "kept.json");
        QVERIFY2(read.hasValue(), read ? "" : read.error().detail.c_str());
        QVERIFY(read->size() > 10 && read->size() < kept.size());
        QCOMPARE(read->front().name, std::string("the newest"));
    }

    void modelsAreWrittenOnce()
    {
        const TemporaryFolder folder;
        QCOMPARE(someJson(folder)["models"].size(), std::size_t{3}); // the one without an answer has none of a name
    }

    void onlyTheNewestAreKept()
    {
        const TemporaryFolder folder;
        std::vector<KeptPrediction> many(kMostKeptPredictions + 5, answered());
        many.front().name = "newest";
        QVERIFY(savePredictions(folder.path() / "many.json", many).hasValue());
        const auto kept = loadPredictions(folder.path() / "many.json");
        QCOMPARE(kept->size(), kMostKeptPredictions);
        QCOMPARE(kept->front().name, std::string("newest"));
    }

    void aFullDiskLeavesTheOldFile()
    {
        const TemporaryFolder folder;
        const std::filesystem::path file = folder.path() / "predictions.json";
        QVERIFY(savePredictions(file, someKept()).hasValue());
        FailingLayer full;
        full.allowedWrites = 10;
        const Result<void> saved = savePredictions(file, {answered()}, full);
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, ErrorCode::DiskFull);
        QVERIFY(*loadPredictions(file) == someKept());
    }

    void aFileThatIsNotThere()
    {
        const TemporaryFolder folder;
        QCOMPARE(loadPredictions(folder.path() / "no.json").error().code, ErrorCode::FileNotFound);
        QCOMPARE(lastChangeOf(folder.path() / "no.json"), std::int64_t{0});
        QVERIFY(lastChangeOf(folder.path()) != 0);
    }

    void everyTruncationIsRefused()
    {
        const TemporaryFolder folder;
        const std::string whole = someJson(folder).dump();
        const std::filesystem::path file = folder.path() / "cut.json";
        for (std::size_t length = 0; length < whole.size(); ++length) {
            std::ofstream(file, std::ios::trunc) << whole.substr(0, length);
            const auto kept = loadPredictions(file);
            QVERIFY(!kept.hasValue());
            QCOMPARE(kept.error().code, ErrorCode::FormatInvalid);
            QCOMPARE(kept.error().path, file);
        }
    }

    void brokenRulesAreRefused_data()
    {
        QTest::addColumn<QString>("place"); // a JSON pointer
        QTest::addColumn<QString>("value"); // JSON
        const auto add = [](const char* name, const char* place, const char* value) {
            QTest::newRow(name) << QString::fromLatin1(place) << QString::fromLatin1(value);
        };
        add("version 0", "/formatVersion", "0");
        add("version as a text", "/formatVersion", "\"1\"");
        add("a member too many", "/extra", "1");
        add("entries are no list", "/entries", "{}");
        add("an entry is no object", "/entries/0", "7");
        add("a name is a number", "/entries/0/name", "7");
        add("a name's bytes are no hex", "/entries/0/name", R"({"bytes": "zz"})");
        add("a time beyond whole numbers", "/entries/0/whenMs", "1e300");
        add("a file time that is none", "/entries/0/fileTime", R"("12x")");
        add("a file time beyond 64 bits", "/entries/0/fileTime", R"("99999999999999999999")");
        add("an endless side", "/entries/0/originalSize/width", "2000000000");
        add("a negative side", "/entries/0/inputSize/height", "-1");
        add("an unknown resize", "/entries/0/resize", R"("stretch")");
        add("a negative duration", "/entries/0/decodeMs", "-1");
        add("no answer", "/entries/0/answers", "[]");
        add("three answers", "/entries/0/answers/2", R"({"model": 0, "rejectThreshold": 0, "probabilities": []})");
        add("a model that is not listed", "/entries/0/answers/0/model", "3");
        add("a model before the first", "/entries/0/answers/0/model", "-1");
        add("a probability above 1", "/entries/0/answers/0/probabilities/0", "1.5");
        add("a probability below 0", "/entries/0/answers/0/probabilities/0", "-0.5");
        add("a probability too many", "/entries/0/answers/0/probabilities/3", "0.5");
        add("a threshold above 1", "/entries/0/answers/0/rejectThreshold", "2");
        add("an unknown error", "/entries/2/error/code", R"("bad_luck")");
        add("a thumbnail that is no base64", "/entries/0/thumbnail", R"("%%%%")");
    }
    void brokenRulesAreRefused()
    {
        QFETCH(QString, place);
        QFETCH(QString, value);
        const TemporaryFolder folder;
        nlohmann::json json = someJson(folder);
        json[nlohmann::json::json_pointer(place.toStdString())] = nlohmann::json::parse(value.toStdString());
        const std::filesystem::path file = folder.path() / "broken.json";
        std::ofstream(file) << json.dump();
        const auto kept = loadPredictions(file);
        QVERIFY(!kept.hasValue());
        QCOMPARE(kept.error().code, ErrorCode::FormatInvalid);
    }

    void hostileBytesAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a list") << QByteArray("[]");
        QTest::newRow("no UTF-8") << QByteArray("{\"formatVersion\": 1, \"models\": [], \"entries\": [], \"\xff\": 1}");
        QTest::newRow("deep") << QByteArray(100'000, '[');
        QTest::newRow("binary") << QByteArray("\0\1\2\3\xff\xfe", 6);
    }
    void hostileBytesAreRefused()
    {
        QFETCH(QByteArray, bytes);
        const TemporaryFolder folder;
        std::ofstream(folder.path() / "hostile.json", std::ios::binary) << bytes.toStdString();
        const auto kept = loadPredictions(folder.path() / "hostile.json");
        QVERIFY(!kept.hasValue());
        QCOMPARE(kept.error().code, ErrorCode::FormatInvalid);
    }

    void tooManyEntriesAreRefused()
    {
        const TemporaryFolder folder;
        nlohmann::json json = someJson(folder);
        const nlohmann::json entry = json["entries"][0];
        while (json["entries"].size() <= kMostKeptPredictions) {
            json["entries"].push_back(entry);
        }
        std::ofstream(folder.path() / "many.json") << json.dump();
        QCOMPARE(loadPredictions(folder.path() / "many.json").error().code, ErrorCode::FormatInvalid);
    }

    void aLargeThumbnailIsRefused()
    {
        const TemporaryFolder folder;
        nlohmann::json json = someJson(folder);
        json["entries"][0]["thumbnail"] = std::string(std::size_t{1} << 20, 'A');
        std::ofstream(folder.path() / "large.json") << json.dump();
        QCOMPARE(loadPredictions(folder.path() / "large.json").error().code, ErrorCode::FormatInvalid);
    }

    void aNewerVersionIsNamed()
    {
        const TemporaryFolder folder;
        nlohmann::json json = someJson(folder);
        json["formatVersion"] = 2;
        std::ofstream(folder.path() / "newer.json") << json.dump();
        QCOMPARE(loadPredictions(folder.path() / "newer.json").error().code, ErrorCode::FormatTooNew);
    }
};

SACCADE_TEST(tst_kept_predictions, TstKeptPredictions)
#include "tst_kept_predictions.moc"
