#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <fstream>

#include "tests/pages/scripted_run.h"
#include "tests/pages/test_bench.h"
#include "tests/test_registry.h"
#include "ui/pages/evaluate_page.h"
#include "ui/pages/image_viewer.h"
#include "ui/widgets/image_grid.h"
#include "ui/widgets/probability_bars.h"
#include "ui/widgets/zoom_view.h"

using namespace saccade;

namespace {

constexpr int kImages = 120;

DataSet stripes(const OpenRequest& request)
{
    DataSet set = makeStripesDataSet(3, 40, {16, 16, 3});
    set.source = request.source;
    set.id = request.source;
    std::vector<Sample> samples = *set.samples;
    for (Sample& sample : samples) {
        sample.width = sample.height = 300; // more than the store keeps
    }
    set.samples = std::make_shared<const std::vector<Sample>>(std::move(samples));
    return set;
}

/// Everything is the first class, surely; so two of three are wrong.
RunReport answerFirst(const TrainPlan& plan, const DataSet& dataSet, TrainObserver& observer, std::stop_token stop)
{
    RunReport report = scriptedRun(plan, observer, stop, 1);
    PredictionTable table;
    table.classCount = 3;
    for (const std::int32_t index : dataSet.indicesOf(Part::Test)) {
        table.indices.push_back(index);
        table.labels.push_back((*dataSet.samples)[std::size_t(index)].label);
        table.predicted.push_back(0);
        table.confidences.push_back(0.75F);
        table.losses.push_back(0.5F);
        table.probabilities.insert(table.probabilities.end(), {0.75F, 0.25F, 0});
    }
    report.testAccuracy = report.testLoss = 1;
    report.bestTensors = std::make_shared<const NamedTensors>(NamedTensors{{"answers", {{3}, {0, 0, 0}}}});
    report.testPredictions = std::make_shared<const PredictionTable>(std::move(table));
    return report;
}

} // namespace

/// The viewer on its page, by keys and clicks. The fake reader decodes every original as 2 x 2 pixels.
class TstImageViewer : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void enterOpensAndEscapeReturnsToTheImage();
    void arrowsWalkTheGallerysOrderAndFilter();
    void itSaysWhatTheNetworkSaid();
    void originalTakesTheStoredPicturesPlace();
    void pathIsCopied();
    void asTheNetworkSawIt();
    void heatMapFollowsTheImage();
    void heatMapOfLostWeightsSaysWhy();
    void withoutTheImagesItSaysSo();
    void anotherEvaluationClosesIt();
    void whatIsChangedOfTheImageIsSaid();
    void actionsOfOthersWorkHere();

private:
    void openFirst();
    void key(Qt::Key key) { QTest::keyClick(m_view, key); }
    [[nodiscard]] QString text(const char* label) const { return find<QLabel>(*m_viewer, label)->text(); }

    std::unique_ptr<TestBench> m_bench;
    std::unique_ptr<EvaluatePage> m_page;
    ImageGrid* m_grid = nullptr;
    ImageViewer* m_viewer = nullptr;
    ZoomView* m_view = nullptr;
};

void TstImageViewer::init()
{
    m_bench = std::make_unique<TestBench>(
        [](const OpenRequest& request, std::stop_token, const auto&) { return Result<DataSet>(stripes(request)); },
        answerFirst);
    const std::filesystem::path folder = m_bench->folder.path() / "ants";
    m_bench->openData(folder.string());
    const DataSet& dataSet = m_bench->data.dataSet();
    const Sample& first = (*dataSet.samples)[std::size_t(dataSet.indicesOf(Part::Test).front())];
    std::filesystem::create_directories((folder / first.name).parent_path());
    std::ofstream(folder / first.name) << "x";
    const Result<TrainPlan> plan = makePlan({}, dataSet);
    QSignalSpy ended(&m_bench->train, &TrainSession::ended);
    m_bench->train.start(*plan, dataSet, m_bench->workbench.runsFolder);
    QVERIFY(ended.wait());
    m_page = std::make_unique<EvaluatePage>(m_bench->workbench);
    m_page->resize(1300, 860);
    m_page->show();
    m_bench->evaluate.open(m_bench->train.runFolder());
    m_grid = find<ImageGrid>(*m_page, "galleryGrid");
    m_viewer = find<ImageViewer>(*m_page, "imageViewer");
    m_view = find<ZoomView>(*m_viewer, "imageView");
    QTRY_COMPARE(m_grid->model()->rowCount(), kImages);
}

void TstImageViewer::cleanup()
{
    m_page.reset();
    m_bench.reset();
}

void TstImageViewer::openFirst()
{
    QTest::keyClick(m_grid, Qt::Key_Home);
    QTest::keyClick(m_grid, Qt::Key_Return);
    QVERIFY(m_viewer->isVisible());
}

void TstImageViewer::enterOpensAndEscapeReturnsToTheImage()
{
    QTest::keyClick(m_grid, Qt::Key_Home);
    QTest::keyClick(m_grid, Qt::Key_Right);
    QTest::keyClick(m_grid, Qt::Key_Return);
    QVERIFY(m_viewer->isVisible() && !m_grid->isVisible());
    QCOMPARE(text("imagePosition"), QStringLiteral("2 of 120"));
    key(Qt::Key_Escape);
    QVERIFY(!m_viewer->isVisible() && m_grid->isVisible());
    QCOMPARE(m_grid->currentRow(), 1);
    QTest::mouseDClick(m_grid->viewport(), Qt::LeftButton, {}, m_grid->cellRect(2).center());
    QCOMPARE(text("imagePosition"), QStringLiteral("3 of 120"));
    click(find<QWidget>(*m_viewer, "closeViewerButton"));
    QVERIFY(m_grid->isVisible());
}

void TstImageViewer::arrowsWalkTheGallerysOrderAndFilter()
{
    QTest::keyClick(find<QWidget>(*m_page, "onlyMistakesBox"), Qt::Key_Space);
    QSignalSpy shown(m_viewer, &ImageViewer::imageShown);
    openFirst();
    QCOMPARE(text("imagePosition"), QStringLiteral("1 of 80"));
    QVERIFY(!find<QWidget>(*m_viewer, "previousImageButton")->isEnabled());
    key(Qt::Key_Left); // nothing is before the first
    QCOMPARE(shown.count(), 1);
    key(Qt::Key_Right);
    click(find<QWidget>(*m_viewer, "nextImageButton"));
    QCOMPARE(text("imagePosition"), QStringLiteral("3 of 80"));
    QCOMPARE(shown.count(), 3);
    QCOMPARE(shown.last().at(0).toInt(), m_viewer->image());
    QCOMPARE(shown.last().at(1).toInt(), 2);
    key(Qt::Key_End);
    QVERIFY(!find<QWidget>(*m_viewer, "nextImageButton")->isEnabled());
    key(Qt::Key_Escape);
    QCOMPARE(m_grid->currentRow(), 79);
}

void TstImageViewer::itSaysWhatTheNetworkSaid()
{
    openFirst();
    QVERIFY(text("imageVerdict").startsWith(QStringLiteral("Right: ")));
    key(Qt::Key_End);
    QVERIFY(text("imageVerdict").startsWith(QStringLiteral("Wrong: ")));
    QVERIFY(text("imageTruth") != text("imagePredicted"));
    QCOMPARE(text("imageConfidence"), QStringLiteral("75.0 %"));
    QCOMPARE(text("imageLoss"), QStringLiteral("0.500"));
    QCOMPARE(text("imageMargin"), QStringLiteral("50.0 points"));
    const auto& bars = find<ProbabilityBars>(*m_viewer, "imageBars")->bars();
    QCOMPARE(bars.size(), std::size_t{3});
    QCOMPARE(bars[1].probability, 0.25);
}

void TstImageViewer::originalTakesTheStoredPicturesPlace()
{
    openFirst();
    QCOMPARE(m_view->picture().size, QSize(300, 300)); // at once
    QVERIFY(m_view->picture().isStandIn());
    QTRY_COMPARE(m_view->picture().size, QSize(2, 2));
    key(Qt::Key_1);
    QCOMPARE(text("zoomText"), QStringLiteral("100 %"));
    click(find<QWidget>(*m_viewer, "zoomInButton"));
    QCOMPARE(text("zoomText"), QStringLiteral("141 %"));
    click(find<QWidget>(*m_viewer, "zoomFitButton"));
    QVERIFY(m_view->isFitted());
}

void TstImageViewer::pathIsCopied()
{
    openFirst();
    auto* path = find<QLineEdit>(*m_viewer, "imagePath");
    QTRY_VERIFY(path->isVisible());
    QVERIFY(path->text().startsWith(QString::fromStdString(m_bench->data.dataSet().source)));
    QVERIFY(path->text().endsWith(text("imageName")));
    click(find<QWidget>(*m_viewer, "copyPathButton"));
    QCOMPARE(QGuiApplication::clipboard()->text(), path->text());
    QVERIFY(find<QWidget>(*m_viewer, "openContainingFolderButton")->isEnabled());
}

void TstImageViewer::asTheNetworkSawIt()
{
    openFirst();
    QTRY_COMPARE(m_view->picture().size, QSize(2, 2));
    key(Qt::Key_N);
    QVERIFY(find<QCheckBox>(*m_viewer, "asNetworkBox")->isChecked());
    QCOMPARE(m_view->picture().size, QSize(16, 16));
    const ImageView input = m_bench->data.dataSet().pixels->image(std::size_t(m_viewer->image()));
    QCOMPARE(qRed(m_view->picture().image.pixel(3, 0)), int{input.pixels[9]});
    key(Qt::Key_N);
    QCOMPARE(m_view->picture().size, QSize(2, 2));
}

void TstImageViewer::heatMapFollowsTheImage()
{
    openFirst();
    QTRY_COMPARE(m_view->picture().size, QSize(2, 2));
    key(Qt::Key_H);
    QTRY_VERIFY(!m_view->heatMap().isEmpty());
    QCOMPARE(m_view->heatMap().source.width, m_view->picture().size.width()); // over the original
    key(Qt::Key_N);
    QCOMPARE(m_view->heatMap().source.width, 16); // over the network's pixels
    key(Qt::Key_Right);
    QVERIFY(m_view->heatMap().isEmpty()); // never another image's
    QTRY_VERIFY(!m_view->heatMap().isEmpty());
    key(Qt::Key_H);
    QVERIFY(m_view->heatMap().isEmpty());
    QVERIFY(!m_bench->predict.hasModel()); // Predict's own is left alone
}

void TstImageViewer::heatMapOfLostWeightsSaysWhy()
{
    const std::filesystem::path weights = m_bench->train.runFolder() / "weights";
    std::filesystem::remove_all(weights);
    openFirst();
    key(Qt::Key_H);
    QTRY_VERIFY(find<QWidget>(*m_viewer, "heatMapProblem")->isVisible());
    QVERIFY(m_view->heatMap().isEmpty());
}

void TstImageViewer::withoutTheImagesItSaysSo()
{
    m_bench->openData((m_bench->folder.path() / "bees").string());
    openFirst();
    QVERIFY(find<QWidget>(*m_viewer, "imageNote")->isVisible());
    QVERIFY(!find<QWidget>(*m_viewer, "asNetworkBox")->isEnabled());
    QVERIFY(!find<QWidget>(*m_viewer, "heatMapBox")->isVisible());
    QCOMPARE(text("imageConfidence"), QStringLiteral("75.0 %")); // that is known
    QVERIFY(m_view->picture().image.isNull());
}

void TstImageViewer::anotherEvaluationClosesIt()
{
    openFirst();
    m_bench->evaluate.show(Part::Test);
    QTRY_VERIFY(!m_viewer->isVisible() && m_grid->isVisible());
    QCOMPARE(m_viewer->image(), -1);
}

/// The gallery's own keys act on the image that is shown.
void TstImageViewer::whatIsChangedOfTheImageIsSaid()
{
    openFirst();
    key(Qt::Key_Right);
    QVERIFY(!find<QWidget>(*m_viewer, "imageMark")->isVisible());
    key(Qt::Key_X);
    QTRY_VERIFY(find<QWidget>(*m_viewer, "imageMark")->isVisible());
    QVERIFY(text("imageMark").contains(QStringLiteral("excluded")));
    key(Qt::Key_Left);
    QVERIFY(!find<QWidget>(*m_viewer, "imageMark")->isVisible());
    key(Qt::Key_Right);
    click(find<QWidget>(*m_viewer, "excludeActionButton")); // takes it back
    QTRY_VERIFY(!find<QWidget>(*m_viewer, "imageMark")->isVisible());
}

void TstImageViewer::actionsOfOthersWorkHere()
{
    QAction action(QStringLiteral("Describe"));
    action.setObjectName(QStringLiteral("describe"));
    action.setShortcut(Qt::Key_Y);
    action.setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_viewer->addImageAction(&action);
    QSignalSpy triggered(&action, &QAction::triggered);
    openFirst();
    key(Qt::Key_Y);
    QCOMPARE(triggered.count(), 1);
    auto* button = find<QWidget>(*m_viewer, "describeButton");
    click(button);
    QCOMPARE(triggered.count(), 2);
    action.setEnabled(false);
    QVERIFY(!button->isEnabled());
}

SACCADE_TEST(tst_image_viewer, TstImageViewer)
#include "tst_image_viewer.moc"
