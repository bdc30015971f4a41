#include <QSignalSpy>
#include <QTest>
#include <condition_variable>
#include <mutex>

#include "tests/pages/test_bench.h"
#include "tests/test_registry.h"
#include "ui/pages/train_page.h"
#include "ui/plots/curve_plot.h"

using namespace saccade;

namespace {

Result<DataSet> openLarger(const OpenRequest& request, std::stop_token, const std::function<void(const OpenProgress&)>&)
{
    DataSet set = makeStripesDataSet(3, 40, {16, 16, 3});
    set.source = request.source;
    return set;
}

/// Three validations at the steps 10, 20 and 30 that get all images of their part wrong, half of them or none; then
/// waits until it is stopped.
RunReport validateAndWait(const TrainPlan& plan, const DataSet& dataSet, TrainObserver& observer, std::stop_token stop)
{
    observer.planResolved(plan);
    for (int epoch = 1; epoch <= 3; ++epoch) {
        auto table = std::make_shared<PredictionTable>();
        table->classCount = 3;
        for (const std::int32_t index : dataSet.indicesOf(Part::Validation)) {
            const std::int32_t label = (*dataSet.samples)[static_cast<std::size_t>(index)].label;
            const bool isRight = epoch == 3 || (epoch == 2 && index % 2 == 0);
            table->indices.push_back(index);
            table->labels.push_back(label);
            table->predicted.push_back(isRight ? label : (label + 1) % 3);
            table->confidences.push_back(1);
            table->losses.push_back(0);
        }
        EpochPoint point;
        point.step = epoch * 10;
        point.epoch = epoch;
        point.validationAccuracy = (epoch - 1) / 2.0;
        point.validationLoss = 1;
        point.isBest = true;
        point.predictions = table;
        observer.batchDone({point.step, point.epoch, 1, 0.5, 0.1, 1});
        observer.epochDone(point);
    }
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    stopped.wait(lock, stop, [] { return false; });
    RunReport report;
    report.reason = EndReason::Stopped;
    report.steps = 30;
    report.bestStep = 30;
    return report;
}

} // namespace

/// From a point of the curves to that epoch on the Evaluate page, while the run goes on.
class TstOpenEpoch : public QObject
{
    Q_OBJECT

private slots:
    void anyPointOpensItsEpoch()
    {
        TestBench bench(openLarger, validateAndWait);
        TrainPage page(bench.workbench);
        page.resize(1300, 800);
        page.show();
        bench.openData();
        QSignalSpy asked(&page, &Page::pageRequested);
        click(find<QWidget>(page, "startButton"));
        auto* plot = find<CurvePlot>(page, "curvePlot");
        QTRY_COMPARE(plot->cursor(), std::optional(std::size_t{2}));
        QTest::keyClick(plot, Qt::Key_Home);
        QTest::keyClick(plot, Qt::Key_Return);
        QTRY_VERIFY(bench.evaluate.evaluation().run != nullptr);
        const Evaluation& evaluation = bench.evaluate.evaluation();
        QCOMPARE(evaluation.step, std::int64_t{10});
        QVERIFY(evaluation.part == Part::Validation);
        QCOMPARE(evaluation.report.accuracy, 0.0);
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked[0][0].value<PageId>(), PageId::Evaluate);
        QWidget* drawing = plot->childAt(plot->rect().center());
        const QPoint atTheEnd(plot->width() - 60, plot->height() / 4);
        QTest::mouseClick(drawing, Qt::LeftButton, {}, atTheEnd); // as a hand does it: QTest sends the second one alone
        QTest::mouseDClick(drawing, Qt::LeftButton, {}, atTheEnd);
        QTRY_COMPARE(evaluation.step, std::int64_t{30});
        QCOMPARE(evaluation.report.accuracy, 1.0);
        bench.train.requestStop();
        QTRY_VERIFY(bench.train.state() == TrainState::Idle);
    }
};

SACCADE_TEST(tst_open_epoch, TstOpenEpoch)
#include "tst_open_epoch.moc"
