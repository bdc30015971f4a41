#include <QTest>

#include "engine/base/random.h"
#include "engine/network/families.h"
#include "engine/training/group_rules.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

LayerGraph notebook()
{
    return *buildNetwork("notebook-cnn", {{32, 32, 3}, 10, {}});
}

std::vector<OptimiserGroup> adamGroups()
{
    return {{"*", UpdateRule::Adam, 0.01, 0.9, 0.5}};
}

const OptimiserGroup& groupOf(const std::vector<OptimiserGroup>& groups, const char* parameter)
{
    return groups.at(static_cast<std::size_t>(matchGroup(groups, parameter)));
}

} // namespace

class TstGroupRules : public QObject
{
    Q_OBJECT

private slots:
    void readsAndWrites()
    {
        const Result<std::vector<GroupRule>> rules =
            parseGroupRules("  conv1* : rate = 0.1 ,decay=0, rule=sgd,until=3;*.bias:rate=x0.5; ;");
        QVERIFY2(rules.hasValue(), rules ? "" : rules.error().detail.c_str());
        QCOMPARE(rules->size(), std::size_t{2});
        GroupRule first;
        first.pattern = "conv1*";
        first.rate = 0.1;
        first.decay = 0;
        first.rule = UpdateRule::Sgd;
        first.until = 3;
        QVERIFY(rules->front() == first);
        QCOMPARE(*rules->back().rateFactor, 0.5);
        const std::string text = groupRulesText(*rules);
        QCOMPARE(text, std::string("conv1*: rate=0.1, decay=0, rule=sgd, until=3; *.bias: rate=x0.5"));
        QVERIFY(*parseGroupRules(text) == *rules);
        QVERIFY(parseGroupRules("")->empty());
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const QByteArray& text, const char* words) {
            QTest::newRow(name) << text << QString::fromLatin1(words);
        };
        row("no colon", "conv1", "PATTERN:key=value");
        row("no pattern", ":rate=1", "PATTERN:key=value");
        row("nothing after the colon", "conv1:", "key=value");
        row("no value", "conv1:rate", "key=value");
        row("unknown key", "conv1:rte=1", "nearest: rate");
        row("unknown rule", "conv1:rule=sdg", "nearest: sgd");
        row("negative", "conv1:rate=-1", "from 0");
        row("not a number", "conv1:rate=nan", "from 0");
        row("infinite", "conv1:rate=inf", "from 0");
        row("too large", "conv1:decay=1e400", "from 0");
        row("number with a tail", "conv1:until=3x", "from 0");
        row("factor of nothing", "conv1:rate=x", "from 0");
        row("two rates", "conv1:rate=1,rate=x1", "two rates");
        row("a pattern with a space", "con v1:rate=1", "PATTERN:key=value");
        row("a pattern with bytes", "conv\xff:rate=1", "PATTERN:key=value");
        row("too long", QByteArray(9000, 'a') + ":rate=1", "8192");
        row("too many", QByteArray("a:rate=1;").repeated(65), "64");
        row("zero bytes", QByteArray("a\0:rate=1", 9), "PATTERN:key=value");
    }
    void saysWhatIsWrong()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, words);
        const Result<std::vector<GroupRule>> rules = parseGroupRules(text.toStdString());
        QVERIFY(!rules);
        QCOMPARE(rules.error().code, ErrorCode::SettingInvalid);
        QVERIFY2(rules.error().detail.starts_with("groups: "), rules.error().detail.c_str());
        QVERIFY2(rules.error().detail.find(words.toStdString()) != std::string::npos, rules.error().detail.c_str());
    }

    void damagedTextsNeverCrash()
    {
        const std::string text = "conv1*:rate=0.1,decay=0,rule=sgd,until=3; *.bias:rate=x0.5";
        RandomStream random(5, "damage");
        for (int i = 0; i < 20'000; ++i) {
            std::string damaged = text;
            for (int k = 0; k < 3; ++k) {
                damaged[static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(text.size()) - 1))] =
                    static_cast<char>(random.next());
            }
            if (const Result<std::vector<GroupRule>> rules = parseGroupRules(damaged)) {
                QVERIFY(*parseGroupRules(groupRulesText(*rules)) == *rules);
            }
        }
    }

    void rulesStandBeforeTheGroups()
    {
        LayerGraph graph = notebook();
        std::vector<OptimiserGroup> groups = adamGroups();
        const auto rules = parseGroupRules("conv1.*:rate=x0.1; conv*:decay=0,rule=adamw; dense2.bias:rate=3");
        QVERIFY(applyGroupRules(*rules, 10, graph, groups).hasValue());
        QVERIFY(graph == notebook());
        QCOMPARE(groups.size(), std::size_t{4});
        const OptimiserGroup& first = groupOf(groups, "conv1.weight");
        QVERIFY(std::abs(first.learningRate - 0.001) < 1e-12 && first.weightDecay == 0.5);
        QCOMPARE(first.rule, UpdateRule::Adam);
        const OptimiserGroup& second = groupOf(groups, "conv2.bias");
        QVERIFY(second.learningRate == 0.01 && second.weightDecay == 0);
        QCOMPARE(second.rule, UpdateRule::AdamW);
        QCOMPARE(groupOf(groups, "dense2.bias").learningRate, 3.0);
        QVERIFY(groupOf(groups, "dense2.weight") == adamGroups().front());
    }

    void aRuleOverSeveralGroupsKeepsWhatItLeavesOpen()
    {
        TrainSettings settings;
        LayerGraph graph = *buildNetwork("speed-net", {{32, 32, 3}, 10, {}});
        const std::vector<OptimiserGroup> before = optimiserGroups(settings, graph);
        std::vector<OptimiserGroup> groups = before;
        QVERIFY(applyGroupRules(*parseGroupRules("group1.*:rate=x0.5"), 4, graph, groups).hasValue());
        for (const char* name : {"group1.conv1.weight", "group1.norm2.bias"}) {
            const OptimiserGroup& now = groupOf(groups, name);
            const OptimiserGroup& then = groupOf(before, name);
            QCOMPARE(now.rule, then.rule);
            QVERIFY(std::abs(now.learningRate - 0.5 * then.learningRate) < 1e-12);
            QCOMPARE(now.momentum, then.momentum);
        }
        QVERIFY(groupOf(groups, "group2.conv1.weight") == groupOf(before, "group2.conv1.weight"));
    }

    void untilFreezesInTheGraph()
    {
        LayerGraph graph = *buildNetwork("speed-net", {{32, 32, 3}, 10, {}});
        std::vector<OptimiserGroup> groups = optimiserGroups({}, graph);
        QVERIFY(applyGroupRules(*parseGroupRules("group1.conv1*:until=0; whiten.bias:until=1"), 4, graph, groups));
        const Result<GraphSummary> summary = summarise(graph);
        for (const ParameterInfo& parameter : summary->parameters) {
            if (parameter.name == "group1.conv1.weight") {
                QCOMPARE(parameter.rule.trainableUntil, 0.0);
            } else if (parameter.name == "whiten.bias") {
                QCOMPARE(parameter.rule.trainableUntil, 1.0);
            } else if (parameter.name == "group1.conv2.weight") {
                QCOMPARE(parameter.rule.trainableUntil, kAlways);
            }
        }
        QCOMPARE(groupOf(groups, "whiten.bias").endsAtEpoch, 1.0);
        QCOMPARE(groupOf(groups, "group1.conv1.weight").endsAtEpoch, kAlways);
    }

    void aPatternOfNothingNamesTheNearest()
    {
        LayerGraph graph = notebook();
        std::vector<OptimiserGroup> groups = adamGroups();
        const Result<void> applied = applyGroupRules(*parseGroupRules("cnov3.weight:decay=0"), 1, graph, groups);
        QVERIFY(!applied);
        QCOMPARE(applied.error().code, ErrorCode::SettingInvalid);
        QVERIFY2(applied.error().detail.ends_with("nearest: conv3.weight"), applied.error().detail.c_str());
        QVERIFY(groups == adamGroups());
    }
};

SACCADE_TEST(tst_group_rules, TstGroupRules)
#include "tst_group_rules.moc"
