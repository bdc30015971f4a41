#include <QAbstractButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/pages/scripted_run.h"
#include "tests/pages/test_bench.h"
#include "tests/support/memory_store.h"
#include "tests/test_registry.h"
#include "ui/models/image_changes_model.h"
#include "ui/pages/evaluate_gallery_pane.h"
#include "ui/pages/evaluate_page.h"
#include "ui/widgets/image_grid.h"

using namespace saccade;

namespace {

std::shared_ptr<const PredictionTable> smallTable()
{
    auto table = std::make_shared<PredictionTable>();
    table->classCount = 2;
    table->indices = {0, 1, 2, 3};
    table->labels = {0, 0, 1, 1};
    table->predicted = {0, 1, 1, 0};
    table->confidences = {0.9F, 0.6F, 0.8F, 0.95F};
    table->losses = {0.1F, 0.9F, 0.2F, 3.0F};
    return table;
}

Result<DataSet> openAsAsked(const OpenRequest& request, std::stop_token,
                            const std::function<void(const OpenProgress&)>&)
{
    const int side = request.side > 0 ? request.side : 16;
    DataSet set = makeStripesDataSet(3, 40, {side, side, 3});
    set.source = request.source;
    set.resize = request.resize;
    set.id = set.source + resizeModeName(set.resize);
    return set;
}

RunReport learnAndTest(const TrainPlan& plan, const DataSet& dataSet, TrainObserver& observer, std::stop_token stop)
{
    RunReport report = scriptedRun(plan, observer, stop, 1);
    PredictionTable table;
    table.classCount = 3;
    for (const std::int32_t index : dataSet.indicesOf(Part::Test)) {
        table.indices.push_back(index);
        table.labels.push_back((*dataSet.samples)[std::size_t(index)].label);
        table.predicted.push_back(0);
        table.confidences.push_back(1);
        table.losses.push_back(0);
        table.probabilities.insert(table.probabilities.end(), {1, 0, 0});
    }
    report.testAccuracy = report.testLoss = 1;
    NamedTensors tensors;
    tensors["answers"] = {{3}, {0, 0, 0}};
    report.bestTensors = std::make_shared<const NamedTensors>(std::move(tensors));
    report.testPredictions = std::make_shared<const PredictionTable>(std::move(table));
    return report;
}

} // namespace

/// The gallery of the Evaluate page and its grid, by keys and clicks.
class TstEvaluatePage : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void chipNamesTheFilterAndRemovesIt();
    void onlyMistakesLeavesTheMistakes();
    void keysWalkTheGrid();
    void noticeShowsAndHides();
    void imagesOfARunAreOpenedAsTheyWere();

private:
    ImageChangesModel m_changes;
    std::unique_ptr<EvaluateGalleryPane> m_pane;
    ImageGrid* m_grid = nullptr;
};

void TstEvaluatePage::init()
{
    m_pane = std::make_unique<EvaluateGalleryPane>(m_changes);
    m_pane->resize(700, 400);
    m_pane->show(smallTable(), makeStripesDataSet(2, 2, {8, 8, 3}), {QStringLiteral("cat"), QStringLiteral("dog")});
    m_pane->setVisible(true);
    m_grid = m_pane->findChild<ImageGrid*>(QStringLiteral("galleryGrid"));
    QCOMPARE(m_grid->model()->rowCount(), 4);
}

void TstEvaluatePage::chipNamesTheFilterAndRemovesIt()
{
    m_pane->filterCell(1, 0);
    auto* chip = m_pane->findChild<QAbstractButton*>(QStringLiteral("galleryChip"));
    QVERIFY(chip->isVisible());
    QVERIFY(chip->text().startsWith(QStringLiteral("Truth dog, predicted cat: 1")));
    QCOMPARE(m_grid->model()->rowCount(), 1);
    QTest::mouseClick(chip, Qt::LeftButton);
    QVERIFY(!chip->isVisible());
    QCOMPARE(m_grid->model()->rowCount(), 4);
}

void TstEvaluatePage::onlyMistakesLeavesTheMistakes()
{
    auto* box = m_pane->findChild<QAbstractButton*>(QStringLiteral("onlyMistakesBox"));
    QTest::keyClick(box, Qt::Key_Space);
    QCOMPARE(m_grid->model()->rowCount(), 2);
}

void TstEvaluatePage::keysWalkTheGrid()
{
    QTest::keyClick(m_grid, Qt::Key_Home);
    QCOMPARE(m_grid->currentRow(), 0);
    QTest::keyClick(m_grid, Qt::Key_Right);
    QCOMPARE(m_grid->currentRow(), 1);
    QTest::keyClick(m_grid, Qt::Key_End);
    QCOMPARE(m_grid->currentRow(), 3);
    QTest::mouseClick(m_grid->viewport(), Qt::LeftButton, {}, m_grid->cellRect(2).center());
    QCOMPARE(m_grid->currentRow(), 2);
    QVERIFY(!m_grid->accessibleDescription().isEmpty());
}

void TstEvaluatePage::noticeShowsAndHides()
{
    auto* button = m_pane->findChild<QAbstractButton*>(QStringLiteral("galleryNoticeButton"));
    QVERIFY(!button->isVisible());
    m_pane->setNotice(QStringLiteral("not open"), QStringLiteral("Open"));
    QVERIFY(button->isVisible());
    m_pane->setNotice({}, {});
    QVERIFY(!button->isVisible());
}

void TstEvaluatePage::imagesOfARunAreOpenedAsTheyWere()
{
    TestBench bench(openAsAsked, learnAndTest);
    bench.openData("/pictures/ants", ResizeMode::Crop);
    const Result<TrainPlan> plan = makePlan({}, bench.data.dataSet());
    QVERIFY(plan.hasValue());
    QSignalSpy ended(&bench.train, &TrainSession::ended);
    bench.train.start(*plan, bench.data.dataSet(), bench.workbench.runsFolder);
    QVERIFY(ended.wait());
    bench.openData("/pictures/bees");
    EvaluatePage page(bench.workbench);
    page.show();
    bench.evaluate.open(bench.train.runFolder());
    auto* button = find<QAbstractButton>(page, "galleryNoticeButton");
    QTRY_VERIFY(button->isVisible());
    click(button);
    QTRY_COMPARE(bench.data.dataSet().source, std::string("/pictures/ants"));
    QVERIFY(bench.data.dataSet().resize == ResizeMode::Crop);
    QCOMPARE(bench.data.dataSet().size.width, 16);
    QTRY_VERIFY(!button->isVisible());
}

SACCADE_TEST(tst_evaluate_page, TstEvaluatePage)
#include "tst_evaluate_page.moc"
