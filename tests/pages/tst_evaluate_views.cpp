#include <QComboBox>
#include <QLabel>
#include <QTest>

#include "engine/runs/recorded_training.h"
#include "tests/pages/test_bench.h"
#include "tests/test_registry.h"
#include "ui/pages/evaluate_page.h"

using namespace saccade;

namespace {

/// A finished run of the bench's data set, with a test table that has one image wrong.
std::filesystem::path recordRun(const TestBench& bench, const DataSet& set)
{
    TrainSettings settings;
    settings.network = "notebook-cnn";
    TrainPlan plan = *makePlan(settings, set);
    auto recorder = RunRecorder::create(bench.folder.path() / "runs", plan);
    RunReport report;
    auto table = std::make_shared<PredictionTable>();
    table->classCount = 3;
    for (const std::int32_t index : set.indicesOf(Part::Test)) {
        table->indices.push_back(index);
        table->labels.push_back((*set.samples)[static_cast<std::size_t>(index)].label);
        table->predicted.push_back(table->labels.back());
        table->confidences.push_back(1);
        table->losses.push_back(0);
    }
    table->predicted.front() = 1;
    report.testAccuracy = 0.99;
    report.testLoss = 0.1;
    report.testPredictions = table;
    report.bestTensors = std::make_shared<const NamedTensors>();
    (void)(*recorder)->finish(report).hasValue();
    return (*recorder)->path();
}

Result<DataSet> openNotebookSized(const OpenRequest& request, std::stop_token,
                                  const std::function<void(const OpenProgress&)>&)
{
    DataSet set = makeStripesDataSet(3, 40, {32, 32, 3});
    set.source = request.source;
    return set;
}

} // namespace

/// Test-time augmentation on the Evaluate page: asked for, named at every figure, and taken back.
class TstEvaluateViews : public QObject
{
    Q_OBJECT

private slots:
    void figuresWithViewsSaySo()
    {
        TestBench bench(openNotebookSized);
        EvaluatePage page(bench.workbench);
        page.resize(1200, 800);
        page.show();
        const std::filesystem::path run = recordRun(bench, makeStripesDataSet(3, 40, {32, 32, 3}));
        bench.evaluate.open(run);
        QTRY_VERIFY(!bench.evaluate.isBusy());
        auto* views = find<QComboBox>(page, "viewsBox");
        QVERIFY(views->isVisible() && !views->isEnabled()); // the images are not open yet
        bench.openData();
        QTRY_VERIFY(views->isEnabled());
        auto* headline = find<QLabel>(page, "verdictHeadline");
        QVERIFY(headline->text().startsWith(QStringLiteral("99.17")));
        views->setCurrentIndex(2);
        emit views->activated(2);
        QTRY_VERIFY2(headline->text() == QStringLiteral("100.00 % of the test images are right with test-time "
                                                        "augmentation."),
                     qPrintable(headline->text()));
        QCOMPARE(find<QLabel>(page, "matrixNote")->text(), QStringLiteral("with test-time augmentation"));
        QCOMPARE(bench.evaluate.evaluation().views, EvaluationViews::MirrorShift);
        QCOMPARE(views->currentIndex(), 2);
        views->setCurrentIndex(0);
        emit views->activated(0);
        QTRY_VERIFY(headline->text().startsWith(QStringLiteral("99.17")));
        QCOMPARE(find<QLabel>(page, "matrixNote")->text(), QString());
    }
};

SACCADE_TEST(tst_evaluate_views, TstEvaluateViews)
#include "tst_evaluate_views.moc"
