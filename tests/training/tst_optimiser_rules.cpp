#include <QTest>
#include <cmath>

#include "engine/network/families.h"
#include "engine/training/optimiser_rules.h"
#include "tests/test_registry.h"

using namespace saccade;

class TstOptimiserRules final : public QObject
{
    Q_OBJECT

private slots:
    void matchesPattern_data();
    void matchesPattern();
    void firstMatchWins();
    void convertsTheRecipe();
    void endsPassingParametersWithTheRun();
    void needsNoFamilyNames();
    void slowsUnscaledLogits();
    void givesOneGroupOtherwise();
};

namespace {

LayerGraph networkOf(const char* family)
{
    return *buildNetwork(family, {{32, 32, 3}, 10, {}});
}

TrainSettings recipe()
{
    return *presetSettings("record", 50'000);
}

bool isNear(double a, double b)
{
    return std::abs(a - b) <= 1e-12 * std::abs(b);
}

const OptimiserGroup& groupOf(const std::vector<OptimiserGroup>& groups, const char* parameter)
{
    return groups[static_cast<std::size_t>(matchGroup(groups, parameter))];
}

} // namespace

void TstOptimiserRules::matchesPattern_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isMatch");
    QTest::newRow("same") << "conv.weight"
                          << "conv.weight" << true;
    QTest::newRow("shorter") << "conv"
                             << "conv.weight" << false;
    QTest::newRow("longer") << "conv.weight"
                            << "conv" << false;
    QTest::newRow("all") << "*"
                         << "conv.weight" << true;
    QTest::newRow("all, empty") << "*"
                                << "" << true;
    QTest::newRow("empty") << ""
                           << "a" << false;
    QTest::newRow("start") << "conv*"
                           << "conv" << true;
    QTest::newRow("end") << "*.bias"
                         << "group1.norm1.bias" << true;
    QTest::newRow("end differs") << "*.bias"
                                 << "group1.norm1.biases" << false;
    QTest::newRow("middle") << "g*.w*t"
                            << "group.weight" << true;
    QTest::newRow("goes back") << "*ab*c"
                               << "aabxabc" << true;
    QTest::newRow("goes back in vain") << "*ab*d"
                                       << "aabxabc" << false;
    QTest::newRow("many stars") << "**a**"
                                << "bab" << true;
    QTest::newRow("dot is a letter") << "a.c"
                                     << "abc" << false;
}

void TstOptimiserRules::matchesPattern()
{
    QFETCH(QString, pattern);
    QFETCH(QString, name);
    QFETCH(bool, isMatch);
    OptimiserGroup group;
    group.pattern = pattern.toStdString();
    QCOMPARE(matchGroup({group}, name.toStdString()), isMatch ? 0 : -1);
}

void TstOptimiserRules::firstMatchWins()
{
    const std::vector<OptimiserGroup> groups{{"a*"}, {"ab"}, {"*"}};
    QCOMPARE(matchGroup(groups, "ab"), 0);
    QCOMPARE(matchGroup(groups, "b"), 2);
    QCOMPARE(matchGroup({}, "b"), -1);
}

void TstOptimiserRules::convertsTheRecipe()
{
    const std::vector<OptimiserGroup> groups = optimiserGroups(recipe(), networkOf("speed-net"));
    QCOMPARE(groups.size(), std::size_t{4});
    for (const char* name : {"group1.conv1.weight", "group1.conv2.weight", "group2.conv1.weight", "group2.conv2.weight",
                             "group3.conv1.weight", "group3.conv2.weight"}) {
        QCOMPARE(matchGroup(groups, name), 0);
    }
    QCOMPARE(groups[0].rule, UpdateRule::Muon);
    QCOMPARE(groups[0].learningRate, 0.24);
    QCOMPARE(groups[0].momentum, 0.6);
    QCOMPARE(groups[0].weightDecay, 0.0);

    const OptimiserGroup& head = groupOf(groups, "head.weight");
    const OptimiserGroup& whitening = groupOf(groups, "whiten.bias");
    const OptimiserGroup& norm = groupOf(groups, "group2.norm1.bias");
    QCOMPARE(head.rule, UpdateRule::Sgd);
    QCOMPARE(head.momentum, 0.85);
    // Summed over 2000 images with rate r = averaged with rate 2000 r; the share lost in a step stays 2e-6 * 2000.
    QVERIFY(isNear(head.learningRate, 0.67 * 2000));
    QVERIFY(isNear(whitening.learningRate, 0.053 * 2000));
    QVERIFY(isNear(norm.learningRate, 0.053 * 2000));
    for (const OptimiserGroup* group : {&head, &whitening, &norm}) {
        QVERIFY(isNear(group->learningRate * group->weightDecay, 4e-3));
    }
    QCOMPARE(whitening.endsAtEpoch, 3.0);
    QCOMPARE(norm.endsAtEpoch, kAlways);
    QCOMPARE(head.endsAtEpoch, kAlways);
}

void TstOptimiserRules::endsPassingParametersWithTheRun()
{
    TrainSettings settings = recipe();
    settings.epochs = 0.25;
    QCOMPARE(groupOf(optimiserGroups(settings, networkOf("speed-net")), "whiten.bias").endsAtEpoch, 0.25);
}

void TstOptimiserRules::needsNoFamilyNames()
{
    LayerGraph graph = networkOf("speed-net");
    const char letters[] = "qxwzkjvhgfypbmtdacsreonliu";
    std::size_t letter = 0;
    for (Node& node : graph.nodes) {
        node.name = std::to_string(letter);
        node.name.insert(node.name.begin(), letters[letter % 26]);
        ++letter;
    }
    const std::vector<OptimiserGroup> groups = optimiserGroups(recipe(), graph);
    int matrices = 0;
    const Result<GraphSummary> summary = summarise(graph);
    QVERIFY(summary);
    for (const ParameterInfo& parameter : summary->parameters) {
        const bool isMuon = groupOf(groups, parameter.name.c_str()).rule == UpdateRule::Muon;
        matrices += isMuon ? 1 : 0;
        QVERIFY(!isMuon || (parameter.shape.size() == 4 && parameter.node > 1));
    }
    QCOMPARE(matrices, 6);
}

void TstOptimiserRules::slowsUnscaledLogits()
{
    const std::vector<OptimiserGroup> groups = optimiserGroups(recipe(), networkOf("notebook-cnn"));
    QCOMPARE(groupOf(groups, "conv1.weight").rule, UpdateRule::Sgd);
    QCOMPARE(groupOf(groups, "conv2.weight").rule, UpdateRule::Muon);
    QCOMPARE(groupOf(groups, "conv3.weight").rule, UpdateRule::Muon);
    QVERIFY(isNear(groupOf(groups, "dense2.weight").learningRate, 0.67 * 2000 / 4096));
    QVERIFY(isNear(groupOf(groups, "conv3.bias").learningRate, 0.053 * 2000 / 4096));
}

void TstOptimiserRules::givesOneGroupOtherwise()
{
    TrainSettings settings;
    settings.learningRate = 0.01;
    settings.momentum = 0.9;
    settings.weightDecay = 0.001;
    const std::pair<OptimiserKind, UpdateRule> kinds[] = {{OptimiserKind::Sgd, UpdateRule::Sgd},
                                                          {OptimiserKind::Adam, UpdateRule::Adam},
                                                          {OptimiserKind::AdamW, UpdateRule::AdamW}};
    for (const auto& [kind, rule] : kinds) {
        settings.optimiser = kind;
        const std::vector<OptimiserGroup> groups = optimiserGroups(settings, networkOf("speed-net"));
        QVERIFY(groups == (std::vector<OptimiserGroup>{{"*", rule, 0.01, 0.9, 0.001}}));
        QCOMPARE(groups[0].epsilon, 1e-7);
    }
}

SACCADE_TEST(tst_optimiser_rules, TstOptimiserRules)

#include "tst_optimiser_rules.moc"
