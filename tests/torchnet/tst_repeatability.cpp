#include <QCoreApplication>
#include <QProcess>
#include <QTest>
#include <algorithm>
#include <cstdio>
#include <cstring>

#include "engine/network/families.h"
#include "tests/support/memory_store.h"
#include "tests/test_registry.h"
#include "tests/torchnet/run_fixtures.h"

using namespace saccade;

namespace {

constexpr const char* kCase = "SACCADE_REPEAT_CASE";
constexpr const char* kMark = "fingerprint ";

struct RepeatCase
{
    Precision precision = Precision::Fp32;
    int replicas = 1;
    std::string family;
};

/// Ten epochs of the family that uses every trick, or of one with branches, on small images with every augmentation.
std::string fingerprintOfRun(const RepeatCase& repeated, int loaderThreads)
{
    const DataSet set = makeStripesDataSet(10, 30, {12, 12, 3});
    const int batch = std::max(128, 64 * repeated.replicas);
    TrainPlan plan = smallPlan(set, batch, 10);
    plan.settings.validateEvery = 10;
    plan.settings.optimiser = OptimiserKind::MuonSgd;
    plan.settings.augmentation = {FlipMode::Random, 2, 4};
    plan.settings.augmentation.rotate = 10;
    plan.settings.augmentation.hue = 0.1;
    plan.settings.augmentation.mixup = 0.4;
    plan.settings.augmentation.cutmix = 1;
    plan.settings.precision = repeated.precision;
    plan.settings.replicas = repeated.replicas;
    plan.settings.loaderThreads = loaderThreads;
    const Result<LayerGraph> graph = buildNetwork(repeated.family, {set.size, 10, {{0.5, 0.5, 0.5}, {0.2, 0.2, 0.2}}});
    if (!graph) {
        return "no network: " + graph.error().detail;
    }
    plan.network = *graph;
    plan.groups = optimiserGroups(plan.settings, plan.network);
    RecordingObserver observer;
    const RunReport report = runPlan(plan, set, observer);
    if (report.reason != EndReason::Completed || report.steps != 10 * (256 / batch)) {
        return report.error ? report.error->detail : "incomplete";
    }
    return fingerprintOf(*report.bestTensors);
}

/// From "bf16 2 speed-net".
RepeatCase repeatCase(const QStringList& words)
{
    return {words[0] == QLatin1String("bf16") ? Precision::Bf16 : Precision::Fp32, words[1].toInt(),
            words[2].toStdString()};
}

QStringList fingerprintsOfOtherProcess(const QString& text)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QString::fromLatin1(kCase), text);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QCoreApplication::applicationFilePath(), {QStringLiteral("tst_repeat_child")});
    if (!process.waitForFinished(300'000)) {
        return {QStringLiteral("the other process did not end")};
    }
    QStringList fingerprints;
    for (const QByteArray& line : process.readAll().split('\n')) {
        if (line.startsWith(kMark)) {
            fingerprints.append(QString::fromLatin1(line.mid(static_cast<int>(std::strlen(kMark)))));
        }
    }
    return fingerprints;
}

} // namespace

/// Not a test of its own: what the other process runs.
class RepeatChild : public QObject
{
    Q_OBJECT

private slots:
    void runs()
    {
        const QStringList words = qEnvironmentVariable(kCase).split(QLatin1Char(' '), Qt::SkipEmptyParts);
        if (words.size() != 3) {
            QSKIP("started by tst_repeatability only");
        }
        for (const int loaderThreads : {0, 2}) {
            const std::string fingerprint = fingerprintOfRun(repeatCase(words), loaderThreads);
            std::printf("%s%s\n", kMark, fingerprint.c_str());
            std::fflush(stdout);
        }
    }
};

class TstRepeatability : public QObject
{
    Q_OBJECT

private slots:
    void sameSeedSameBits_data()
    {
        QTest::addColumn<QString>("words");
        for (const char* family : {"speed-net", "resnet-20"}) {
            for (const int replicas : {1, 2, 4}) { // 4: more than this machine may have cores
                for (const char* type : {"fp32", "bf16"}) {
                    QTest::addRow("%s %d %s", type, replicas, family)
                        << QStringLiteral("%1 %2 %3").arg(type).arg(replicas).arg(family);
                }
            }
        }
    }
    void sameSeedSameBits()
    {
        QFETCH(QString, words);
        const auto here = QString::fromStdString(fingerprintOfRun(repeatCase(words.split(QLatin1Char(' '))), 1));
        QCOMPARE(here.size(), 64);
        QCOMPARE(fingerprintsOfOtherProcess(words), QStringList({here, here}));
    }

    void anotherSeedGivesOtherBits()
    {
        const DataSet set = makeStripesDataSet(2, 40, {8, 8, 3});
        TrainPlan plan = smallPlan(set, 20, 1);
        RecordingObserver observer;
        const RunReport first = runPlan(plan, set, observer);
        plan.settings.seed = 43;
        const RunReport second = runPlan(plan, set, observer);
        QVERIFY(fingerprintOf(*first.bestTensors) != fingerprintOf(*second.bestTensors));
    }
};

SACCADE_TEST(tst_repeat_child, RepeatChild)
SACCADE_TEST(tst_repeatability, TstRepeatability)
#include "tst_repeatability.moc"
