#include <QLabel>
#include <QPushButton>
#include <QTest>
#include <atomic>

#include "tests/pages/scripted_run.h"
#include "tests/pages/test_bench.h"
#include "tests/test_registry.h"
#include "ui/pages/train_page.h"
#include "ui/widgets/key_value.h"

using namespace saccade;

namespace {

Result<DataSet> openLarger(const OpenRequest& request, std::stop_token, const std::function<void(const OpenProgress&)>&)
{
    DataSet set = makeStripesDataSet(3, 40, {16, 16, 3});
    set.source = request.source;
    return set;
}

QString text(const QWidget& page, const char* name)
{
    return find<QLabel>(page, name)->text();
}

} // namespace

/// Runs that end early, and what the page says of their time.
class TstTrainEnd : public QObject
{
    Q_OBJECT

private slots:
    void aFlatRunCountsAndEndsEarly();
    void saysWhereTheTimeGoes();
};

void TstTrainEnd::aFlatRunCountsAndEndsEarly()
{
    std::atomic<bool> mayEnd{false};
    TestBench bench(openLarger,
                    [&mayEnd](const TrainPlan& plan, const DataSet&, TrainObserver& observer, std::stop_token stop) {
                        RunReport report = scriptedRun(plan, observer, stop, 1);
                        for (int epoch = 2; epoch <= 3; ++epoch) {
                            EpochPoint point;
                            point.step = epoch * 10;
                            point.epoch = epoch;
                            point.validationLoss = 2;
                            point.validationAccuracy = 0.5;
                            observer.epochDone(point);
                        }
                        while (!mayEnd && !stop.stop_requested()) {
                            std::this_thread::yield();
                        }
                        report.reason = EndReason::EarlyStopped;
                        return report;
                    });
    TrainSettings settings = bench.preferences.trainSettings();
    settings.patience = 3;
    settings.batchSize = 32;
    bench.preferences.setTrainSettings(settings, {});
    TrainPage page(bench.workbench);
    page.show();
    bench.openData();
    QTRY_COMPARE(page.state(), QStringLiteral("Ready to start"));
    click(find<QPushButton>(page, "startButton"));
    auto* flat = find<KeyValue>(page, "figure4");
    QTRY_COMPARE(flat->value(), QStringLiteral("2"));
    mayEnd = true;
    QTRY_COMPARE(page.state(), QStringLiteral("Ended early, best kept"));
}

void TstTrainEnd::saysWhereTheTimeGoes()
{
    TestBench bench(openLarger,
                    [](const TrainPlan& plan, const DataSet&, TrainObserver& observer, std::stop_token stop) {
                        RunReport report = scriptedRun(plan, observer, stop, 2);
                        report.shares = TimeShares{0.67, 0.31, 0.02};
                        return report;
                    });
    TrainPage page(bench.workbench);
    page.resize(1200, 800);
    page.show();
    bench.openData();
    QTRY_COMPARE(page.state(), QStringLiteral("Ready to start"));
    QVERIFY(!find<QWidget>(page, "timeMeter")->isVisible());
    click(find<QPushButton>(page, "startButton"));
    QTRY_COMPARE(page.state(), QStringLiteral("Finished"));
    QTRY_VERIFY(find<QWidget>(page, "timeMeter")->isVisible());
    QCOMPARE(text(page, "timeFigures"), QStringLiteral("67 % computing, 31 % waiting for images, 2 % validating"));
    QVERIFY(text(page, "timeAdvice").startsWith(QStringLiteral("The processor waits for images 31 % of the time")));
}

SACCADE_TEST(tst_train_end, TstTrainEnd)
#include "tst_train_end.moc"
