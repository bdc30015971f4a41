#include <QSignalSpy>
#include <QTest>

#include "engine/session/predict_session.h"
#include "tests/support/fake_engine.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

/// A model of the fake engine with so many classes.
Model modelOf(const std::string& title, int classCount)
{
    Model model;
    model.title = title;
    model.network.nodes.push_back({"input", InputLayer{{3, 3, 1}, {}}, {}});
    NamedTensors tensors;
    tensors["answers"].values.resize(static_cast<std::size_t>(classCount));
    model.tensors = std::make_shared<const NamedTensors>(std::move(tensors));
    for (int i = 0; i < classCount; ++i) {
        model.classNames.push_back("class-" + std::to_string(i));
    }
    return model;
}

PredictInput bytesOf(const std::string& name, std::vector<std::uint8_t> bytes)
{
    return {name, std::move(bytes)};
}

struct Fixture
{
    Fixture()
    {
        QObject::connect(&session, &PredictSession::predicted,
                         [this](const Prediction& prediction) { answers.push_back(prediction); });
    }

    FakeImageReader reader;
    FakeComputeEngine engine;
    EngineLoader loader;
    PredictSession session{loader};
    std::vector<Prediction> answers;
};

std::size_t bestOf(const Prediction& prediction)
{
    const auto& p = prediction.probabilities;
    return static_cast<std::size_t>(std::max_element(p.begin(), p.end()) - p.begin());
}

} // namespace

/// Order, errors and models of the prediction queue.
class TstPredictSession : public QObject
{
    Q_OBJECT

private slots:
    void answersInOrderWithTheModelOfTheMoment()
    {
        Fixture f;
        f.loader.adopt(&f.reader, &f.engine);
        Model ten = modelOf("ten", 10);
        ten.rejectThreshold = 0.25;
        f.session.setModel(ten);
        std::vector<std::uint64_t> ids;
        for (std::uint8_t i = 0; i < 20; ++i) {
            if (i == 12) {
                f.session.setModel(modelOf("three", 3));
            }
            ids.push_back(f.session.submit(bytesOf("image", {i})));
        }
        QCOMPARE(f.session.pending(), std::size_t{20});
        QTRY_COMPARE(f.answers.size(), std::size_t{20});
        QCOMPARE(f.session.pending(), std::size_t{0});
        for (std::size_t i = 0; i < 20; ++i) {
            const Prediction& answer = f.answers[i];
            QCOMPARE(answer.id, ids[i]);
            QVERIFY(!answer.error);
            QCOMPARE(answer.modelTitle, std::string(i < 12 ? "ten" : "three"));
            QCOMPARE(answer.rejectThreshold, i < 12 ? std::optional(0.25) : std::nullopt);
            QCOMPARE(bestOf(answer), i % (i < 12 ? 10 : 3));
            QCOMPARE(answer.classNames.size(), answer.probabilities.size());
            QCOMPARE(answer.image.input.size, (ImageSize{3, 3, 1}));
        }
        QCOMPARE(f.engine.predictorsAsked(), 2); // built when the model changes, not for each image
    }

    void aThresholdChangesNoWeights()
    {
        Fixture f;
        f.loader.adopt(&f.reader, &f.engine);
        QSignalSpy changed(&f.session, &PredictSession::modelChanged);
        f.session.setRejectThreshold(0.5); // of no model
        QCOMPARE(changed.count(), 0);
        f.session.setModel(modelOf("ten", 10));
        f.session.submit(bytesOf("before", {1}));
        f.session.setRejectThreshold(0.5);
        f.session.submit(bytesOf("after", {2}));
        QTRY_COMPARE(f.answers.size(), std::size_t{2});
        QCOMPARE(changed.count(), 2);
        QVERIFY(!f.answers[0].rejectThreshold);
        QCOMPARE(f.answers[1].rejectThreshold, std::optional(0.5));
        QCOMPARE(f.engine.predictorsAsked(), 1);
        QCOMPARE(f.session.recentTimes().median().count, std::size_t{2});
        f.session.setModel(modelOf("three", 3));
        QCOMPARE(f.session.recentTimes().median().count, std::size_t{0}); // of other weights
    }

    void mediansAreThoseOfTheNewest()
    {
        RecentTimes times;
        QCOMPARE(times.median().count, std::size_t{0});
        QCOMPARE(times.median().totalMs, 0.0);
        times.add({4, 1, 2});
        times.add({1, 1, 20});
        times.add({2, 3, 3});
        MedianTimes median = times.median();
        QCOMPARE(median.count, std::size_t{3});
        QCOMPARE(median.decodeMs, 2.0);
        QCOMPARE(median.resizeMs, 1.0);
        QCOMPARE(median.networkMs, 3.0);
        QCOMPARE(median.totalMs, 8.0); // of 7, 22 and 8: not the sum of the medians
        times.add({3, 4, 5});
        median = times.median();
        QCOMPARE(median.decodeMs, 2.5);
        QCOMPARE(median.resizeMs, 2.0);
        for (std::size_t i = 0; i < RecentTimes::kKept; ++i) {
            times.add({7, 7, 7});
        }
        QCOMPARE(times.median().count, RecentTimes::kKept);
        QCOMPARE(times.median().totalMs, 21.0);
    }

    void everyKindOfInputIsRead()
    {
        Fixture f;
        f.loader.adopt(&f.reader, &f.engine);
        f.session.setModel(modelOf("ten", 10));
        f.session.submit({"a file", std::filesystem::path("/photos/1234567")});
        f.session.submit(bytesOf("bytes", {8}));
        f.session.submit({"pixels", Image{{1, 1, 3}, {9, 0, 0}}});
        QTRY_COMPARE(f.answers.size(), std::size_t{3});
        QCOMPARE(bestOf(f.answers[0]), std::size_t{7}); // the length of the file's name
        QCOMPARE(f.answers[0].file, std::filesystem::path("/photos/1234567"));
        QCOMPARE(bestOf(f.answers[1]), std::size_t{8});
        QVERIFY(f.answers[1].file.empty());
        QCOMPARE(bestOf(f.answers[2]), std::size_t{9});
    }

    void everyKindOfInputIsResizedAsTheModelsImages()
    {
        Fixture f;
        f.loader.adopt(&f.reader, &f.engine);
        for (const ResizeMode mode : {ResizeMode::Squash, ResizeMode::Pad, ResizeMode::Crop}) {
            Model model = modelOf("ten", 10);
            model.resize = mode;
            f.session.setModel(model);
            f.answers.clear();
            f.session.submit({"a file", std::filesystem::path("/photos/12345")});
            f.session.submit(bytesOf("bytes", {6}));
            f.session.submit({"pixels", Image{{1, 1, 3}, {7, 0, 0}}});
            QTRY_COMPARE(f.answers.size(), std::size_t{3});
            for (std::size_t i = 0; i < 3; ++i) {
                QCOMPARE(bestOf(f.answers[i]), 5 + i + static_cast<std::size_t>(mode)); // see FakeImageReader
            }
        }
    }

    void largeImagesAreReducedForTheEye_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("shownWidth");
        QTest::addColumn<int>("shownHeight");
        QTest::newRow("small") << 30 << 20 << 30 << 20;
        QTest::newRow("just fits") << 1024 << 700 << 1024 << 700;
        QTest::newRow("wide") << 2048 << 500 << 1024 << 250;
        QTest::newRow("tall") << 1000 << 4000 << 256 << 1024;
        QTest::newRow("a line") << 4096 << 1 << 1024 << 1;
    }

    void largeImagesAreReducedForTheEye()
    {
        QFETCH(int, width);
        QFETCH(int, height);
        QFETCH(int, shownWidth);
        QFETCH(int, shownHeight);
        Fixture f;
        f.loader.adopt(&f.reader, &f.engine);
        f.session.setModel(modelOf("ten", 10));
        const ImageSize size{height, width, 1};
        f.session.submit({"photograph", Image{size, std::vector<std::uint8_t>(size.bytes(), 6)}});
        QTRY_COMPARE(f.answers.size(), std::size_t{1});
        QCOMPARE(f.answers[0].originalSize, size);
        QCOMPARE(f.answers[0].image.original.size, (ImageSize{shownHeight, shownWidth, 1}));
        QCOMPARE(bestOf(f.answers[0]), std::size_t{6});
    }

    void theModelIsNamed()
    {
        Fixture f;
        QSignalSpy changed(&f.session, &PredictSession::modelChanged);
        QCOMPARE(f.session.modelTitle(), std::string());
        f.session.setModel(modelOf("ten", 10));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(f.session.modelTitle(), std::string("ten"));
    }

    void errorsKeepTheirPlace()
    {
        Fixture f;
        f.loader.adopt(&f.reader, &f.engine);
        f.session.setModel(modelOf("ten", 10));
        f.session.submit(bytesOf("good", {1}));
        f.session.submit(bytesOf("damaged", {}));
        f.session.submit({"missing", std::filesystem::path("/photos/missing.png")});
        f.session.submit({"wrong size", Image{{2, 2, 3}, {1}}});
        f.session.submit(bytesOf("good", {2}));
        QTRY_COMPARE(f.answers.size(), std::size_t{5});
        QVERIFY(!f.answers[0].error);
        QVERIFY(f.answers[1].error->code == ErrorCode::ImageDamaged);
        QVERIFY(f.answers[2].error->code == ErrorCode::FileNotFound);
        QVERIFY(f.answers[3].error->code == ErrorCode::NotAnImage);
        QVERIFY(!f.answers[4].error);
        QCOMPARE(bestOf(f.answers[4]), std::size_t{2});
    }

    void weightsThatDoNotFitAreSaidForEachImage()
    {
        Fixture f;
        f.loader.adopt(&f.reader, &f.engine);
        Model model = modelOf("broken", 3);
        model.tensors = std::make_shared<const NamedTensors>();
        f.session.setModel(model);
        f.session.submit(bytesOf("one", {1}));
        f.session.submit(bytesOf("two", {2}));
        f.session.setModel(modelOf("three", 3));
        f.session.submit(bytesOf("three", {2}));
        QTRY_COMPARE(f.answers.size(), std::size_t{3});
        for (std::size_t i = 0; i < 2; ++i) {
            QVERIFY(f.answers[i].error->code == ErrorCode::WeightsMismatch);
            QVERIFY(!f.answers[i].image.original.isEmpty()); // it can still be shown
        }
        QVERIFY(!f.answers[2].error);
        QCOMPARE(f.engine.predictorsAsked(), 2);
    }

    void theNewestRequestForAMapIsAnswered()
    {
        Fixture f;
        f.loader.adopt(&f.reader, &f.engine);
        QSignalSpy explained(&f.session, &PredictSession::explained);
        QSignalSpy failed(&f.session, &PredictSession::explainFailed);
        const Image image{{2, 2, 1}, {1, 2, 3, 4}};
        f.session.explain(image, 0, HeatMapMethod::GradCam); // there is no model yet
        QTRY_COMPARE(failed.count(), 1);
        f.session.setModel(modelOf("three", 3));
        for (int label = 0; label < 3; ++label) {
            f.session.explain(image, label, HeatMapMethod::LayerCam);
        }
        QTRY_COMPARE(explained.count(), 1);
        const auto map = explained[0][0].value<HeatMap>();
        QCOMPARE(map.values[2], 1.0F); // of the last class
        QCOMPARE(map.node, std::string("layer-cam"));
        f.session.submit(bytesOf("after", {1}));
        QTRY_COMPARE(f.answers.size(), std::size_t{1});
        QCOMPARE(explained.count(), 1);
    }

    void withoutAModelTheImageIsShown()
    {
        Fixture f;
        f.loader.adopt(&f.reader, &f.engine);
        QVERIFY(!f.session.hasModel());
        f.session.submit(bytesOf("one", {1}));
        QTRY_COMPARE(f.answers.size(), std::size_t{1});
        QVERIFY(f.answers[0].error->code == ErrorCode::RunInvalid);
        QVERIFY(!f.answers[0].image.original.isEmpty());
    }

    void jobsWaitForTheModules()
    {
        Fixture f;
        f.session.setModel(modelOf("ten", 10));
        f.session.submit(bytesOf("early", {4}));
        f.session.submit(bytesOf("early", {5}));
        QCoreApplication::processEvents();
        QCOMPARE(f.answers.size(), std::size_t{0});
        f.loader.adopt(&f.reader, &f.engine);
        QTRY_COMPARE(f.answers.size(), std::size_t{2});
        QCOMPARE(bestOf(f.answers[0]), std::size_t{4});
        QCOMPARE(bestOf(f.answers[1]), std::size_t{5});
    }

    void aMissingModuleIsEveryJobsError_data()
    {
        QTest::addColumn<bool>("hasReader");
        QTest::newRow("no reader") << false;
        QTest::newRow("no engine") << true;
    }

    void aMissingModuleIsEveryJobsError()
    {
        QFETCH(bool, hasReader);
        Fixture f;
        f.session.setModel(modelOf("ten", 10));
        f.session.submit(bytesOf("one", {1}));
        f.loader.adopt(hasReader ? &f.reader : nullptr, hasReader ? nullptr : &f.engine);
        f.session.submit(bytesOf("two", {2}));
        QTRY_COMPARE(f.answers.size(), std::size_t{2});
        for (const Prediction& answer : f.answers) {
            QVERIFY(answer.error->code == ErrorCode::EngineMissing);
            QCOMPARE(answer.image.original.isEmpty(), !hasReader);
        }
    }

    void cancelDropsWhatIsQueued()
    {
        Fixture f;
        f.session.setModel(modelOf("ten", 10));
        f.session.submit(bytesOf("waiting", {1}));
        f.session.cancel();
        f.loader.adopt(&f.reader, &f.engine);
        for (std::uint8_t i = 0; i < 50; ++i) {
            f.session.submit(bytesOf("queued", {i}));
        }
        f.session.cancel();
        QCOMPARE(f.session.pending(), std::size_t{0});
        const std::uint64_t last = f.session.submit(bytesOf("last", {3}));
        QTRY_COMPARE(f.answers.size(), std::size_t{1});
        QCOMPARE(f.answers[0].id, last);
    }
};

SACCADE_TEST(tst_predict_session, TstPredictSession)
#include "tst_predict_session.moc"
