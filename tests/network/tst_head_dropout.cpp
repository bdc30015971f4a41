#include <QTest>

#include "engine/network/families.h"
#include "engine/network/graph_summary.h"
#include "engine/network/head_dropout.h"
#include "tests/test_registry.h"

using namespace saccade;

class TstHeadDropout : public QObject
{
    Q_OBJECT

private slots:
    void offIsTheSameGraph()
    {
        for (const NetworkFamily& family : networkFamilies()) {
            const Result<LayerGraph> graph = buildNetwork(family.name, {{32, 32, 3}, 10, {}});
            QVERIFY2(graph.hasValue(), family.name.c_str());
            QVERIFY(withHeadDropout(*graph, 0) == *graph);
        }
    }

    void standsBeforeTheHead()
    {
        for (const NetworkFamily& family : networkFamilies()) {
            const LayerGraph plain = *buildNetwork(family.name, {{32, 32, 3}, 10, {}});
            const LayerGraph graph = withHeadDropout(plain, 0.25);
            QCOMPARE(graph.nodes.size(), plain.nodes.size() + 1);
            const Result<GraphSummary> summary = summarise(graph);
            QVERIFY2(summary.hasValue(), family.name.c_str());
            const Result<GraphSummary> before = summarise(plain);
            QCOMPARE(summary->parameters.size(), before->parameters.size());
            for (std::size_t i = 0; i < summary->parameters.size(); ++i) {
                QCOMPARE(summary->parameters[i].name, before->parameters[i].name);
            }
            std::size_t head = graph.nodes.size() - 1;
            while (!std::holds_alternative<LinearLayer>(graph.nodes[head].layer)) {
                --head;
            }
            const auto input = static_cast<std::size_t>(graph.nodes[head].inputs.front());
            QVERIFY(graph.nodes[input].layer == Layer(DropoutLayer{0.25}));
            QCOMPARE(graph.nodes[input].name, std::string("dropout"));
        }
    }

    void keepsBranchesAndNames()
    {
        LayerGraph graph;
        LinearLayer linear;
        linear.outFeatures = 4;
        graph.nodes = {{"input", InputLayer{{2, 2, 1}, {}}, {}},
                       {"flat", FlattenLayer{}, {0}},
                       {"dropout", DropoutLayer{0.1}, {1}},
                       {"head", linear, {2}},
                       {"sum", AddLayer{}, {1, 3}},
                       {"scale", ScaleLayer{2}, {4}}};
        const LayerGraph changed = withHeadDropout(graph, 0.5);
        QCOMPARE(changed.nodes[3].name, std::string("dropout_"));
        QCOMPARE(changed.nodes[3].inputs, std::vector<int>{2});
        QCOMPARE(changed.nodes[4].inputs, std::vector<int>{3});
        QCOMPARE(changed.nodes[5].inputs, (std::vector<int>{1, 4}));
        QCOMPARE(changed.nodes[6].inputs, std::vector<int>{5});
        QVERIFY(summarise(changed).hasValue());
    }

    void withoutALinearLayerNothingChanges()
    {
        LayerGraph graph;
        graph.nodes = {{"input", InputLayer{{2, 2, 1}, {}}, {}}, {"flat", FlattenLayer{}, {0}}};
        QVERIFY(withHeadDropout(graph, 0.5) == graph);
    }
};

SACCADE_TEST(tst_head_dropout, TstHeadDropout)
#include "tst_head_dropout.moc"
