#include <QTest>
#include <future>

#include "engine/web/prediction_queue.h"
#include "tests/support/fake_engine.h"
#include "tests/test_registry.h"
#include "tests/web/test_server.h"

using namespace saccade;

/// Batches, the bound, the end; and the classifier of a reader and a network.
class TstPredictionQueue : public QObject
{
    Q_OBJECT

private slots:
    void whatWaitsBecomesABatch();
    void stopAnswersAll();
    void aFaultIsEveryImagesAnswer();
    void decodesEachAndAsksOnce();
    void aNetworkThatFails();
    void stopsBetweenImages();
};

namespace {

using Answer = std::promise<Result<ImageAnswer>>;

std::future<Result<ImageAnswer>> push(PredictionQueue& queue, std::uint8_t value)
{
    auto answer = std::make_shared<Answer>();
    std::future<Result<ImageAnswer>> future = answer->get_future();
    const bool isQueued =
        queue.tryPush({value}, [answer](Result<ImageAnswer> given) { answer->set_value(std::move(given)); });
    return isQueued ? std::move(future) : std::future<Result<ImageAnswer>>();
}

/// Counts its calls; a network of three classes that fails, or gives too few values, on wish.
class CountingPredictor final : public Predictor
{
public:
    [[nodiscard]] Result<std::vector<float>> predict(const std::vector<ImageView>& images) override
    {
        ++calls;
        if (isFailing) {
            return Error{ErrorCode::OutOfMemory, {}, {}};
        }
        std::vector<float> all;
        for (const ImageView& image : images) {
            all.insert(all.end(), {static_cast<float>(image.pixels[0]), 0, 0});
        }
        all.resize(all.size() - missing);
        return all;
    }
    [[nodiscard]] Result<HeatMap> explain(ImageView, int, HeatMapMethod) override
    {
        return Error{ErrorCode::ExplainUnsupported, {}, {}};
    }

    int calls = 0;
    bool isFailing = false;
    std::size_t missing = 0;
};

} // namespace

void TstPredictionQueue::whatWaitsBecomesABatch()
{
    ScriptedClassifier classifier;
    classifier.close();
    PredictionQueue queue(classifier.function(), 3);
    std::vector<std::future<Result<ImageAnswer>>> answers;
    answers.push_back(push(queue, 0));
    classifier.waitForBatches(1);
    for (std::uint8_t value = 1; value < 4; ++value) {
        answers.push_back(push(queue, value));
        QVERIFY(answers.back().valid());
    }
    QVERIFY(!push(queue, 4).valid()); // three wait
    classifier.open();
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const Result<ImageAnswer> answer = answers[i].get();
        QVERIFY(answer);
        QCOMPARE(answer->probabilities[i % 3], 0.8F);
    }
    QCOMPARE(classifier.batchSizes(), (std::vector<std::size_t>{1, 3}));
}

void TstPredictionQueue::stopAnswersAll()
{
    ScriptedClassifier classifier;
    classifier.close();
    PredictionQueue queue(classifier.function(), 1'000'000);
    auto running = push(queue, 0);
    classifier.waitForBatches(1);
    auto waiting = push(queue, 1);
    auto stopped = std::async(std::launch::async, [&queue] { queue.stop(); });
    while (push(queue, 2).valid()) { // until the stop has begun
        std::this_thread::yield();
    }
    classifier.open();
    stopped.get();
    QVERIFY(running.get());
    QCOMPARE(waiting.get().error().code, ErrorCode::Cancelled);
    QVERIFY(!push(queue, 3).valid());
}

void TstPredictionQueue::aFaultIsEveryImagesAnswer()
{
    PredictionQueue throwing([](auto, const auto&) -> std::vector<Result<ImageAnswer>> { throw 1; }, 3);
    QCOMPARE(push(throwing, 0).get().error().code, ErrorCode::Internal);
    QCOMPARE(push(throwing, 0).get().error().code, ErrorCode::Internal); // it still runs
    PredictionQueue silent([](auto, const auto&) { return std::vector<Result<ImageAnswer>>(); }, 3);
    QCOMPARE(push(silent, 0).get().error().code, ErrorCode::Internal);
}

void TstPredictionQueue::decodesEachAndAsksOnce()
{
    const FakeImageReader reader;
    auto predictor = std::make_shared<CountingPredictor>();
    const BatchClassifier classify = makeBatchClassifier(reader, predictor, {{2, 2, 3}, ResizeMode::Pad}, 3);
    const std::vector<std::uint8_t> a{7};
    const std::vector<std::uint8_t> none;
    const std::vector<std::uint8_t> b{9};
    const std::vector<EncodedImage> images{a, none, b};
    const std::vector<Result<ImageAnswer>> answers = classify(images, {});
    QCOMPARE(answers.size(), 3U);
    QCOMPARE(answers[0]->probabilities, (std::vector<float>{8, 0, 0})); // the fake reader adds the mode's number
    QCOMPARE(answers[1].error().code, ErrorCode::ImageDamaged);
    QCOMPARE(answers[2]->probabilities, (std::vector<float>{10, 0, 0}));
    QCOMPARE(predictor->calls, 1);
    QVERIFY(answers[0]->decodeMs >= 0 && answers[0]->networkMs >= 0);
    QCOMPARE(classify(std::vector<EncodedImage>{none}, {})[0].error().code, ErrorCode::ImageDamaged);
    QCOMPARE(predictor->calls, 1);
}

void TstPredictionQueue::aNetworkThatFails()
{
    const FakeImageReader reader;
    auto predictor = std::make_shared<CountingPredictor>();
    const BatchClassifier classify = makeBatchClassifier(reader, predictor, {{2, 2, 3}, ResizeMode::Pad}, 3);
    const std::vector<std::uint8_t> a{7};
    const std::vector<EncodedImage> images{a, a};
    predictor->isFailing = true;
    QCOMPARE(classify(images, {})[1].error().code, ErrorCode::OutOfMemory);
    predictor->isFailing = false;
    predictor->missing = 1;
    QCOMPARE(classify(images, {})[0].error().code, ErrorCode::Internal);
}

void TstPredictionQueue::stopsBetweenImages()
{
    const FakeImageReader reader;
    auto predictor = std::make_shared<CountingPredictor>();
    const BatchClassifier classify = makeBatchClassifier(reader, predictor, {{2, 2, 3}, ResizeMode::Pad}, 3);
    const std::vector<std::uint8_t> a{7};
    std::stop_source source;
    source.request_stop();
    QCOMPARE(classify(std::vector<EncodedImage>{a}, source.get_token())[0].error().code, ErrorCode::Cancelled);
    QCOMPARE(predictor->calls, 0);
}

SACCADE_TEST(tst_prediction_queue, TstPredictionQueue)
#include "tst_prediction_queue.moc"
