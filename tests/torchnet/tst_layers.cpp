#include <QTest>
#include <cmath>

#include "engine/base/random.h"
#include "engine/network/graph_summary.h"
#include "engine/network/initialise.h"
#include "engine/torchnet/cross_entropy.h"
#include "tests/test_registry.h"
#include "tests/torchnet/torch_passes.h"

using namespace saccade;

namespace {

constexpr int kImages = 6;
constexpr int kClasses = 3;

Batch randomBatch(const ImageSize& size)
{
    Batch batch;
    RandomStream random(3, "layers");
    batch.size = size;
    batch.pixels.resize(kImages * size.bytes());
    for (std::uint8_t& pixel : batch.pixels) {
        pixel = static_cast<std::uint8_t>(random.next());
    }
    for (int i = 0; i < kImages; ++i) {
        batch.labels.push_back(i % kClasses);
    }
    return batch;
}

/// input -> conv -> (layer under test) -> flatten -> linear
LayerGraph graphAround(const Layer& layer)
{
    LayerGraph graph;
    graph.nodes.push_back({"input", InputLayer{{6, 6, 3}, {{0.5, 0.5, 0.5}, {0.3, 0.3, 0.3}}}, {}});
    Conv2dLayer first;
    first.outChannels = 4;
    first.padding = 1;
    graph.nodes.push_back({"conv", first, {0}});
    const bool isAdd = std::holds_alternative<AddLayer>(layer);
    if (isAdd) {
        graph.nodes.push_back({"side", first, {1}});
    }
    graph.nodes.push_back({"tested", layer, isAdd ? std::vector<int>{1, 2, 1} : std::vector<int>{1}});
    int last = static_cast<int>(graph.nodes.size()) - 1;
    if (!std::holds_alternative<GlobalPoolLayer>(layer)) {
        graph.nodes.push_back({"flatten", FlattenLayer{}, {last++}});
    }
    LinearLayer head;
    head.outFeatures = kClasses;
    graph.nodes.push_back({"head", head, {last}});
    return graph;
}

Conv2dLayer groupedConvolution()
{
    Conv2dLayer layer;
    layer.outChannels = 8;
    layer.groups = 2;
    layer.stride = 2;
    layer.padding = 1;
    return layer;
}

NamedTensors moved(const NamedTensors& tensors, const std::string& name, const std::vector<float>& direction, float by)
{
    NamedTensors result = tensors;
    std::vector<float>& values = result.at(name).values;
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] += by * direction[i];
    }
    return result;
}

} // namespace

class TstLayers : public QObject
{
    Q_OBJECT

private slots:
    void gradientsAreSlopes_data()
    {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const char* name : {"silu", "gelu", "average pool", "overlapping maximum pool", "padded maximum pool",
                                 "padded average pool", "global average", "global maximum", "dropout", "add", "scale",
                                 "grouped convolution", "batch norm", "batch norm without scale"}) {
            QTest::newRow(name) << index++;
        }
    }
    void gradientsAreSlopes()
    {
        BatchNormLayer unscaled;
        unscaled.hasWeight = false;
        const std::vector<Layer> layers{ActivationLayer{Activation::Silu},
                                        ActivationLayer{Activation::Gelu},
                                        PoolLayer{Pooling::Average, 2, 2},
                                        PoolLayer{Pooling::Maximum, 3, 2},
                                        PoolLayer{Pooling::Maximum, 3, 2, 1},
                                        PoolLayer{Pooling::Average, 3, 2, 1},
                                        GlobalPoolLayer{Pooling::Average},
                                        GlobalPoolLayer{Pooling::Maximum},
                                        DropoutLayer{0.4},
                                        AddLayer{},
                                        ScaleLayer{0.7},
                                        groupedConvolution(),
                                        BatchNormLayer{},
                                        unscaled};
        QFETCH(int, index);
        const LayerGraph graph = graphAround(layers[static_cast<std::size_t>(index)]);
        const NamedTensors tensors = *initialiseParameters(graph, 5, {});
        const Batch batch = randomBatch(graph.input().size);
        const passes::PassResult pass = passes::computeGradients(graph, tensors, batch, 0.1, false);
        QVERIFY(pass.gradients.size() >= 4);
        for (const auto& [name, gradient] : pass.gradients) {
            std::vector<float> direction;
            RandomStream random(9, name);
            double expected = 0;
            for (const float slope : gradient.values) {
                direction.push_back(random.next() % 2 == 0 ? 1.0F : -1.0F);
                expected += static_cast<double>(slope) * static_cast<double>(direction.back());
            }
            // Small enough for maxima to stay where they are.
            const auto step = static_cast<float>(3e-4 / std::sqrt(static_cast<double>(direction.size())));
            const auto lossAt = [&](float by) {
                return passes::computeGradients(graph, moved(tensors, name, direction, by), batch, 0.1, false).loss;
            };
            const double slope = (lossAt(step) - lossAt(-step)) / (2 * static_cast<double>(step));
            QVERIFY2(std::abs(slope - expected) < 0.02 * std::abs(expected) + 2e-3,
                     qPrintable(QStringLiteral("%1: %2, but the slope is %3")
                                    .arg(QString::fromStdString(name))
                                    .arg(expected)
                                    .arg(slope)));
        }
    }

    void dropoutDependsOnTheStepOnly()
    {
        const LayerGraph graph = graphAround(DropoutLayer{0.5});
        const NamedTensors tensors = *initialiseParameters(graph, 5, {});
        const Batch batch = randomBatch(graph.input().size);
        const auto lossAt = [&](std::int64_t step) {
            return passes::computeGradients(graph, tensors, batch, 0, false, step).loss;
        };
        QCOMPARE(lossAt(1), lossAt(1));
        QVERIFY(lossAt(1) != lossAt(2));
        const std::vector<float> logits = passes::evaluateLogits(graph, tensors, batch, false);
        QCOMPARE(passes::evaluateLogits(graph, tensors, batch, false), logits);
    }

    void crossEntropyByHand()
    {
        // Softmax of (0, ln 3) is (1/4, 3/4).
        const float logits[] = {0.0F, std::log(3.0F), 0.0F, std::log(3.0F)};
        const std::int32_t labels[] = {1, 0};
        float gradient[4] = {};
        const LossSum plain = computeCrossEntropy(logits, labels, 2, {}, 1, gradient);
        QCOMPARE(plain.correct, std::int64_t{1});
        QVERIFY(std::abs(plain.loss - (std::log(4.0 / 3) + std::log(4.0))) < 1e-6);
        QVERIFY(std::abs(gradient[0] - 0.25F) < 1e-6F && std::abs(gradient[1] + 0.25F) < 1e-6F);
        QVERIFY(std::abs(gradient[2] + 0.75F) < 1e-6F && std::abs(gradient[3] - 0.75F) < 1e-6F);
        // Smoothing 0.2: targets (0.1, 0.9); gradients halved by the scale.
        const LossSum smooth = computeCrossEntropy(logits, std::span(labels, 1), 2, {0.2, {}}, 0.5, gradient);
        QVERIFY(std::abs(smooth.loss - (0.9 * std::log(4.0 / 3) + 0.1 * std::log(4.0))) < 1e-6);
        QVERIFY(std::abs(gradient[0] - 0.075F) < 1e-6F && std::abs(gradient[1] + 0.075F) < 1e-6F);
    }

    void classWeightsScaleLossAndGradient()
    {
        // The second image, of class 0, counts twice; the first, of class 1, half.
        const float logits[] = {0.0F, std::log(3.0F), 0.0F, std::log(3.0F)};
        const std::int32_t labels[] = {1, 0};
        float gradient[4] = {};
        const LossSum sum = computeCrossEntropy(logits, labels, 2, {0, {2, 0.5}}, 1, gradient);
        QVERIFY(std::abs(sum.loss - (0.5 * std::log(4.0 / 3) + 2 * std::log(4.0))) < 1e-6);
        QCOMPARE(sum.correct, std::int64_t{1});
        QVERIFY(std::abs(gradient[0] - 0.125F) < 1e-6F && std::abs(gradient[1] + 0.125F) < 1e-6F);
        QVERIFY(std::abs(gradient[2] + 1.5F) < 1e-6F && std::abs(gradient[3] - 1.5F) < 1e-6F);
    }

    void mixedCrossEntropyIsBothWeighted()
    {
        // Softmax of (0, ln 3) is (1/4, 3/4); three quarters of class 1 and a quarter of class 0 are the target itself.
        const float logits[] = {0.0F, std::log(3.0F), 0.0F, std::log(3.0F)};
        const std::int32_t labels[] = {1, 0};
        const std::int32_t others[] = {0, 1};
        float gradient[4] = {};
        const LossSum sum = computeMixedCrossEntropy(logits, labels, others, 0.75, 2, {}, 1, gradient);
        const double right = std::log(4.0 / 3);
        const double wrong = std::log(4.0);
        QVERIFY(std::abs(sum.loss - (0.75 * right + 0.25 * wrong + 0.75 * wrong + 0.25 * right)) < 1e-6);
        QCOMPARE(sum.correct, std::int64_t{1}); // class 1 is predicted twice, and is the larger share once
        QVERIFY(std::abs(gradient[0]) < 1e-6F && std::abs(gradient[1]) < 1e-6F);
        QVERIFY(std::abs(gradient[2] + 0.5F) < 1e-6F && std::abs(gradient[3] - 0.5F) < 1e-6F);
        // With the smaller share the other label counts; a share of 1 is the plain loss.
        QCOMPARE(computeMixedCrossEntropy(logits, labels, others, 0.25, 2, {}, 1, gradient).correct, std::int64_t{1});
        float plain[4] = {};
        const LossSum whole = computeMixedCrossEntropy(logits, labels, others, 1, 2, {0.1, {}}, 1, gradient);
        QCOMPARE(whole.loss, computeCrossEntropy(logits, labels, 2, {0.1, {}}, 1, plain).loss);
        QVERIFY(std::equal(plain, plain + 4, gradient));
    }

    void eachLabelOfAMixedImageHasTheWeightOfItsClass()
    {
        // Softmax of (0, ln 3) is (1/4, 3/4). Weight 2 of class 1, 8 of class 0; shares 3/4 and 1/4.
        const float logits[] = {0.0F, std::log(3.0F)};
        const std::int32_t labels[] = {1};
        const std::int32_t others[] = {0};
        float gradient[2] = {};
        const LossSum sum = computeMixedCrossEntropy(logits, labels, others, 0.75, 2, {0, {8, 2}}, 1, gradient);
        QVERIFY(std::abs(sum.loss - (0.75 * 2 * std::log(4.0 / 3) + 0.25 * 8 * std::log(4.0))) < 1e-6);
        // 1.5 * (p - target of class 1) + 2 * (p - target of class 0)
        QVERIFY(std::abs(gradient[0] - (1.5F * 0.25F - 2 * 0.75F)) < 1e-6F);
        QVERIFY(std::abs(gradient[1] - (-1.5F * 0.25F + 2 * 0.75F)) < 1e-6F);
    }

    void crossEntropyStaysFiniteForHugeLogits()
    {
        const float logits[] = {1e30F, -1e30F};
        const std::int32_t labels[] = {0};
        float gradient[2] = {};
        QVERIFY(std::abs(computeCrossEntropy(logits, labels, 2, {}, 1, gradient).loss) < 1e-6);
        const float wild[] = {std::nanf(""), 1.0F};
        QVERIFY(!std::isfinite(computeCrossEntropy(wild, labels, 2, {}, 1, gradient).loss));
    }
};

SACCADE_TEST(tst_layers, TstLayers)
#include "tst_layers.moc"
