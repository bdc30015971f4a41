#include <QFile>
#include <QProcess>
#include <QTest>
#include <algorithm>
#include <vector>

#include "tests/test_registry.h"

namespace {

constexpr int kRounds = 5;
constexpr double kLeastShare = 0.7;

QString program(const QString& name)
{
    return QStringLiteral(SACCADE_BINARY_DIR "/bin/") + name;
}

/// The speed that a probe prints, or 0 with its words in `problem`.
double speedOf(const QString& name, const QStringList& arguments, QString& problem)
{
    QProcess process;
    process.start(program(name), arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0) {
        problem = name + QStringLiteral(": ") + process.errorString() + QLatin1Char(' ') +
                  QString::fromLocal8Bit(process.readAllStandardError());
        return 0;
    }
    return process.readAllStandardOutput().trimmed().toDouble();
}

double medianOf(std::vector<double> values)
{
    std::nth_element(values.begin(), values.begin() + kRounds / 2, values.end());
    return values[kRounds / 2];
}

} // namespace

/// LibTorch opened late, beside OpenCV, must bind its own matrix product and not the slow one that OpenCV's libraries
/// bring along, in whichever order the two come.
class TstProductSpeed : public QObject
{
    Q_OBJECT

private slots:
    void theOrderOfLoadingCostsNothing_data()
    {
        QTest::addColumn<QStringList>("order");
        QTest::newRow("decode first") << QStringList{QStringLiteral("decode"), QStringLiteral("torch")};
        QTest::newRow("torch first") << QStringList{QStringLiteral("torch"), QStringLiteral("decode")};
    }

    void theOrderOfLoadingCostsNothing()
    {
        QFETCH(QStringList, order);
        if (!QFile::exists(program(QStringLiteral("probe_product_late")))) {
            QSKIP("this build has no LibTorch");
        }
        std::vector<double> late;
        std::vector<double> alone;
        QString problem;
        for (int round = 0; round < kRounds; ++round) { // alternating, so that a busy machine slows both
            late.push_back(speedOf(QStringLiteral("probe_product_late"), order, problem));
            alone.push_back(speedOf(QStringLiteral("probe_product_alone"), {}, problem));
        }
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const double share = medianOf(late) / medianOf(alone);
        qInfo("late %.1f, alone %.1f GFLOP/s: share %.2f", medianOf(late), medianOf(alone), share);
        QVERIFY(share >= kLeastShare);
    }
};

SACCADE_TEST(tst_product_speed, TstProductSpeed)
#include "tst_product_speed.moc"
