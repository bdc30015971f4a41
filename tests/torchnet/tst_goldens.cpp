#include <QTest>
#include <cmath>

#include "tests/test_registry.h"
#include "tests/torchnet/golden_inputs.h"
#include "tests/torchnet/torch_passes.h"

using namespace saccade;

namespace {

/// Rounding of two different summation orders, against the size of what is summed.
constexpr double kTolerance = 2e-3;
constexpr double kLogitTolerance = 1e-4;
/// Batch norm over eight images magnifies rounding from step to step: after five, PyTorch's own float and double differ
/// by 0.006 of a tensor's values.
constexpr double kDriftTolerance = 2e-2;

/// Empty when `actual` agrees with the golden of this key, else what differs.
QString difference(const std::string& key, const std::vector<double>& actual, double scale,
                   double tolerance = kTolerance)
{
    const auto found = goldens().find(key);
    if (found == goldens().end() || found->second.size() != actual.size()) {
        return QString::fromStdString(key + ": no golden of this size");
    }
    for (std::size_t i = 0; i < actual.size(); ++i) {
        const auto expected = static_cast<double>(found->second[i]);
        if (!(std::abs(actual[i] - expected) <= tolerance * std::max(std::abs(expected), scale))) {
            return QStringLiteral("%1[%2]: %3 instead of %4")
                .arg(QString::fromStdString(key))
                .arg(i)
                .arg(actual[i])
                .arg(expected);
        }
    }
    return {};
}

QString summaryDifference(const std::string& key, const HostTensor& tensor, double tolerance = kTolerance)
{
    const std::vector<double> summary = summaryOf(tensor);
    const double perEntry = summary.front() / std::sqrt(static_cast<double>(tensor.values.size()));
    return difference(key, summary, perEntry, tolerance);
}

TrainPlan planWith(const std::string& family, std::vector<OptimiserGroup> groups)
{
    TrainPlan plan;
    plan.network = goldenGraph(family);
    plan.settings.replicas = 1;
    plan.settings.batchSize = kGoldenImages;
    plan.settings.labelSmoothing = kGoldenSmoothing;
    plan.settings.schedule = ScheduleShape::Constant;
    plan.groups = std::move(groups);
    return plan;
}

/// Of the loss's gradient, 7.4 long at the start, a 30th is left.
TrainPlan clippedPlan(double averageDecay)
{
    TrainPlan plan = planWith("notebook-cnn", {{"*", UpdateRule::Sgd, 1, 0.85}});
    plan.settings.clipNorm = 0.25;
    plan.settings.averageDecay = averageDecay;
    return plan;
}

} // namespace

class TstGoldens : public QObject
{
    Q_OBJECT

private slots:
    void evaluatesAsPyTorch_data()
    {
        QTest::addColumn<QString>("family");
        QTest::newRow("notebook-cnn") << "notebook-cnn";
    }
    void evaluatesAsPyTorch()
    {
        QFETCH(QString, family);
        const LayerGraph graph = goldenGraph(family.toStdString());
        const std::vector<float> logits = passes::evaluateLogits(graph, goldenTensors(graph), goldenBatch(), false);
        QCOMPARE(difference(family.toStdString() + "/logits", {logits.begin(), logits.end()}, 0.1), QString());
    }

    void gradientsAreAsPyTorchs_data()
    {
        QTest::addColumn<QString>("family");
        QTest::newRow("notebook-cnn") << "notebook-cnn";
        QTest::newRow("speed-net") << "speed-net";
        QTest::newRow("resnet-20") << "resnet-20";
        QTest::newRow("resnet-18") << "resnet-18";
    }
    void gradientsAreAsPyTorchs()
    {
        QFETCH(QString, family);
        const std::string title = family.toStdString();
        const LayerGraph graph = goldenGraph(title);
        const passes::PassResult pass =
            passes::computeGradients(graph, goldenTensors(graph), goldenBatch(), kGoldenSmoothing, false);
        QCOMPARE(difference(title + "/gradient/loss", {pass.loss}, 1), QString());
        QVERIFY(pass.gradients.size() >= 10);
        QCOMPARE(pass.gradients.count("whiten.weight"), std::size_t{0});
        for (const auto& [name, gradient] : pass.gradients) {
            QCOMPARE(summaryDifference(title + "/gradient/" + name, gradient), QString());
        }
    }

    void runningStatisticsAndEvaluationFollowTheBatch()
    {
        const LayerGraph graph = goldenGraph("speed-net");
        const passes::PassResult pass =
            passes::computeGradients(graph, goldenTensors(graph), goldenBatch(), kGoldenSmoothing, false);
        for (const auto& [name, tensor] : pass.state) {
            if (name.find("running") != std::string::npos) {
                QCOMPARE(summaryDifference("speed-net/" + name, tensor), QString());
            }
        }
        const std::vector<float> logits = passes::evaluateLogits(graph, pass.state, goldenBatch(), false);
        QCOMPARE(difference("speed-net/logits", {logits.begin(), logits.end()}, 1e-3), QString());
    }

    void residualLogitsAreAsPyTorchs_data()
    {
        QTest::addColumn<QString>("family");
        QTest::newRow("resnet-20") << "resnet-20"; // small stem
        QTest::newRow("resnet-18") << "resnet-18"; // large stem
    }
    void residualLogitsAreAsPyTorchs()
    {
        QFETCH(QString, family);
        const std::string title = family.toStdString();
        const LayerGraph graph = goldenGraph(title);
        const passes::PassResult pass =
            passes::computeGradients(graph, goldenTensors(graph), goldenBatch(), kGoldenSmoothing, false);
        const std::vector<float> logits = passes::evaluateLogits(graph, pass.state, goldenBatch(), false);
        QCOMPARE(difference(title + "/logits", {logits.begin(), logits.end()}, 1, kLogitTolerance), QString());
    }

    /// Five steps of SGD through every kind of block: losses, weights and running statistics.
    void residualStepsAreAsPyTorchs()
    {
        const TrainPlan plan = planWith("resnet-20", {{"*", UpdateRule::Sgd, 0.003, 0.9, 5e-4}});
        const passes::StepsResult result = passes::runSteps(plan, goldenTensors(plan.network), goldenBatch(), 5, false);
        QCOMPARE(difference("residual/losses", result.losses, 1, kLogitTolerance), QString());
        for (const auto& [name, tensor] : result.tensors) {
            QCOMPARE(summaryDifference("residual/" + name, tensor, kDriftTolerance), QString());
        }
    }

    void optimisersMoveAsPyTorchs_data()
    {
        QTest::addColumn<QString>("title");
        QTest::newRow("sgd") << "sgd";
        QTest::newRow("adam") << "adam";
        QTest::newRow("adamw") << "adamw";
        QTest::newRow("muon") << "muon";
        QTest::newRow("clipped") << "clipped";
        QTest::newRow("averaged") << "averaged";
    }
    void optimisersMoveAsPyTorchs()
    {
        QFETCH(QString, title);
        const std::map<QString, TrainPlan> plans{
            {"sgd", planWith("notebook-cnn", {{"*", UpdateRule::Sgd, 0.02, 0.85, 0.01}})},
            {"adam", planWith("notebook-cnn", {{"*", UpdateRule::Adam, 1e-3, 0.9, 0.01}})},
            {"adamw", planWith("notebook-cnn", {{"*", UpdateRule::AdamW, 1e-3, 0.9, 0.1}})},
            {"clipped", clippedPlan(0)},
            {"averaged", clippedPlan(0.9)},
            {"muon", planWith("speed-net",
                              {{"group*.conv*", UpdateRule::Muon, 0.05, 0.6}, {"*", UpdateRule::Sgd, 0.5, 0.85}})}};
        const TrainPlan& plan = plans.at(title);
        const passes::StepsResult result = passes::runSteps(plan, goldenTensors(plan.network), goldenBatch(), 3, false);
        const std::string key = title.toStdString() + "/";
        QCOMPARE(difference(key + "losses", result.losses, 1), QString());
        for (const auto& [name, tensor] : result.tensors) {
            if (name.find("running") == std::string::npos) {
                QCOMPARE(summaryDifference(key + name, tensor), QString());
            }
        }
    }

    void passesOfAStepAddUpToIt()
    {
        for (const int passes : {2, 3, 8}) {
            TrainPlan plan = planWith("notebook-cnn", {{"*", UpdateRule::Sgd, 0.02, 0.85, 0.01}});
            plan.settings.accumulate = passes;
            const passes::StepsResult result =
                passes::runSteps(plan, goldenTensors(plan.network), goldenBatch(), 3, false);
            QCOMPARE(difference("sgd/losses", result.losses, 1), QString());
            for (const auto& [name, tensor] : result.tensors) {
                QCOMPARE(summaryDifference("sgd/" + name, tensor), QString());
            }
        }
    }

    void bf16StaysNearFp32()
    {
        const LayerGraph graph = goldenGraph("speed-net");
        const auto fp32 = passes::computeGradients(graph, goldenTensors(graph), goldenBatch(), kGoldenSmoothing, false);
        const auto bf16 = passes::computeGradients(graph, goldenTensors(graph), goldenBatch(), kGoldenSmoothing, true);
        QVERIFY2(std::abs(fp32.loss - bf16.loss) < 1e-3, qPrintable(QString::number(bf16.loss)));
        for (const auto& [name, gradient] : fp32.gradients) {
            const double norm = summaryOf(gradient).front();
            const double other = summaryOf(bf16.gradients.at(name)).front();
            QVERIFY2(std::abs(norm - other) < 0.1 * norm, name.c_str());
        }
    }
};

SACCADE_TEST(tst_goldens, TstGoldens)
#include "tst_goldens.moc"
