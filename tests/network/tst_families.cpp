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

SACCADE_TEST(tst_families, TstFamilies)

#include "tst_families.moc"
