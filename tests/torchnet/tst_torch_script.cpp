#include <QTest>
#include <algorithm>
#include <cmath>

#include "engine/network/initialise.h"
#include "engine/training/trainer.h"
#include "tests/test_registry.h"
#include "tests/torchnet/golden_inputs.h"

extern "C" const saccade::ComputeEngine* saccadeComputeEngine();

using namespace saccade;

namespace {

/// Kinds of layers and names that no family has: parts that are numbers, a norm without scale.
LayerGraph oddGraph()
{
    Conv2dLayer conv;
    conv.outChannels = 4;
    conv.padding = 1;
    conv.groups = 1;
    conv.hasBias = false;
    BatchNormLayer norm;
    norm.hasWeight = false;
    LinearLayer linear;
    linear.outFeatures = 3;
    LayerGraph graph;
    graph.nodes = {{"input", InputLayer{{6, 6, 1}, {{0.4, 0, 0}, {0.3, 1, 1}}}, {}},
                   {"stage.0.conv", conv, {0}},
                   {"stage.0.norm", norm, {1}},
                   {"silu", ActivationLayer{Activation::Silu}, {2}},
                   {"sum", AddLayer{}, {1, 2, 3}},
                   {"average", PoolLayer{Pooling::Average, 3, 2, 1}, {4}},
                   {"drop", DropoutLayer{}, {5}},
                   {"flat", FlattenLayer{}, {6}},
                   {"head", linear, {7}},
                   {"scale", ScaleLayer{0.125}, {8}}};
    return graph;
}

double largestDifference(const std::vector<float>& a, const std::vector<float>& b)
{
    double largest = a.size() == b.size() ? 0 : INFINITY;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        largest = std::max(largest, std::abs(static_cast<double>(a[i]) - b[i]));
    }
    return largest;
}

} // namespace

class TstTorchScript : public QObject
{
    Q_OBJECT

private slots:
    void answersAsTheProgram_data()
    {
        QTest::addColumn<QString>("family");
        for (const char* family : {"notebook-cnn", "speed-net", "resnet-20", "odd"}) {
            QTest::newRow(family) << QString::fromLatin1(family);
        }
    }
    void answersAsTheProgram()
    {
        QFETCH(QString, family);
        const bool isOdd = family == QLatin1String("odd");
        const LayerGraph graph = isOdd ? oddGraph() : goldenGraph(family.toStdString());
        const NamedTensors tensors = isOdd ? *initialiseParameters(graph, 3, {}) : goldenTensors(graph);
        const ComputeEngine& engine = *saccadeComputeEngine();
        const Result<std::vector<std::uint8_t>> archive =
            engine.encodeTorchScript(graph, tensors, {{"saccade.json", "a note of one's own"}});
        QVERIFY2(archive.hasValue(), archive ? "" : archive.error().detail.c_str());
        const std::string text(archive->begin(), archive->end());
        QVERIFY(text.find("extra/saccade.json") != std::string::npos);

        const Result<std::unique_ptr<Predictor>> script = engine.openTorchScript(*archive, graph.input());
        const Result<std::unique_ptr<Predictor>> program = engine.createPredictor(graph, tensors);
        QVERIFY2(script.hasValue(), script ? "" : script.error().detail.c_str());
        const ImageSize size = graph.input().size;
        const Batch batch = goldenBatch();
        std::vector<ImageView> images;
        for (int i = 0; i < 3; ++i) {
            images.push_back({size, batch.pixels.data() + static_cast<std::size_t>(i) * size.bytes()});
        }
        const Result<std::vector<float>> answers = script.value()->predict(images);
        QVERIFY2(answers.hasValue(), answers ? "" : answers.error().detail.c_str());
        QVERIFY(largestDifference(*answers, *program.value()->predict(images)) < 1e-5);
        QCOMPARE(script.value()->explain(images[0], 0, HeatMapMethod::GradCam).error().code,
                 ErrorCode::ExplainUnsupported);
    }

    void refusesNamesThatItsLanguageHasTaken()
    {
        for (const char* name : {"for", "stage.in.conv", "training", "a..b", "forward"}) {
            LayerGraph graph = oddGraph();
            graph.nodes[1].name = name;
            const NamedTensors tensors = *initialiseParameters(graph, 3, {});
            const Error error = saccadeComputeEngine()->encodeTorchScript(graph, tensors, {}).error();
            QCOMPARE(error.code, ErrorCode::ExportUnsupported);
            QVERIFY(error.detail.ends_with(name));
        }
    }

    void refusesWhatIsNone()
    {
        const ComputeEngine& engine = *saccadeComputeEngine();
        const LayerGraph graph = oddGraph();
        const std::vector<std::uint8_t> noise(1000, 7);
        QCOMPARE(engine.openTorchScript(noise, graph.input()).error().code, ErrorCode::FormatInvalid);
        QCOMPARE(engine.openTorchScript({}, graph.input()).error().code, ErrorCode::FormatInvalid);
        QCOMPARE(engine.encodeTorchScript(graph, {}, {}).error().code, ErrorCode::WeightsMismatch);
    }
};

SACCADE_TEST(tst_torch_script, TstTorchScript)
#include "tst_torch_script.moc"
