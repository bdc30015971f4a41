#include "engine/formats/network_folding.h"

#include <QTest>
#include <cmath>
#include <limits>

#include "engine/network/initialise.h"
#include "tests/formats/trained_models.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

constexpr int kClasses = 2;

Conv2dLayer pointwise(bool hasBias)
{
    Conv2dLayer layer;
    layer.outChannels = kClasses;
    layer.kernel = 1;
    layer.hasBias = hasBias;
    return layer;
}

BatchNormLayer exactNorm()
{
    BatchNormLayer norm;
    norm.epsilon = 0.25; // 0.25 + a variance of 3.75 has the root 2
    return norm;
}

/// A convolution, perhaps a layer between, a norm, and the mean of each channel as logits.
PortableModel normBehind(std::vector<Layer> between, bool hasBias = true)
{
    PortableModel model;
    std::vector<Node>& nodes = model.network.nodes;
    nodes = {{"input", InputLayer{{4, 4, 1}, {}}, {}}, {"conv", pointwise(hasBias), {0}}};
    for (Layer& layer : between) {
        nodes.push_back({"between" + std::to_string(nodes.size()), layer, {static_cast<int>(nodes.size()) - 1}});
    }
    nodes.push_back({"norm", exactNorm(), {static_cast<int>(nodes.size()) - 1}});
    if (!std::holds_alternative<GlobalPoolLayer>(nodes[nodes.size() - 2].layer)) {
        nodes.push_back({"mean", GlobalPoolLayer{Pooling::Average}, {static_cast<int>(nodes.size()) - 1}});
    }
    model.tensors = {{"conv.weight", {{2, 1, 1, 1}, {1, -3}}},
                     {"norm.weight", {{2}, {4, 1}}},
                     {"norm.bias", {{2}, {0.5F, -1}}},
                     {"norm.running_mean", {{2}, {1, 2}}},
                     {"norm.running_var", {{2}, {3.75F, 3.75F}}}};
    if (hasBias) {
        model.tensors["conv.bias"] = {{2}, {0.25F, 4}};
    }
    model.classNames = {"a", "b"};
    return model;
}

bool hasNorm(const PortableModel& model)
{
    return model.tensors.contains("norm.bias");
}

PortableModel linearModel(bool hasBias, std::vector<Layer> behind)
{
    PortableModel model;
    std::vector<Node>& nodes = model.network.nodes;
    LinearLayer linear;
    linear.outFeatures = kClasses;
    linear.hasBias = hasBias;
    nodes = {{"input", InputLayer{{1, 1, 1}, {}}, {}}, {"flat", FlattenLayer{}, {0}}, {"head", linear, {1}}};
    for (Layer& layer : behind) {
        nodes.push_back({"behind" + std::to_string(nodes.size()), layer, {static_cast<int>(nodes.size()) - 1}});
    }
    model.tensors["head.weight"] = {{2, 1}, {8, -2}};
    if (hasBias) {
        model.tensors["head.bias"] = {{2}, {4, 16}};
    }
    model.classNames = {"a", "b"};
    return model;
}

} // namespace

/// Fewer nodes, the same answers.
class TstNetworkFolding : public QObject
{
    Q_OBJECT

private slots:
    void normsByHand();
    void whatMayStandBetween_data();
    void whatMayStandBetween();
    void maximaNeedPositiveScales();
    void othersReadIt();
    void numbersBeyondFloat();
    void headByHand();
    void headWithoutLinear();
    void dropoutGoes();
    void answersStay_data();
    void answersStay();
    void speedNetHasNoNormLeft();
};

/// s = 4/2 and 1/2; W' = 1*2 and -3/2; b' = 0.5 + (0.25 - 1)*2 = -1 and -1 + (4 - 2)/2 = 0.
void TstNetworkFolding::normsByHand()
{
    const PortableModel folded = foldNorms(normBehind({}));
    QVERIFY(checkTensors(folded.network, folded.tensors));
    QCOMPARE(folded.network.nodes.size(), std::size_t{3});
    QCOMPARE(folded.network.nodes[2].inputs, std::vector<int>{1});
    QCOMPARE(folded.tensors.at("conv.weight").values, (std::vector<float>{2, -1.5F}));
    QCOMPARE(folded.tensors.at("conv.bias").values, (std::vector<float>{-1, 0}));
    QCOMPARE(folded.tensors.size(), std::size_t{2});

    // Without a bias: 0.5 - 1*2 and -1 - 2/2.
    const PortableModel second = foldNorms(normBehind({}, false));
    QVERIFY(checkTensors(second.network, second.tensors));
    QCOMPARE(second.tensors.at("conv.bias").values, (std::vector<float>{-1.5F, -2}));
}

void TstNetworkFolding::whatMayStandBetween_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<bool>("isFolded");
    QTest::newRow("maxima") << 0 << true;
    QTest::newRow("padded maxima") << 1 << true;
    QTest::newRow("means") << 2 << true;
    QTest::newRow("padded means") << 3 << false;
    QTest::newRow("dropout") << 4 << true;
    QTest::newRow("activation") << 5 << false;
    QTest::newRow("global maximum") << 6 << true;
    QTest::newRow("global mean") << 7 << true;
    QTest::newRow("scale") << 8 << false;
}

void TstNetworkFolding::whatMayStandBetween()
{
    QFETCH(int, which);
    QFETCH(bool, isFolded);
    const std::vector<Layer> layers{PoolLayer{},
                                    PoolLayer{Pooling::Maximum, 3, 2, 1},
                                    PoolLayer{Pooling::Average, 2, 1, 0},
                                    PoolLayer{Pooling::Average, 3, 2, 1},
                                    DropoutLayer{},
                                    ActivationLayer{},
                                    GlobalPoolLayer{Pooling::Maximum},
                                    GlobalPoolLayer{Pooling::Average},
                                    ScaleLayer{2}};
    const PortableModel model = normBehind({layers[static_cast<std::size_t>(which)]});
    QVERIFY(checkTensors(model.network, model.tensors));
    const PortableModel folded = foldNorms(model);
    QVERIFY(checkTensors(folded.network, folded.tensors));
    QCOMPARE(hasNorm(folded), !isFolded);
    const ImagePlanes image = exampleImages({4, 4, 1}, 1).front();
    const double before = referenceOutputs(model.network, model.tensors, image).back().front();
    const double after = referenceOutputs(folded.network, folded.tensors, image).back().front();
    QVERIFY(std::abs(before - after) < 1e-6);
}

void TstNetworkFolding::maximaNeedPositiveScales()
{
    PortableModel model = normBehind({PoolLayer{}});
    model.tensors["norm.weight"].values[1] = -1;
    QVERIFY(hasNorm(foldNorms(model)));
    model.tensors["norm.weight"].values[1] = 0;
    QVERIFY(!hasNorm(foldNorms(model)));
    PortableModel means = normBehind({PoolLayer{Pooling::Average, 2, 2, 0}});
    means.tensors["norm.weight"].values[1] = -1;
    QVERIFY(!hasNorm(foldNorms(means)));
}

void TstNetworkFolding::othersReadIt()
{
    PortableModel model = normBehind({});
    model.network.nodes.insert(model.network.nodes.begin() + 3, {"sum", AddLayer{}, {1, 2}});
    model.network.nodes.back().inputs = {3};
    QVERIFY(checkTensors(model.network, model.tensors));
    QVERIFY(hasNorm(foldNorms(model)));
}

void TstNetworkFolding::numbersBeyondFloat()
{
    PortableModel model = normBehind({});
    model.tensors["norm.weight"].values[0] = std::numeric_limits<float>::max();
    model.tensors["conv.weight"].values[0] = 10;
    QVERIFY(foldNorms(model) == model);
}

void TstNetworkFolding::headByHand()
{
    PortableModel model = linearModel(true, {ScaleLayer{0.25}, DropoutLayer{}, ScaleLayer{4}});
    model.temperature = 2; // 1/4 of what stands behind the dropout stays where it is: the layer is not linear
    PortableModel plain = linearModel(true, {DropoutLayer{}, ScaleLayer{0.25}, ScaleLayer{0.5}});
    plain.temperature = 2;
    const PortableModel folded = foldHead(plain);
    QVERIFY(checkTensors(folded.network, folded.tensors));
    QCOMPARE(folded.temperature, 1.0);
    QCOMPARE(folded.network.nodes.size(), std::size_t{4});
    QCOMPARE(folded.tensors.at("head.weight").values, (std::vector<float>{0.5F, -0.125F})); // 1/16
    QCOMPARE(folded.tensors.at("head.bias").values, (std::vector<float>{0.25F, 1}));

    const PortableModel mixed = foldHead(model);
    QVERIFY(checkTensors(mixed.network, mixed.tensors));
    QCOMPARE(mixed.network.nodes.back().name, std::string("temperature"));
    QVERIFY(std::get<ScaleLayer>(mixed.network.nodes.back().layer) == ScaleLayer{0.5});
    QVERIFY(mixed.tensors == model.tensors);

    const PortableModel bare = foldHead(linearModel(false, {ScaleLayer{0.5}}));
    QVERIFY(checkTensors(bare.network, bare.tensors));
    QCOMPARE(bare.tensors.at("head.weight").values, (std::vector<float>{4, -1}));
    QCOMPARE(bare.network.nodes.size(), std::size_t{3});
}

void TstNetworkFolding::headWithoutLinear()
{
    PortableModel model = normBehind({});
    QVERIFY(foldHead(model) == model);
    model.network.nodes.back().name = "temperature";
    model.temperature = 4;
    const PortableModel folded = foldHead(model);
    QCOMPARE(folded.network.nodes.back().name, std::string("temperature_"));
    QVERIFY(std::get<ScaleLayer>(folded.network.nodes.back().layer) == ScaleLayer{0.25});
    QVERIFY(checkTensors(folded.network, folded.tensors));
}

void TstNetworkFolding::dropoutGoes()
{
    const PortableModel bare = withoutDropout(normBehind({DropoutLayer{}}));
    QVERIFY(bare == normBehind({}));
}

void TstNetworkFolding::answersStay_data()
{
    QTest::addColumn<QString>("network");
    for (const std::string& name : trainedModelNames()) {
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
}

void TstNetworkFolding::answersStay()
{
    QFETCH(QString, network);
    const PortableModel model = trainedModel(network.toStdString());
    const PortableModel folded = withoutDropout(foldHead(foldNorms(model)));
    QVERIFY(checkTensors(folded.network, folded.tensors));
    const ImagePlanes image = exampleImages(model.network.input().size, 1, 3).front();
    const std::vector<double> before = referenceProbabilities(model.network, model.tensors, image, model.temperature);
    const std::vector<double> after = referenceProbabilities(folded.network, folded.tensors, image);
    for (std::size_t i = 0; i < before.size(); ++i) {
        QVERIFY2(std::abs(before[i] - after[i]) < 1e-5, qPrintable(QString::number(before[i] - after[i])));
    }
}

void TstNetworkFolding::speedNetHasNoNormLeft()
{
    const PortableModel folded = foldHead(foldNorms(trainedModel("speed-net")));
    for (const Node& node : folded.network.nodes) {
        QVERIFY2(!std::holds_alternative<BatchNormLayer>(node.layer), node.name.c_str());
        QVERIFY2(!std::holds_alternative<ScaleLayer>(node.layer), node.name.c_str());
    }
    QVERIFY(std::get<Conv2dLayer>(folded.network.nodes[3].layer).hasBias);
}

SACCADE_TEST(tst_network_folding, TstNetworkFolding)
#include "tst_network_folding.moc"
