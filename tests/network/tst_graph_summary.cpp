#include <QTest>
#include <functional>
#include <limits>

#include "engine/network/graph_summary.h"
#include "tests/network/graph_fixtures.h"
#include "tests/test_registry.h"

using namespace saccade;

Q_DECLARE_METATYPE(std::function<void(LayerGraph&)>)

namespace {

using Change = std::function<void(LayerGraph&)>;

template <typename Kind>
Kind& layerOf(LayerGraph& graph, std::size_t node)
{
    return std::get<Kind>(graph.nodes[node].layer);
}

const double kNotANumber = std::numeric_limits<double>::quiet_NaN();

void row(const char* name, const char* word, Change change)
{
    QTest::newRow(name) << std::move(change) << QString(word);
}

void addReferenceRows()
{
    row("no nodes", "nodes", [](LayerGraph& g) { g.nodes.clear(); });
    row("input only", "nodes", [](LayerGraph& g) { g.nodes.resize(1); });
    row("duplicate name", "two nodes", [](LayerGraph& g) { g.nodes[3].name = "conv"; });
    row("empty name", "name", [](LayerGraph& g) { g.nodes[3].name.clear(); });
    row("bad character", "name", [](LayerGraph& g) { g.nodes[3].name = "re/lu"; });
    row("dangling input", "relu", [](LayerGraph& g) { g.nodes[3].inputs = {99}; });
    row("negative input", "relu", [](LayerGraph& g) { g.nodes[3].inputs = {-1}; });
    row("reads itself", "relu", [](LayerGraph& g) { g.nodes[3].inputs = {3}; });
    row("no input", "relu", [](LayerGraph& g) { g.nodes[3].inputs = {}; });
    row("two inputs", "relu", [](LayerGraph& g) { g.nodes[3].inputs = {1, 2}; });
    row("unused node", "norm", [](LayerGraph& g) { g.nodes[3].inputs = {1}; });
    row("second input layer", "relu", [](LayerGraph& g) { g.nodes[3].layer = InputLayer{{4, 4, 1}, {}}; });
    row("no input layer", "input", [](LayerGraph& g) { g.nodes[0].layer = FlattenLayer{}; });
}

void addInputRows()
{
    row("two channels", "channels", [](LayerGraph& g) { layerOf<InputLayer>(g, 0).size.channels = 2; });
    row("no height", "sides", [](LayerGraph& g) {
        layerOf<InputLayer>(g, 0).size.height = 0;
        g.minimumSide = 0;
    });
    row("zero deviation", "normalisation",
        [](LayerGraph& g) { layerOf<InputLayer>(g, 0).normalisation.deviation[1] = 0; });
    row("NaN mean", "normalisation",
        [](LayerGraph& g) { layerOf<InputLayer>(g, 0).normalisation.mean[2] = kNotANumber; });
}

void addShapeRows()
{
    row("kernel too large", "does not fit", [](LayerGraph& g) { layerOf<Conv2dLayer>(g, 1).kernel = 7; });
    row("no stride", "stride", [](LayerGraph& g) { layerOf<Conv2dLayer>(g, 1).stride = 0; });
    row("wide padding", "padding", [](LayerGraph& g) { layerOf<Conv2dLayer>(g, 1).padding = 3; });
    row("no filters", "outChannels", [](LayerGraph& g) { layerOf<Conv2dLayer>(g, 1).outChannels = 0; });
    row("too many filters", "outChannels",
        [](LayerGraph& g) { layerOf<Conv2dLayer>(g, 1).outChannels = std::numeric_limits<int>::max(); });
    row("too many features", "4194304 features",
        [](LayerGraph& g) { layerOf<Conv2dLayer>(g, 1).outChannels = 1 << 20; });
    row("groups", "groups", [](LayerGraph& g) { layerOf<Conv2dLayer>(g, 1).groups = 2; });
    row("pool too large", "pool", [](LayerGraph& g) { layerOf<PoolLayer>(g, 4).kernel = 5; });
    row("pool padding", "half the kernel", [](LayerGraph& g) {
        g.nodes[4].layer = PoolLayer{Pooling::Maximum, 3, 2, 2};
    });
    row("negative pool padding", "padding", [](LayerGraph& g) { layerOf<PoolLayer>(g, 4).padding = -1; });
    row("NaN epsilon", "epsilon", [](LayerGraph& g) { layerOf<BatchNormLayer>(g, 2).epsilon = kNotANumber; });
    row("momentum", "momentum", [](LayerGraph& g) { layerOf<BatchNormLayer>(g, 2).momentum = 1.5; });
    row("add mismatch", "adds", [](LayerGraph& g) {
        g.nodes.insert(g.nodes.begin() + 5, {"sum", AddLayer{}, {3, 4}});
        g.nodes[6].inputs = {5};
        g.nodes[7].inputs = {6};
    });
    row("add of one", "at least 2", [](LayerGraph& g) { g.nodes[3].layer = AddLayer{}; });
    row("linear on image", "flat", [](LayerGraph& g) {
        g.nodes.erase(g.nodes.begin() + 5);
        g.nodes[5].inputs = {4};
    });
    row("flatten twice", "relu", [](LayerGraph& g) {
        g.nodes[2].layer = FlattenLayer{};
        g.nodes[3].layer = FlattenLayer{};
    });
    row("ends in image", "last node", [](LayerGraph& g) { g.nodes.resize(5); });
}

void addRuleRows()
{
    row("dropout", "probability", [](LayerGraph& g) { g.nodes[3].layer = DropoutLayer{1}; });
    row("scale", "factor", [](LayerGraph& g) { g.nodes[3].layer = ScaleLayer{kNotANumber}; });
    row("NaN rule", "trainableUntil",
        [](LayerGraph& g) { layerOf<Conv2dLayer>(g, 1).weight.trainableUntil = kNotANumber; });
    row("dirac bias", "dirac", [](LayerGraph& g) { layerOf<Conv2dLayer>(g, 1).bias.initialiser = Initialiser::Dirac; });
    row("whitening count", "18 filters",
        [](LayerGraph& g) { layerOf<Conv2dLayer>(g, 1).weight.initialiser = Initialiser::Whitening; });
    row("whitening of linear", "whitening",
        [](LayerGraph& g) { layerOf<LinearLayer>(g, 6).weight.initialiser = Initialiser::Whitening; });
}

} // namespace

class TstGraphSummary final : public QObject
{
    Q_OBJECT

private slots:
    void infersTinyGraphByHand();
    void countsNotebookCnn();
    void countsSpeedNet();
    void estimatesTrainingBytes();
    void addsEqualShapes();
    void padsPools();
    void namesLayerKinds();
    void refusesBadGraph_data();
    void refusesBadGraph();
    void refusesSmallInput();
};

void TstGraphSummary::infersTinyGraphByHand()
{
    const Result<GraphSummary> summary = summarise(tinyGraph());
    QVERIFY(summary);
    QCOMPARE(summary->nodes.size(), std::size_t{7});
    QVERIFY(summary->nodes[1].output == (OutputShape{2, 4, 4}));
    QVERIFY(summary->nodes[4].output == (OutputShape{2, 2, 2}));
    QVERIFY(summary->nodes[5].output == (OutputShape{8, 0, 0}));
    QCOMPARE(summary->nodes[1].flops, std::int64_t{2 * 2 * 9 * 16});
    QCOMPARE(summary->nodes[6].flops, std::int64_t{2 * 8 * 3});
    QCOMPARE(summary->flops, std::int64_t{576 + 48});
    // conv 18 + 2, norm 2 + 2, linear 24 + 3; the four running statistics are buffers
    QCOMPARE(summary->parameterCount, std::int64_t{51});
    QCOMPARE(summary->activationElements, std::int64_t{32 + 32 + 32 + 8 + 8 + 3});

    std::vector<std::string> names;
    for (const ParameterInfo& parameter : summary->parameters) {
        names.push_back(parameter.name);
        QCOMPARE(parameter.isBuffer, parameter.name.find("running") != std::string::npos);
    }
    const std::vector<std::string> expected{"conv.weight",       "conv.bias",        "norm.weight",   "norm.bias",
                                            "norm.running_mean", "norm.running_var", "linear.weight", "linear.bias"};
    QVERIFY(names == expected);
    QVERIFY(summary->parameters[0].shape == (std::vector<std::int64_t>{2, 1, 3, 3}));
    QVERIFY(summary->parameters[6].shape == (std::vector<std::int64_t>{3, 8}));
}

void TstGraphSummary::countsNotebookCnn()
{
    const Result<LayerGraph> graph = buildNetwork("notebook-cnn", requestFor(32));
    QVERIFY(graph);
    const Result<GraphSummary> summary = summarise(*graph);
    QVERIFY(summary);
    QCOMPARE(summary->parameterCount, std::int64_t{122'570});
    // conv 30x30x32x27, 13x13x64x288, 4x4x64x576, dense 1024x64 and 64x10, twice each
    QCOMPARE(summary->flops, std::int64_t{2 * (777'600 + 3'115'008 + 589'824 + 65'536 + 640)});
}

void TstGraphSummary::countsSpeedNet()
{
    const Result<LayerGraph> graph = buildNetwork("speed-net", requestFor(32));
    QVERIFY(graph);
    const Result<GraphSummary> summary = summarise(*graph);
    QVERIFY(summary);
    // whitening 312, six convolutions, six bias vectors, head
    QCOMPARE(summary->parameterCount,
             std::int64_t{312 + 13'824 + 36'864 + 147'456 + 3 * 589'824 + 2 * 64 + 4 * 256 + 2560});
    QCOMPARE(summary->flops / 1'000'000, std::int64_t{236});
}

void TstGraphSummary::estimatesTrainingBytes()
{
    const Result<GraphSummary> summary = summarise(tinyGraph());
    QVERIFY(summary);
    QCOMPARE(summary->trainingBytes(10, 4), std::int64_t{51 * 16 + 2 * 115 * 10 * 4});
    QCOMPARE(summary->trainingBytes(10, 2), std::int64_t{51 * 18 + 2 * 115 * 10 * 2});
}

void TstGraphSummary::addsEqualShapes()
{
    LayerGraph graph = tinyGraph();
    graph.nodes[4] = {"sum", AddLayer{}, {1, 3}};
    const Result<GraphSummary> summary = summarise(graph);
    QVERIFY(summary);
    QVERIFY(summary->nodes[4].output == (OutputShape{2, 4, 4}));
}

void TstGraphSummary::padsPools()
{
    LayerGraph graph = tinyGraph();
    graph.nodes[4].layer = PoolLayer{Pooling::Average, 3, 2, 1};
    const Result<GraphSummary> summary = summarise(graph);
    QVERIFY(summary);
    // floor((4 + 2 - 3) / 2) + 1
    QVERIFY(summary->nodes[4].output == (OutputShape{2, 2, 2}));
}

void TstGraphSummary::namesLayerKinds()
{
    QCOMPARE(layerKind(Conv2dLayer{}), std::string_view("conv2d"));
    QCOMPARE(layerKind(PoolLayer{}), std::string_view("max_pool"));
    QCOMPARE(layerKind(PoolLayer{Pooling::Average}), std::string_view("average_pool"));
    QCOMPARE(layerKind(GlobalPoolLayer{}), std::string_view("global_max_pool"));
    QCOMPARE(layerKind(ActivationLayer{Activation::Silu}), std::string_view("silu"));
}

void TstGraphSummary::refusesBadGraph_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("word");
    addReferenceRows();
    addInputRows();
    addShapeRows();
    addRuleRows();
}

void TstGraphSummary::refusesBadGraph()
{
    QFETCH(Change, change);
    QFETCH(QString, word);
    LayerGraph graph = tinyGraph();
    change(graph);
    const Result<GraphSummary> summary = summarise(graph);
    QVERIFY(!summary);
    QCOMPARE(summary.error().code, ErrorCode::GraphInvalid);
    const QString detail = QString::fromStdString(summary.error().detail);
    QVERIFY2(detail.contains(word), qPrintable(detail));
}

void TstGraphSummary::refusesSmallInput()
{
    LayerGraph graph = tinyGraph();
    graph.minimumSide = 5;
    const Result<GraphSummary> summary = summarise(graph);
    QVERIFY(!summary);
    QCOMPARE(summary.error().code, ErrorCode::InputTooSmall);
    QVERIFY(summary.error().detail.find("5 x 5") != std::string::npos);
}

SACCADE_TEST(tst_graph_summary, TstGraphSummary)

#include "tst_graph_summary.moc"
