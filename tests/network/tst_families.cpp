#include <QTest>

#include "engine/network/graph_summary.h"
#include "tests/network/graph_fixtures.h"
#include "tests/test_registry.h"

using namespace saccade;

class TstFamilies final : public QObject
{
    Q_OBJECT

private slots:
    void buildsAtSmallestSide_data();
    void buildsAtSmallestSide();
    void declaresTheTrueSmallestSide_data();
    void declaresTheTrueSmallestSide();
    void takesOblongImages();
    void namesNearestNetwork();
    void refusesNoClasses();
    void speedNetFreezesWhitening();
    void resNet18HasTorchvisionsNames_data();
    void resNet18HasTorchvisionsNames();
    void countsResNets_data();
    void countsResNets();
    void widthScalesChannels_data();
    void widthScalesChannels();
};

namespace {

void addFamilies()
{
    QTest::addColumn<QString>("family");
    for (const NetworkFamily& family : networkFamilies()) {
        QTest::newRow(family.name.c_str()) << QString::fromStdString(family.name);
    }
}

const NetworkFamily& familyNamed(const QString& name)
{
    for (const NetworkFamily& family : networkFamilies()) {
        if (family.name == name.toStdString()) {
            return family;
        }
    }
    qFatal("no family %s", qPrintable(name));
}

} // namespace

void TstFamilies::buildsAtSmallestSide_data()
{
    addFamilies();
}

void TstFamilies::buildsAtSmallestSide()
{
    QFETCH(QString, family);
    const int side = familyNamed(family).minimumSide;
    for (const int channels : {1, 3}) {
        const Result<LayerGraph> graph = buildNetwork(family.toStdString(), requestFor(side, channels, 7));
        QVERIFY(graph);
        QCOMPARE(graph->minimumSide, side);
        QCOMPARE(summarise(*graph)->nodes.back().output.channels, 7);
    }
    const Result<LayerGraph> small = buildNetwork(family.toStdString(), requestFor(side - 1));
    QVERIFY(!small);
    QCOMPARE(small.error().code, ErrorCode::InputTooSmall);
    QVERIFY(small.error().detail.find(std::to_string(side)) != std::string::npos);
}

void TstFamilies::declaresTheTrueSmallestSide_data()
{
    addFamilies();
}

void TstFamilies::declaresTheTrueSmallestSide()
{
    QFETCH(QString, family);
    const NetworkFamily& builder = familyNamed(family);
    if (builder.minimumSide == 1) {
        return; // there is nothing smaller
    }
    LayerGraph graph = builder.build(requestFor(builder.minimumSide - 1));
    graph.minimumSide = 1;
    const Result<GraphSummary> summary = summarise(graph);
    QVERIFY2(!summary, "one pixel less must not fit: else the declared side is too large");
    QCOMPARE(summary.error().code, ErrorCode::GraphInvalid);
}

void TstFamilies::takesOblongImages()
{
    const Result<LayerGraph> graph = buildNetwork("speed-net", {{40, 9, 1}, 3, {}});
    QVERIFY(graph);
    QVERIFY(summarise(*graph)->nodes[1].output == (OutputShape{8, 39, 8}));
}

void TstFamilies::namesNearestNetwork()
{
    const Result<LayerGraph> graph = buildNetwork("sped-net", requestFor(32));
    QVERIFY(!graph);
    QCOMPARE(graph.error().code, ErrorCode::NetworkUnknown);
    QVERIFY(graph.error().detail.find("nearest: speed-net") != std::string::npos);
}

void TstFamilies::refusesNoClasses()
{
    const Result<LayerGraph> graph = buildNetwork("notebook-cnn", requestFor(32, 3, 0));
    QVERIFY(!graph);
    QCOMPARE(graph.error().code, ErrorCode::GraphInvalid);
}

void TstFamilies::speedNetFreezesWhitening()
{
    const Result<LayerGraph> graph = buildNetwork("speed-net", requestFor(32));
    QVERIFY(graph);
    const auto parameters = summarise(*graph)->parameters;
    QCOMPARE(parameters[0].name, std::string("whiten.weight"));
    QVERIFY(parameters[0].shape == (std::vector<std::int64_t>{24, 3, 2, 2}));
    QCOMPARE(parameters[0].rule.trainableUntil, 0.0);
    QCOMPARE(parameters[1].rule.trainableUntil, 3.0);
    for (std::size_t i = 2; i < parameters.size(); ++i) {
        QVERIFY(parameters[i].isBuffer || parameters[i].rule.trainableUntil == kAlways);
    }
}

void TstFamilies::resNet18HasTorchvisionsNames_data()
{
    QTest::addColumn<QString>("family");
    QTest::newRow("large stem") << "resnet-18";
    QTest::newRow("small stem") << "resnet-18-small";
}

void TstFamilies::resNet18HasTorchvisionsNames()
{
    using NameAndShape = std::pair<std::string, std::vector<std::int64_t>>;
    std::vector<NameAndShape> expected{
#include "tests/network/goldens/resnet18_names.inc"
    };
    QFETCH(QString, family);
    if (family == "resnet-18-small") {
        expected.front().second = {64, 3, 3, 3};
    }
    const Result<LayerGraph> graph = buildNetwork(family.toStdString(), requestFor(224));
    QVERIFY(graph);
    const std::vector<ParameterInfo> parameters = summarise(*graph)->parameters;
    QCOMPARE(parameters.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        QCOMPARE(parameters[i].name, expected[i].first);
        QVERIFY2(parameters[i].shape == expected[i].second, parameters[i].name.c_str());
    }
}

void TstFamilies::countsResNets_data()
{
    QTest::addColumn<QString>("family");
    QTest::addColumn<int>("side");
    QTest::addColumn<qint64>("parameters");
    QTest::addColumn<int>("megaFlops");
    // By hand: stem 432 + 32, head 650; a stage's first block and then n - 1 further ones, of 4672 weights for 16
    // channels, 18,560 for 32, 73,984 for 64; first blocks with projection 14,528 and 57,728. Work of 32x32 images.
    QTest::newRow("resnet-20") << "resnet-20" << 32
                               << qint64{1114 + 3 * 4672 + 14'528 + 2 * 18'560 + 57'728 + 2 * 73'984} << 81;
    QTest::newRow("resnet-56") << "resnet-56" << 32
                               << qint64{1114 + 9 * 4672 + 14'528 + 8 * 18'560 + 57'728 + 8 * 73'984} << 251;
    // torchvision documents 11,689,512 parameters with 1000 classes, and 1.814 giga multiply-adds at 224 pixels.
    QTest::newRow("resnet-18") << "resnet-18" << 224 << qint64{11'689'512 - 990 * 513} << 3627;
}

void TstFamilies::countsResNets()
{
    QFETCH(QString, family);
    QFETCH(int, side);
    QFETCH(qint64, parameters);
    QFETCH(int, megaFlops);
    const Result<GraphSummary> summary = summarise(*buildNetwork(family.toStdString(), requestFor(side)));
    QVERIFY(summary);
    QCOMPARE(static_cast<qint64>(summary->parameterCount), parameters);
    QCOMPARE(static_cast<int>(summary->flops / 1'000'000), megaFlops);
}

void TstFamilies::widthScalesChannels_data()
{
    addFamilies();
}

void TstFamilies::widthScalesChannels()
{
    QFETCH(QString, family);
    NetworkRequest request = requestFor(32);
    const std::int64_t usual = summarise(*buildNetwork(family.toStdString(), request))->parameterCount;
    request.width = 2;
    const Result<LayerGraph> wide = buildNetwork(family.toStdString(), request);
    QVERIFY(wide);
    const auto ratio = static_cast<double>(summarise(*wide)->parameterCount) / static_cast<double>(usual);
    QVERIFY2(ratio > 3 && ratio <= 4, qPrintable(QString::number(ratio)));
    request.width = 0.01;
    const Result<LayerGraph> narrow = buildNetwork(family.toStdString(), request);
    QVERIFY(narrow); // a layer keeps at least one channel
    QCOMPARE(summarise(*narrow)->nodes.back().output.channels, 10);
}

SACCADE_TEST(tst_families, TstFamilies)

#include "tst_families.moc"
