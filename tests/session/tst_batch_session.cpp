#include <QFile>
#include <QSignalSpy>
#include <QTest>
#include <fstream>

#include "engine/session/batch_session.h"
#include "engine/session/image_files.h"
#include "engine/session/prediction_csv.h"
#include "tests/support/fake_engine.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

/// A model of the fake engine: the answer is the length of the file's name modulo the classes.
std::shared_ptr<const Model> modelOf(const std::vector<std::string>& classNames)
{
    Model model;
    model.network.nodes.push_back({"input", InputLayer{{3, 3, 1}, {}}, {}});
    NamedTensors tensors;
    tensors["answers"].values.resize(classNames.size());
    model.tensors = std::make_shared<const NamedTensors>(std::move(tensors));
    model.classNames = classNames;
    return std::make_shared<const Model>(std::move(model));
}

struct Fixture
{
    Fixture() { std::filesystem::create_directory(images); }

    void add(const std::string& name, const std::string& bytes = {}) const
    {
        std::filesystem::create_directories((images / name).parent_path());
        std::ofstream(images / name, std::ios::binary) << bytes;
    }

    [[nodiscard]] BatchRequest request(const std::vector<std::string>& classNames = {"a", "b", "c"}) const
    {
        return {images, csv, modelOf(classNames), 2};
    }

    void run(const BatchRequest& request)
    {
        QSignalSpy ended(&session, &BatchSession::ended);
        session.start(request);
        QTRY_COMPARE(ended.count(), 1);
        QVERIFY(!session.isBusy());
    }

    [[nodiscard]] QList<QByteArray> lines() const
    {
        QFile file(QString::fromStdString(csv.string()));
        return file.open(QIODevice::ReadOnly) ? file.readAll().split('\n') : QList<QByteArray>();
    }

    [[nodiscard]] QByteArray path(const char* name) const
    {
        return QByteArray::fromStdString((images / name).string());
    }

    TemporaryFolder folder;
    std::filesystem::path images = folder.path() / "images";
    std::filesystem::path csv = folder.path() / "answers.csv";
    FakeImageReader reader;
    FakeComputeEngine engine;
    EngineLoader loader;
    BatchSession session{loader};
};

bool isReadable(const std::filesystem::path& folder)
{
    std::error_code error;
    const std::filesystem::directory_iterator probe(folder, error);
    return !error;
}

} // namespace

/// A folder of images into a table.
class TstBatchSession : public QObject
{
    Q_OBJECT

private slots:
    void aFolderThatCannotBeReadHidesNoOther()
    {
        const TemporaryFolder folder;
        for (const char* name : {"a", "b", "c"}) {
            std::filesystem::create_directories(folder.path() / name);
            std::ofstream(folder.path() / name / "picture.png") << "x";
        }
        QCOMPARE(findImageFiles({folder.path().string()}).files.size(), std::size_t{3});
        std::filesystem::permissions(folder.path() / "b", std::filesystem::perms::none);
        if (isReadable(folder.path() / "b")) {
            QSKIP("this user may read every folder");
        }
        const FoundImages found = findImageFiles({folder.path().string()});
        std::filesystem::permissions(folder.path() / "b", std::filesystem::perms::owner_all);
        QCOMPARE(found.files.size(), std::size_t{2});
        QCOMPARE(found.problems.size(), std::size_t{1});
        QCOMPARE(found.problems[0].path, folder.path() / "b");
    }
    void everyImageHasItsLineInTheOrderOfTheNames()
    {
        Fixture f;
        f.loader.adopt(&f.reader, &f.engine);
        f.add("b.png"); // 5: c
        f.add("a.JPG");
        f.add("deep/er/four.gif"); // 8: c
        f.add("notes.txt", "no image at all, and long enough");
        f.add("photo", "\xFF\xD8\xFF\xE0 and so on"); // by its content; 5: c
        f.run(f.request());
        QVERIFY(!f.session.error() && !f.session.isCancelled());
        const QList<QByteArray> lines = f.lines();
        QCOMPARE(lines.size(), 6); // the last one is empty
        QCOMPARE(lines[0], QByteArray("path,label,probability,unknown,error,class_1,probability_1,class_2,"
                                      "probability_2\r"));
        QCOMPARE(lines[1], f.path("a.JPG") + ",c,1.000000,no,,c,1.000000,a,0.000000\r");
        QVERIFY(lines[2].startsWith(f.path("b.png")));
        QCOMPARE(lines[3], f.path("deep/er/four.gif") + ",c,1.000000,no,,c,1.000000,a,0.000000\r");
        QVERIFY(lines[4].startsWith(f.path("photo")));
        QCOMPARE(f.session.progress().done, std::size_t{4});
        QCOMPARE(f.session.progress().total, std::size_t{4});
    }

    void manyFilesKeepTheirOrderAcrossBatches()
    {
        Fixture f;
        f.loader.adopt(&f.reader, &f.engine);
        const int count = 300;
        for (int i = 0; i < count; ++i) {
            f.add(QString::number(1000 + i).toStdString() + std::string(static_cast<std::size_t>(i % 3), 'x') + ".png");
        }
        f.run(f.request());
        const QList<QByteArray> lines = f.lines();
        QCOMPARE(lines.size(), count + 2);
        for (int i = 0; i < count; ++i) {
            const QByteArray& line = lines[i + 1];
            QVERIFY(line.startsWith(f.path(QByteArray::number(1000 + i).constData())));
            QCOMPARE(line.split(',')[1], QByteArray(1, "cab"[i % 3])); // 8, 9 and 10 modulo 3
        }
        QCOMPARE(f.engine.predictorsAsked(), 1);
    }

    void whatCannotBeReadIsListedAndTheOthersAreAnswered()
    {
        Fixture f;
        f.loader.adopt(&f.reader, &f.engine);
        f.add("a.png");
        f.add("missing.png"); // of which the fake says so
        f.add("z.png");
        f.run(f.request());
        QVERIFY(!f.session.error());
        QCOMPARE(f.session.problems().size(), std::size_t{1});
        QCOMPARE(f.session.problems()[0].path, f.images / "missing.png");
        QVERIFY(f.session.problems()[0].code == ErrorCode::FileNotFound);
        QCOMPARE(f.lines()[2], f.path("missing.png") + ",,,,file_not_found,,,,\r");
        QVERIFY(f.lines()[3].startsWith(f.path("z.png") + ",c,"));
    }

    void anAnswerBelowTheThresholdIsUnknown()
    {
        const std::vector<ClassProbability> best{{"a", 0.5}, {"b", 0.25}};
        QCOMPARE(predictionCsvLine("x", best, 0.6, 1), std::string("x,,0.500000,yes,,a,0.500000\r\n"));
        QCOMPARE(predictionCsvLine("x", best, 0.5, 1), std::string("x,a,0.500000,no,,a,0.500000\r\n"));
        QCOMPARE(predictionCsvLine("x", best, {}, 3), std::string("x,a,0.500000,no,,a,0.500000,b,0.250000,,\r\n"));
    }

    void namesAreNoFormulas()
    {
        const std::vector<ClassProbability> best{{"=HYPERLINK(\"a\")", 1}};
        QCOMPARE(predictionCsvLine("@x,\"y\"\n", best, {}, 1),
                 std::string("\"'@x,\"\"y\"\"\n\",\"'=HYPERLINK(\"\"a\"\")\",1.000000,no,,"
                             "\"'=HYPERLINK(\"\"a\"\")\",1.000000\r\n"));
    }

    void stoppingKeepsWhatWasClassified()
    {
        Fixture f;
        f.loader.adopt(&f.reader, &f.engine);
        for (int i = 0; i < 3000; ++i) {
            f.add(std::to_string(10'000 + i) + ".png");
        }
        QObject::connect(&f.session, &BatchSession::progressed, &f.session, &BatchSession::cancel);
        f.run(f.request());
        QVERIFY(!f.session.error());
        const std::size_t done = f.session.progress().done;
        QCOMPARE(f.session.isCancelled(), done < 3000);
        QCOMPARE(f.lines().size(), static_cast<qsizetype>(done) + 2);
    }

    void withoutModulesItWaitsAndThenSaysWhatIsMissing()
    {
        Fixture f;
        f.add("a.png");
        f.session.start(f.request());
        QVERIFY(f.session.isBusy());
        QSignalSpy ended(&f.session, &BatchSession::ended);
        f.loader.adopt(nullptr, &f.engine);
        QTRY_COMPARE(ended.count(), 1);
        QVERIFY(f.session.error()->code == ErrorCode::EngineMissing);
        QVERIFY(!std::filesystem::exists(f.csv));
    }

    void waitingCanBeCancelled()
    {
        Fixture f;
        f.add("a.png");
        QSignalSpy ended(&f.session, &BatchSession::ended);
        f.session.start(f.request());
        f.session.cancel();
        QTRY_COMPARE(ended.count(), 1);
        QVERIFY(f.session.isCancelled());
        f.loader.adopt(&f.reader, &f.engine);
        QVERIFY(!f.session.isBusy());
        QVERIFY(!std::filesystem::exists(f.csv));
    }

    void errorsLeaveNoTable()
    {
        Fixture f;
        f.loader.adopt(&f.reader, &f.engine);
        f.run(f.request());
        QVERIFY(f.session.error()->code == ErrorCode::DataSetEmpty);
        f.add("a.png");
        BatchRequest request = f.request();
        request.model = nullptr;
        f.run(request);
        QVERIFY(f.session.error()->code == ErrorCode::RunInvalid);
        request = f.request();
        request.csv = f.folder.path() / "nowhere" / "answers.csv";
        f.run(request);
        QVERIFY(f.session.error()->code == ErrorCode::FileUnwritable);
        QVERIFY(!std::filesystem::exists(f.csv));
    }

    void itCanBeDestroyedAtWork()
    {
        Fixture f;
        for (int i = 0; i < 500; ++i) {
            f.add(std::to_string(i) + ".png");
        }
        EngineLoader loader;
        loader.adopt(&f.reader, &f.engine);
        {
            BatchSession session(loader);
            QSignalSpy progressed(&session, &BatchSession::progressed);
            session.start(f.request());
            QTRY_VERIFY(progressed.count() > 0 || !session.isBusy());
        }
        QVERIFY(f.lines().size() >= 2); // what was classified is kept below the head
    }
};

SACCADE_TEST(tst_batch_session, TstBatchSession)
#include "tst_batch_session.moc"
