#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QSlider>
#include <QTableView>
#include <QTest>
#include <algorithm>

#include "engine/runs/test_openings.h"
#include "tests/pages/test_bench.h"
#include "tests/support/recorded_epochs.h"
#include "tests/test_registry.h"
#include "ui/pages/epoch_scale.h"
#include "ui/pages/evaluate_epoch_bar.h"
#include "ui/pages/evaluate_page.h"
#include "ui/plots/matrix_view.h"
#include "ui/widgets/image_grid.h"

using namespace saccade;

namespace {

DataSet stripes()
{
    return makeStripesDataSet(3, 40, {32, 32, 3});
}

Result<DataSet> openLargerStripes(const OpenRequest& request, std::stop_token,
                                  const std::function<void(const OpenProgress&)>&)
{
    DataSet set = stripes();
    set.source = request.source;
    return set;
}

QByteArray firstBytes(const std::filesystem::path& path, qint64 count)
{
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.read(count) : QByteArray();
}

} // namespace

/// The matrix of the Evaluate page with its switches and its epochs, by keys and clicks. The run: validations at the
/// epochs 1, 2 (best) and 3 with 3, 1 and 2 mistakes, all "class 0 taken for class 1"; one mistake on the test images.
class TstEvaluateMatrix : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aCellAndItsImages();
    void topConfusionsChooseTheirCell();
    void numbersAndOrderAreRemembered();
    void tableTwinAndConfusionsByKeys();
    void copiesPictureAndTable();
    void savesEveryKind_data();
    void savesEveryKind();
    void theSliderMovesEverything();
    void keysWalkTheEpochs();
    void playingGoesToTheEndAndStops();
    void aChosenCellStaysChosen();
    void theTestPartAsksForItsImages();
    void anEngineBeforeAnyRunChangesNothing();
    void openingACheckpointIsCounted();
    void anEpochThatIsGoneIsSaid();
    void marksOfTheScaleDoNotTouch();
    void nothingIsCutInALowWindow();

private:
    void showPart(Part part);
    QString text(const char* label) { return find<QLabel>(*m_page, label)->text(); }
    QSlider* slider() { return find<QSlider>(*m_page, "epochSlider"); }
    std::int64_t step() { return m_bench->evaluate.evaluation().step; }

    std::unique_ptr<TestBench> m_bench;
    std::unique_ptr<EvaluatePage> m_page;
    std::filesystem::path m_run;
    MatrixView* m_view = nullptr;
};

void TstEvaluateMatrix::init()
{
    m_page.reset();
    m_bench = std::make_unique<TestBench>(openLargerStripes);
    m_page = std::make_unique<EvaluatePage>(m_bench->workbench);
    m_page->resize(1360, 820);
    m_page->show();
    m_run = recordThreeEpochs(m_bench->folder.path() / "runs", stripes());
    QVERIFY(!m_run.empty());
    m_bench->evaluate.open(m_run);
    QTRY_VERIFY(!m_bench->evaluate.isBusy());
    m_view = find<MatrixView>(*m_page, "matrixView");
}

void TstEvaluateMatrix::showPart(Part part)
{
    m_bench->evaluate.show(part);
    QTRY_VERIFY(!m_bench->evaluate.isBusy());
    QVERIFY(m_bench->evaluate.evaluation().part == part);
}

void TstEvaluateMatrix::aCellAndItsImages()
{
    QTest::mouseClick(m_view, Qt::LeftButton, {}, m_view->cellRect(0, 1).center());
    auto* grid = find<ImageGrid>(*m_page, "galleryGrid");
    QCOMPARE(grid->model()->rowCount(), 1);
    QVERIFY(find<QAbstractButton>(*m_page, "filterChip1")->isVisible());
    QTest::keyClick(m_view, Qt::Key_Escape);
    QVERIFY(!find<QAbstractButton>(*m_page, "filterChip0")->isVisible());
    QTest::mouseClick(m_view, Qt::LeftButton, {}, m_view->cellRect(0, 1).center());
    click(find<QAbstractButton>(*m_page, "filterChip0"));
    QVERIFY(!m_view->selection().has_value()); // all that are called so are more than the cell
}

void TstEvaluateMatrix::topConfusionsChooseTheirCell()
{
    auto* confusions = find<QTableView>(*m_page, "topConfusions");
    QVERIFY(confusions->isVisible());
    QCOMPARE(confusions->model()->rowCount(), 1);
    const QRect row = confusions->visualRect(confusions->model()->index(0, 0));
    QTest::mouseClick(confusions->viewport(), Qt::LeftButton, {}, row.center());
    QCOMPARE(m_view->selection(), std::optional(MatrixCell{0, 1}));
    QCOMPARE(find<ImageGrid>(*m_page, "galleryGrid")->model()->rowCount(), 1);
    QTest::keyClick(m_view, Qt::Key_Escape);
    confusions->setFocus();
    QTest::keyClick(confusions, Qt::Key_Return);
    QCOMPARE(m_view->selection(), std::optional(MatrixCell{0, 1}));
}

void TstEvaluateMatrix::numbersAndOrderAreRemembered()
{
    QTest::keyClick(m_view, Qt::Key_N);
    auto* values = find<QComboBox>(*m_page, "matrixValuesBox");
    QCOMPARE(values->currentIndex(), 1);
    auto* order = find<QComboBox>(*m_page, "classOrderBox");
    const QRect first = m_view->cellRect(0, 0);
    chooseByKeys(order, 3); // most mistakes first
    QCOMPARE(order->currentIndex(), 3);
    QCOMPARE(m_view->cellRect(0, 0), first);
    EvaluatePage again(m_bench->workbench);
    QCOMPARE(find<QComboBox>(again, "matrixValuesBox")->currentIndex(), 1);
    QCOMPARE(find<QComboBox>(again, "classOrderBox")->currentIndex(), 3);
    QVERIFY(find<MatrixView>(again, "matrixView")->values() == MatrixValues::TruthShare);
}

void TstEvaluateMatrix::tableTwinAndConfusionsByKeys()
{
    m_view->setFocus();
    QTest::keyClick(m_view, Qt::Key_T);
    auto* table = find<QTableView>(*m_page, "matrixTable");
    QTRY_VERIFY(table->isVisible());
    table->setCurrentIndex(table->model()->index(0, 1));
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(m_view->selection(), std::optional(MatrixCell{0, 1}));
    QTest::keyClick(table, Qt::Key_T);
    QTRY_VERIFY(!table->isVisible());
    QTest::keyClick(m_view, Qt::Key_C);
    QTRY_VERIFY(!find<QTableView>(*m_page, "topConfusions")->isVisible());
    QVERIFY(!m_bench->preferences.value(QStringLiteral("evaluate/topConfusions")).toBool());
}

void TstEvaluateMatrix::copiesPictureAndTable()
{
    auto* menu = find<QMenu>(*m_page, "matrixMoreMenu");
    click(find<QAbstractButton>(*m_page, "matrixMoreButton"));
    QTRY_VERIFY(menu->isVisible());
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QTRY_COMPARE(QGuiApplication::clipboard()->image().size(), m_view->size() * 2);
    menu->actions().at(1)->trigger();
    QTRY_VERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("truth / predicted\t")));
}

void TstEvaluateMatrix::savesEveryKind_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("start");
    QTest::newRow("png") << QStringLiteral("m.png") << QByteArray("\x89PNG");
    QTest::newRow("svg") << QStringLiteral("m.SVG") << QByteArray("<?xml");
    QTest::newRow("pdf") << QStringLiteral("m.pdf") << QByteArray("%PDF-");
    QTest::newRow("csv") << QStringLiteral("m.csv") << QByteArray("truth / predicted,");
}

void TstEvaluateMatrix::savesEveryKind()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, start);
    const std::filesystem::path file = m_bench->folder.path() / name.toStdString();
    m_bench->dialogs.saveFiles.push_back(QString::fromStdString(file.string()));
    find<QMenu>(*m_page, "matrixMoreMenu")->actions().constLast()->trigger();
    QCOMPARE(firstBytes(file, start.size()), start);
}

void TstEvaluateMatrix::theSliderMovesEverything()
{
    showPart(Part::Validation);
    QCOMPARE(slider()->maximum(), 2);
    QCOMPARE(slider()->value(), 1);
    QCOMPARE(text("epochText"), QStringLiteral("Epoch 2 (best)"));
    QCOMPARE(text("verdictHeadline"), QStringLiteral("99.17 % of the validation images are right."));
    slider()->setFocus();
    QTest::keyClick(slider(), Qt::Key_Left);
    QTRY_COMPARE(step(), std::int64_t{10});
    QCOMPARE(text("verdictHeadline"), QStringLiteral("97.50 % of the validation images are right."));
    QCOMPARE(text("epochText"), QStringLiteral("Epoch 1"));
    QCOMPARE(find<QTableView>(*m_page, "topConfusions")->model()->index(0, 1).data().toString(), QStringLiteral("3"));
    auto* report = find<QTableView>(*m_page, "classReport");
    QCOMPARE(report->model()->index(0, 3).data().toString(), QStringLiteral("96.1")); // F1 of the class with mistakes
    QCOMPARE(m_view->textOf(MatrixCell{0, 1}).section(QLatin1Char(','), 2, 2), QStringLiteral(" 3 of 40"));
    QTest::keyClick(slider(), Qt::Key_End);
    QTRY_COMPARE(step(), std::int64_t{30});
    QCOMPARE(text("epochText"), QStringLiteral("Epoch 3 (last)"));
}

void TstEvaluateMatrix::keysWalkTheEpochs()
{
    showPart(Part::Validation);
    m_view->setFocus();
    QTest::keyClick(m_view, Qt::Key_BracketRight);
    QTRY_COMPARE(step(), std::int64_t{30});
    QTest::keyClick(m_view, Qt::Key_BracketRight); // stays at the end
    QTest::keyClick(m_view, Qt::Key_BracketLeft);
    QTest::keyClick(m_view, Qt::Key_BracketLeft); // faster than the answers
    QTRY_VERIFY(!m_bench->evaluate.isBusy());
    QCOMPARE(step(), std::int64_t{10});
    QCOMPARE(slider()->value(), 0);
}

void TstEvaluateMatrix::playingGoesToTheEndAndStops()
{
    showPart(Part::Validation);
    QSignalSpy opened(&m_bench->evaluate, &EvaluateSession::opened);
    m_bench->evaluate.showStep(30);
    QTRY_COMPARE(opened.count(), 1);
    auto* play = find<QAbstractButton>(*m_page, "playEpochsButton");
    click(play); // from the beginning, since it stands at the end
    auto* bar = find<EvaluateEpochBar>(*m_page, "epochBar");
    QVERIFY(bar->isPlaying());
    QTRY_VERIFY(!bar->isPlaying());
    QCOMPARE(opened.count(), 4);
    QCOMPARE(step(), std::int64_t{30});
    click(play);
    click(play);
    QVERIFY(!bar->isPlaying());
}

void TstEvaluateMatrix::aChosenCellStaysChosen()
{
    showPart(Part::Validation);
    QTest::mouseClick(m_view, Qt::LeftButton, {}, m_view->cellRect(0, 1).center());
    QTest::keyClick(m_view, Qt::Key_BracketLeft);
    QTRY_COMPARE(step(), std::int64_t{10});
    QCOMPARE(m_view->selection(), std::optional(MatrixCell{0, 1}));
    QCOMPARE(find<ImageGrid>(*m_page, "galleryGrid")->model()->rowCount(), 3);
    QVERIFY(find<QLabel>(*m_page, "galleryCount")->text().startsWith(QStringLiteral("3 of ")));
    showPart(Part::Test);
    QVERIFY(!m_view->selection().has_value());
}

void TstEvaluateMatrix::theTestPartAsksForItsImages()
{
    QVERIFY(!slider()->isEnabled());
    QVERIFY(slider()->toolTip().contains(QStringLiteral("Open the images")));
    QCOMPARE(text("partNote"), QStringLiteral("Test set opened 1 time(s)"));
    m_bench->openData();
    QTRY_VERIFY(slider()->isEnabled());
    QCOMPARE(slider()->maximum(), 1);                                          // the best and the last
    QVERIFY(!find<QAbstractButton>(*m_page, "playEpochsButton")->isEnabled()); // each opening is a decision
}

void TstEvaluateMatrix::anEngineBeforeAnyRunChangesNothing()
{
    TestBench bench(openLargerStripes);
    const EvaluatePage page(bench.workbench);
    bench.loader.adopt(&bench.reader, &bench.engine);
    QVERIFY(!find<QComboBox>(page, "viewsBox")->isVisible());
}

void TstEvaluateMatrix::openingACheckpointIsCounted()
{
    m_bench->openData();
    QTRY_VERIFY(slider()->isEnabled());
    slider()->setFocus();
    QTest::keyClick(slider(), Qt::Key_Right);
    QTRY_COMPARE(step(), std::int64_t{30});
    QCOMPARE(text("verdictHeadline"), QStringLiteral("100.00 % of the test images are right.")); // as the fake says
    QCOMPARE(text("partNote"), QStringLiteral("Test set opened 2 time(s)"));
    QTest::keyClick(slider(), Qt::Key_Left);
    QTRY_COMPARE(step(), std::int64_t{20});
    QCOMPARE(text("verdictHeadline"), QStringLiteral("99.17 % of the test images are right."));
    QCOMPARE(*loadTestOpenings(m_run), std::int64_t{1});
}

void TstEvaluateMatrix::anEpochThatIsGoneIsSaid()
{
    showPart(Part::Validation);
    QVERIFY(std::filesystem::remove(m_run / "predictions" / "validation-10.safetensors"));
    QTest::keyClick(m_view, Qt::Key_BracketLeft);
    QTRY_VERIFY(text("verdictDetails").contains(QStringLiteral("validation-10")));
    QCOMPARE(step(), std::int64_t{20});
    QCOMPARE(slider()->value(), 1);
    QCOMPARE(text("epochText"), QStringLiteral("Epoch 2 (best)"));
    QVERIFY(m_view->isVisible());
}

void TstEvaluateMatrix::marksOfTheScaleDoNotTouch()
{
    std::vector<EvaluationStop> stops;
    for (int epoch = 1; epoch <= 300; ++epoch) {
        stops.push_back({epoch * 10, static_cast<double>(epoch), epoch == 152, epoch == 300});
    }
    EpochScale scale(8);
    scale.resize(400, 24);
    scale.setStops(stops);
    const std::vector<int> places = scale.numberedPlaces();
    QVERIFY(places.size() > 4 && places.size() < 20);
    QVERIFY(std::binary_search(places.begin(), places.end(), 151)); // the best
    QCOMPARE(places.front(), 0);
    QCOMPARE(places.back(), 299);
    scale.setStops({stops[0]});
    QCOMPARE(scale.numberedPlaces(), std::vector<int>{0});
    scale.setStops({});
    QVERIFY(scale.numberedPlaces().empty());
}

void TstEvaluateMatrix::nothingIsCutInALowWindow()
{
    m_page->resize(1020, 590); // of the smallest window
    auto* pane = find<QWidget>(*m_page, "matrixPane");
    auto* bar = find<QWidget>(*m_page, "epochBar");
    QTRY_VERIFY(pane->height() < 560);
    QVERIFY(pane->rect().contains(bar->geometry()));
    QVERIFY(bar->height() >= bar->minimumSizeHint().height());
    QVERIFY(find<QTableView>(*m_page, "topConfusions")->height() >= 60);
}

SACCADE_TEST(tst_evaluate_matrix, TstEvaluateMatrix)
#include "tst_evaluate_matrix.moc"
