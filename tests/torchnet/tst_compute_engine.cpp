#include <QTest>
#include <algorithm>
#include <cmath>
#include <mutex>
#include <numeric>
#include <sys/resource.h>

#include "engine/network/initialise.h"
#include "tests/support/memory_store.h"
#include "tests/test_registry.h"
#include "tests/torchnet/run_fixtures.h"

extern "C" const saccade::ComputeEngine* saccadeComputeEngine();

using namespace saccade;

namespace {

/// Holds this process below 100 GB of addresses while it lives, so that a machine that promises any amount of memory
/// refuses 200 GB too.
class AddressSpaceLimit final
{
public:
    AddressSpaceLimit()
    {
        getrlimit(RLIMIT_AS, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = std::min<rlim_t>(m_before.rlim_max, 100'000'000'000);
        setrlimit(RLIMIT_AS, &limit);
    }
    ~AddressSpaceLimit() { setrlimit(RLIMIT_AS, &m_before); }
    AddressSpaceLimit(const AddressSpaceLimit&) = delete;
    AddressSpaceLimit& operator=(const AddressSpaceLimit&) = delete;

private:
    rlimit m_before{};
};

} // namespace

class TstComputeEngine : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_set = makeStripesDataSet(3, 70, {8, 8, 3});
        m_graph = smallGraph(m_set);
        m_tensors = *initialiseParameters(m_graph, 1, {});
    }

    void namesItselfAndItsDevices()
    {
        QVERIFY(QString::fromStdString(m_engine->version()).startsWith(QStringLiteral("2.")));
        const std::vector<DeviceInfo> devices = m_engine->devices();
        QCOMPARE(devices.front().id, std::string("cpu"));
        QVERIFY(!devices.front().name.empty());
        QVERIFY(devices.front().totalBytes > 100'000'000);
    }

    void selfTestPasses()
    {
        const Result<void> result = m_engine->selfTest();
        QVERIFY2(result.hasValue(), result ? "" : result.error().detail.c_str());
    }

    void productSpeedIsPlausible()
    {
        // No claim about this machine: a result outside these is a broken measurement.
        const double speed = m_engine->measureProductSpeed();
        QVERIFY2(speed > 0.01 && speed < 100'000, qPrintable(QString::number(speed)));
    }

    void predictionsAreProbabilitiesAndAgreeWithEvaluation()
    {
        std::vector<std::int32_t> indices(m_set.count());
        std::iota(indices.rbegin(), indices.rend(), 0); // backwards: rows must follow the order asked for
        const Result<PredictionTable> table = m_engine->evaluate(m_graph, m_tensors, m_set, indices, {}, {});
        QVERIFY(table.hasValue());
        QCOMPARE(table->indices, indices);
        const auto predictor = m_engine->createPredictor(m_graph, m_tensors);
        QVERIFY(predictor.hasValue());
        for (const std::size_t row : {std::size_t{0}, std::size_t{299}, indices.size() - 1}) {
            const auto index = static_cast<std::size_t>(indices[row]);
            const Result<std::vector<float>> all = (*predictor)->predict({m_set.pixels->image(index)});
            QCOMPARE(all->size(), std::size_t{3});
            QVERIFY(std::abs(std::accumulate(all->begin(), all->end(), 0.0F) - 1.0F) < 1e-5F);
            const auto best = static_cast<std::size_t>(std::max_element(all->begin(), all->end()) - all->begin());
            QCOMPARE(table->predicted[row], static_cast<std::int32_t>(best));
            QCOMPARE(table->labels[row], (*m_set.samples)[index].label);
            QVERIFY(std::abs(table->confidences[row] - (*all)[best]) < 1e-5F);
            const float truth = (*all)[static_cast<std::size_t>(table->labels[row])];
            QVERIFY(std::abs(table->losses[row] + std::log(truth)) < 1e-4F);
        }
    }

    void viewsAverageTheLogits_data()
    {
        QTest::addColumn<int>("views");
        QTest::newRow("mirror") << static_cast<int>(EvaluationViews::Mirror);
        QTest::newRow("mirror and shift") << static_cast<int>(EvaluationViews::MirrorShift);
    }
    /// Against the predictor on images that were moved here, by hand.
    void viewsAverageTheLogits()
    {
        QFETCH(int, views);
        const auto source = m_set.pixels->image(5);
        const auto moved = [&](bool mirror, int shift) {
            Image image{source.size, std::vector<std::uint8_t>(source.size.bytes())};
            const auto inside = [](int at, int count) { return at < 0 ? -at : at >= count ? 2 * count - 2 - at : at; };
            for (int y = 0; y < source.size.height; ++y) {
                for (int x = 0; x < source.size.width; ++x) {
                    const int column = mirror ? source.size.width - 1 - x : x;
                    const int fromX = inside(column + shift, source.size.width);
                    const int fromY = inside(y + shift, source.size.height);
                    for (int c = 0; c < 3; ++c) {
                        image.pixels[static_cast<std::size_t>((y * source.size.width + x) * 3 + c)] =
                            source.pixels[(fromY * source.size.width + fromX) * 3 + c];
                    }
                }
            }
            return image;
        };
        struct View
        {
            Image image;
            double weight;
        };
        std::vector<View> all{{moved(false, 0), 0.5}, {moved(true, 0), 0.5}};
        if (views == static_cast<int>(EvaluationViews::MirrorShift)) {
            all = {{moved(false, 0), 0.25},  {moved(true, 0), 0.25},   {moved(false, -1), 0.125},
                   {moved(false, 1), 0.125}, {moved(true, -1), 0.125}, {moved(true, 1), 0.125}};
        }
        const auto predictor = m_engine->createPredictor(m_graph, m_tensors);
        std::vector<double> mean(3, 0); // log-probabilities differ from logits by what the softmax takes out again
        for (const View& view : all) {
            const std::vector<float> probabilities = *(*predictor)->predict({viewOf(view.image)});
            for (std::size_t k = 0; k < 3; ++k) {
                mean[k] += view.weight * std::log(static_cast<double>(probabilities[k]));
            }
        }
        double sum = 0;
        for (double& value : mean) {
            value = std::exp(value);
            sum += value;
        }
        const Result<PredictionTable> table =
            m_engine->evaluate(m_graph, m_tensors, m_set, {5}, static_cast<EvaluationViews>(views), {});
        QVERIFY(table.hasValue());
        for (std::size_t k = 0; k < 3; ++k) {
            QVERIFY2(std::abs(static_cast<double>(table->probabilities[k]) - mean[k] / sum) < 1e-5,
                     qPrintable(QString::number(table->probabilities[k])));
        }
        const Result<PredictionTable> plain = m_engine->evaluate(m_graph, m_tensors, m_set, {5}, {}, {});
        QVERIFY(plain->probabilities != table->probabilities);
    }

    void selectiveLooksAgainWhereInDoubt()
    {
        std::vector<std::int32_t> indices(101);
        std::iota(indices.rbegin(), indices.rend(), 40);
        const auto tableWith = [&](EvaluationViews views) {
            return *m_engine->evaluate(m_graph, m_tensors, m_set, indices, views, {});
        };
        const PredictionTable plain = tableWith(EvaluationViews::Single);
        const PredictionTable all = tableWith(EvaluationViews::MirrorShift);
        const PredictionTable selective = tableWith(EvaluationViews::Selective);
        std::vector<float> sorted = plain.confidences;
        std::sort(sorted.begin(), sorted.end());
        QCOMPARE(selective.indices, indices);
        int seenAgain = 0;
        for (std::size_t row = 0; row < indices.size(); ++row) {
            const bool isDoubtful = plain.confidences[row] <= sorted[25]; // 26 of 101
            const PredictionTable& expected = isDoubtful ? all : plain;
            seenAgain += isDoubtful ? 1 : 0;
            QCOMPARE(selective.predicted[row], expected.predicted[row]);
            QVERIFY(std::abs(selective.confidences[row] - expected.confidences[row]) < 1e-5F);
            QVERIFY(std::abs(selective.losses[row] - expected.losses[row]) < 1e-5F);
            for (std::size_t k = row * 3; k < row * 3 + 3; ++k) {
                QVERIFY(std::abs(selective.probabilities[k] - expected.probabilities[k]) < 1e-5F);
            }
        }
        QCOMPARE(seenAgain, 26);
    }

    void predictsNoImagesAndMany()
    {
        const auto predictor = m_engine->createPredictor(m_graph, m_tensors);
        QVERIFY((*predictor)->predict({})->empty());
        std::vector<ImageView> views;
        for (std::size_t i = 0; i < m_set.count(); ++i) {
            views.push_back(m_set.pixels->image(i));
        }
        QCOMPARE((*predictor)->predict(views)->size(), 3 * m_set.count());
    }

    void anImageOfAnotherSizeIsRefused()
    {
        const auto predictor = m_engine->createPredictor(m_graph, m_tensors);
        const std::vector<std::uint8_t> bytes(7 * 7 * 3);
        const auto result = (*predictor)->predict({ImageView{{7, 7, 3}, bytes.data()}});
        QVERIFY(!result);
    }

    void weightsOfAnotherNetworkAreRefused()
    {
        NamedTensors tensors = m_tensors;
        tensors.at("head.weight").shape.front() = 4;
        tensors.at("head.weight").values.resize(64);
        QCOMPARE(m_engine->createPredictor(m_graph, tensors).error().code, ErrorCode::WeightsMismatch);
        QCOMPARE(m_engine->evaluate(m_graph, tensors, m_set, {0}, {}, {}).error().code, ErrorCode::WeightsMismatch);
        tensors.erase("head.weight");
        QCOMPARE(m_engine->createPredictor(m_graph, tensors).error().code, ErrorCode::WeightsMismatch);
    }

    void evaluationCanBeCancelled()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto table = m_engine->evaluate(m_graph, m_tensors, m_set, {0, 1, 2}, {}, {stop.get_token(), {}});
        QCOMPARE(table.error().code, ErrorCode::Cancelled);
    }

    void theShareDoneIsToldToItsEnd_data()
    {
        QTest::addColumn<int>("views");
        QTest::newRow("single") << 0;
        QTest::newRow("selective, in two rounds") << static_cast<int>(EvaluationViews::Selective);
    }

    void theShareDoneIsToldToItsEnd()
    {
        QFETCH(int, views);
        std::mutex mutex;
        std::vector<double> shares;
        const EvaluationWatch watch{{}, [&](double share) {
                                        const std::lock_guard lock(mutex);
                                        shares.push_back(share);
                                    }};
        QVERIFY(m_engine->evaluate(m_graph, m_tensors, m_set, {0, 1, 2, 3}, static_cast<EvaluationViews>(views), watch)
                    .hasValue());
        QVERIFY(shares.size() >= (views == 0 ? 1U : 2U));
        std::sort(shares.begin(), shares.end());
        QVERIFY(shares.front() > 0);
        QCOMPARE(shares.back(), 1.0);
        QVERIFY(views == 0 || shares.front() < 0.7); // the first round is not the whole
    }

    void evaluatingNothingGivesAnEmptyTable()
    {
        const auto table = m_engine->evaluate(m_graph, m_tensors, m_set, {}, {}, {});
        QCOMPARE(table->count(), std::size_t{0});
    }

    void tooLargeABatchIsAnErrorWithAdvice()
    {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("the address sanitizer ends the process where malloc would say no");
#endif
        // 210 images of 64x64 with 60,000 channels: 200 GB for one activation, few weights.
        const DataSet set = makeStripesDataSet(3, 70, {64, 64, 3});
        TrainPlan plan = smallPlan(set, 210, 1);
        auto& convolution = std::get<Conv2dLayer>(plan.network.nodes[1].layer);
        convolution.outChannels = 60'000;
        convolution.kernel = 1;
        convolution.padding = 0;
        auto& next = std::get<Conv2dLayer>(plan.network.nodes[5].layer);
        next.outChannels = 1;
        next.kernel = 1;
        next.padding = 0;
        RecordingObserver observer;
        const AddressSpaceLimit limit;
        const RunReport report = runPlan(plan, set, observer);
        QCOMPARE(report.reason, EndReason::Failed);
        QVERIFY2(report.error->code == ErrorCode::OutOfMemory, report.error->detail.c_str());
        QVERIFY(report.error->detail.find("210") != std::string::npos);
    }

private:
    const ComputeEngine* m_engine = saccadeComputeEngine();
    DataSet m_set;
    LayerGraph m_graph;
    NamedTensors m_tensors;
};

SACCADE_TEST(tst_compute_engine, TstComputeEngine)
#include "tst_compute_engine.moc"
