#include <QTest>
#include <algorithm>
#include <cmath>

#include "engine/data/image.h"
#include "engine/training/trainer.h"
#include "tests/test_registry.h"
#include "tests/torchnet/golden_inputs.h"

extern "C" const saccade::ComputeEngine* saccadeComputeEngine();

using namespace saccade;

namespace {

constexpr int kSide = 32;
constexpr int kClasses = 10;
constexpr double kTolerance = 1e-5;

std::unique_ptr<Predictor> predictorOf(const LayerGraph& graph)
{
    return std::move(saccadeComputeEngine()->createPredictor(graph, goldenTensors(graph)).value());
}

Image firstImage()
{
    Batch batch = goldenBatch();
    const ImageSize size{kSide, kSide, 3};
    batch.pixels.resize(size.bytes());
    return {size, std::move(batch.pixels)};
}

/// Largest difference from what PyTorch's autograd gave, at every fourth row and column.
double goldenDifference(const std::string& key, const HeatMap& map)
{
    const auto found = goldens().find(key);
    if (found == goldens().end() || found->second.size() != std::size_t{64}) {
        return INFINITY;
    }
    double largest = 0;
    for (std::size_t i = 0; i < found->second.size(); ++i) {
        const std::size_t at = i / 8 * 4 * kSide + i % 8 * 4;
        largest = std::max(largest, std::abs(static_cast<double>(map.values[at]) - found->second[i]));
    }
    return largest;
}

/// A network whose features have no positions from its first layer on.
LayerGraph flatGraph()
{
    LayerGraph graph;
    graph.nodes.push_back({"input", InputLayer{{4, 4, 1}, {}}, {}});
    graph.nodes.push_back({"flatten", FlattenLayer{}, {0}});
    LinearLayer linear;
    linear.outFeatures = 2;
    graph.nodes.push_back({"fc", linear, {1}});
    return graph;
}

} // namespace

class TstHeatMap : public QObject
{
    Q_OBJECT

private slots:
    void isAsPyTorchs_data()
    {
        QTest::addColumn<QString>("family");
        QTest::addColumn<int>("nodeSide");
        QTest::newRow("notebook-cnn") << "notebook-cnn" << 4;
        QTest::newRow("speed-net") << "speed-net" << 3;
        QTest::newRow("resnet-20") << "resnet-20" << 8;
    }
    void isAsPyTorchs()
    {
        QFETCH(QString, family);
        QFETCH(int, nodeSide);
        const std::unique_ptr<Predictor> predictor = predictorOf(goldenGraph(family.toStdString()));
        const Image image = firstImage();
        double largest = 0;
        int evident = 0;
        for (int index = 0; index < kClasses; ++index) {
            for (const HeatMapMethod method : {HeatMapMethod::GradCam, HeatMapMethod::LayerCam}) {
                const Result<HeatMap> map = predictor->explain(viewOf(image), index, method);
                QVERIFY(map.hasValue());
                QVERIFY(map->height == kSide && map->width == kSide && map->values.size() == kSide * kSide);
                QVERIFY(map->nodeHeight == nodeSide && map->nodeWidth == nodeSide && !map->node.empty());
                const float peak = *std::max_element(map->values.begin(), map->values.end());
                QVERIFY(peak == 1 || peak == 0);
                evident += peak == 1 ? 1 : 0;
                const std::string name(kHeatMapMethodNames[static_cast<std::size_t>(method)]);
                largest = std::max(
                    largest, goldenDifference(family.toStdString() + "/" + name + "/" + std::to_string(index), *map));
            }
        }
        qInfo("largest difference %.1e, %d of 20 maps show something", largest, evident);
        QVERIFY(largest < kTolerance);
        QVERIFY(evident >= 10);
    }

    void refusesWhatItCannotExplain()
    {
        const std::unique_ptr<Predictor> predictor = predictorOf(goldenGraph("notebook-cnn"));
        const Image image = firstImage();
        for (const int index : {-1, kClasses}) {
            QCOMPARE(predictor->explain(viewOf(image), index, HeatMapMethod::GradCam).error().code,
                     ErrorCode::SettingInvalid);
        }
        const Image small{{4, 4, 3}, std::vector<std::uint8_t>(48)};
        QCOMPARE(predictor->explain(viewOf(small), 0, HeatMapMethod::GradCam).error().code, ErrorCode::SettingInvalid);
    }

    void namesANetworkWithoutPositions()
    {
        const std::unique_ptr<Predictor> predictor = predictorOf(flatGraph());
        const Image grey{{4, 4, 1}, std::vector<std::uint8_t>(16, 7)};
        QVERIFY(predictor->predict({viewOf(grey)}).hasValue());
        QCOMPARE(predictor->explain(viewOf(grey), 1, HeatMapMethod::LayerCam).error().code,
                 ErrorCode::ExplainUnsupported);
    }
};

SACCADE_TEST(tst_heat_map, TstHeatMap)
#include "tst_heat_map.moc"
