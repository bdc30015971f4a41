#include <QAbstractButton>
#include <QClipboard>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSlider>
#include <QTableView>
#include <QTest>

#include "engine/runs/answer_rule.h"
#include "tests/pages/test_bench.h"
#include "tests/support/memory_store.h"
#include "tests/support/sure_run.h"
#include "tests/test_registry.h"
#include "ui/pages/evaluate_page.h"
#include "ui/pages/findings_popup.h"
#include "ui/plots/rate_plot.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/image_grid.h"
#include "ui/widgets/segmented_buttons.h"

using namespace saccade;

namespace {

enum Tab
{
    Classes,
    Curves,
    Confidence,
    Reject,
    Labels,
    Maps
};

void clickRow(QTableView& table, int row)
{
    const QRect cell = table.visualRect(table.model()->index(row, 0));
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, cell.center());
}

} // namespace

/// The figures beside the matrix, by keys and clicks: each number leads to its images, each decision can be undone.
class TstEvaluateFigures : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_page.reset(); }
    void rowOfAClassShowsItsImages();
    void orderOfTheTableIsRemembered();
    void tableIsCopied();
    void thresholdMovesByKeys();
    void curveHasATableTwin();
    void wrongImagesAboveTheThreshold();
    void barOfConfidenceShowsItsImages();
    void temperatureIsAcceptedAndUndone();
    void thresholdIsKeptAndUndone();
    void suspectOpensItsValidationImage();
    void findingsLeadToTheirImages();
    void tabIsRemembered();
    void runWithoutProbabilitiesSaysSo();
    void rejectAxisHasRoundNumbers();
    void percentIsSaidOnceOnly();
    void findingsLeadToTheirFigures();
    void heatMapsNeedTheImages();
    void heatMapsOfAClass();

private:
    void open(bool keepsProbabilities = true);
    void choose(Tab tab) { click(find<SegmentedButtons>(*m_page, "figuresTabs")->button(tab)); }
    [[nodiscard]] int images() const { return find<ImageGrid>(*m_page, "galleryGrid")->model()->rowCount(); }
    [[nodiscard]] QString chip() const { return find<QAbstractButton>(*m_page, "filterChip0")->text(); }
    [[nodiscard]] QString text(const char* label) const { return find<QLabel>(*m_page, label)->text(); }
    [[nodiscard]] Result<AnswerRule> rule() const { return loadAnswerRule(m_run); }

    std::unique_ptr<TestBench> m_bench;
    std::unique_ptr<EvaluatePage> m_page;
    std::filesystem::path m_run;
};

void TstEvaluateFigures::init()
{
    m_bench = std::make_unique<TestBench>();
    open();
}

void TstEvaluateFigures::open(bool keepsProbabilities)
{
    m_run = recordSureRun(m_bench->folder.path() / "runs", keepsProbabilities);
    m_page = std::make_unique<EvaluatePage>(m_bench->workbench);
    m_page->resize(1300, 860);
    m_page->show();
    m_bench->evaluate.open(m_run);
    QTRY_VERIFY(find<QAbstractButton>(*m_page, "findingsButton")->isVisible());
}

void TstEvaluateFigures::rowOfAClassShowsItsImages()
{
    auto* table = find<QTableView>(*m_page, "classReport");
    QCOMPARE(table->model()->rowCount(), 6);
    clickRow(*table, 0);
    QCOMPARE(images(), kSureImages / 3);
    const QString first = chip();
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(chip() != first);
}

void TstEvaluateFigures::orderOfTheTableIsRemembered()
{
    auto* header = find<QTableView>(*m_page, "classReport")->horizontalHeader();
    QCOMPARE(header->sortIndicatorSection(), 3);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(header->sectionViewportPosition(2) + 30, 10));
    QCOMPARE(header->sortIndicatorSection(), 2);
    const EvaluatePage other(m_bench->workbench);
    QCOMPARE(find<QTableView>(other, "classReport")->horizontalHeader()->sortIndicatorSection(), 2);
}

void TstEvaluateFigures::tableIsCopied()
{
    click(find<QAbstractButton>(*m_page, "copyReportButton"));
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("class,precision,recall,f1,f1_low")));
}

void TstEvaluateFigures::thresholdMovesByKeys()
{
    choose(Curves);
    auto* slider = find<QSlider>(*m_page, "curveThreshold");
    QTRY_VERIFY(slider->isEnabled());
    const QString before = text("thresholdFigures");
    QTest::keyClick(slider, Qt::Key_Home);
    QVERIFY(text("thresholdFigures") != before);
    QVERIFY(text("thresholdFigures").contains(QStringLiteral("recall 100.0")));
    click(find<QAbstractButton>(*m_page, "bestThresholdButton"));
    QVERIFY(slider->value() > 800);
    QVERIFY(find<RatePlot>(*m_page, "curvePlot")->content().best.has_value());
    QVERIFY(text("averagePrecision").contains(QStringLiteral("–")));
}

void TstEvaluateFigures::curveHasATableTwin()
{
    choose(Curves);
    QTRY_VERIFY(find<QSlider>(*m_page, "curveThreshold")->isEnabled());
    auto* table = find<QTableView>(*m_page, "curveTable");
    QVERIFY(!table->isVisible());
    QTest::keyClick(find<QSlider>(*m_page, "curveThreshold"), Qt::Key_T);
    QVERIFY(table->isVisible());
    QVERIFY(table->model()->rowCount() > 10);
}

void TstEvaluateFigures::wrongImagesAboveTheThreshold()
{
    choose(Curves);
    QTRY_VERIFY(find<QSlider>(*m_page, "curveThreshold")->isEnabled());
    click(find<QAbstractButton>(*m_page, "wrongAboveButton"));
    QCOMPARE(images(), kSureImages / 3 / 4); // of owls called cats
    QVERIFY(chip().startsWith(QStringLiteral("Not cat, but 50.0 % or more")));
    click(find<QAbstractButton>(*m_page, "filterChip0"));
    QCOMPARE(images(), kSureImages);
}

/// As trained they are 0.9 to 0.95 sure; a corrected bar names what a filter by the answers' confidence cannot.
void TstEvaluateFigures::barOfConfidenceShowsItsImages()
{
    choose(Confidence);
    auto* plot = find<QWidget>(*m_page, "reliabilityPlot");
    auto* which = find<SegmentedButtons>(*m_page, "confidenceWhich");
    QTRY_VERIFY(which->button(1)->isEnabled());
    const auto clickAlong = [plot] {
        for (int x = 0; x < plot->width(); x += 4) {
            QTest::mouseClick(plot, Qt::LeftButton, {}, {x, plot->height() / 2});
        }
    };
    plot->grab(); // lays out
    clickAlong();
    QVERIFY(chip().startsWith(QStringLiteral("Confidence ")));
    QVERIFY(images() > 0);
    find<QAbstractButton>(*m_page, "filterChip0")->click();
    QCOMPARE(images(), kSureImages);
    click(which->button(1));
    plot->grab();
    clickAlong();
    QVERIFY(chip().startsWith(QStringLiteral("Corrected confidence ")));
    QVERIFY(images() > 0);
}

void TstEvaluateFigures::temperatureIsAcceptedAndUndone()
{
    choose(Confidence);
    auto* correct = find<QAbstractButton>(*m_page, "correctConfidenceButton");
    QTRY_VERIFY(correct->isEnabled());
    const QString before = text("calibrationError");
    QVERIFY(text("reliabilitySentence").contains(QStringLiteral("promises more")));
    click(correct);
    QTRY_VERIFY(!correct->isVisible());
    QVERIFY(rule()->temperature > 1);
    QVERIFY(text("calibrationError") != before);
    auto* undo = find<QAbstractButton>(*m_page, "undoTemperatureButton");
    click(find<QAbstractButton>(*m_page, "useAsTrainedButton"));
    QTRY_VERIFY(correct->isVisible());
    QCOMPARE(rule()->temperature, 1.0);
    click(undo);
    QTRY_VERIFY(!correct->isVisible());
    QTest::keyClick(undo, Qt::Key_Space);
    QTRY_VERIFY(correct->isVisible());
    QVERIFY(!undo->isVisible());
    QCOMPARE(rule()->temperature, 1.0);
    QCOMPARE(text("calibrationError"), before);
}

void TstEvaluateFigures::thresholdIsKeptAndUndone()
{
    choose(Reject);
    auto* slider = find<QSlider>(*m_page, "rejectThreshold");
    QTRY_VERIFY(slider->isEnabled());
    QVERIFY(text("coverageSentence").contains(QStringLiteral("answers 100.0 %")));
    slider->setValue(924);
    QTest::keyClick(slider, Qt::Key_Right);
    auto* keep = find<QAbstractButton>(*m_page, "keepThresholdButton");
    QCOMPARE(keep->text(), QStringLiteral("Unknown below 92.5 %"));
    click(keep);
    auto* always = find<QAbstractButton>(*m_page, "answerAlwaysButton");
    QTRY_VERIFY(always->isVisible());
    QCOMPARE(rule()->rejectThreshold.value_or(0), 0.925);
    click(find<QAbstractButton>(*m_page, "refusedButton"));
    const int refused = images();
    QVERIFY(refused > 0 && refused < kSureImages);
    click(find<QAbstractButton>(*m_page, "undoThresholdButton"));
    QTRY_VERIFY(!always->isVisible());
    QVERIFY(!rule()->rejectThreshold.has_value());
    QCOMPARE(slider->value(), 0);
}

void TstEvaluateFigures::suspectOpensItsValidationImage()
{
    choose(Labels);
    auto* table = find<QTableView>(*m_page, "suspectsTable");
    QTRY_COMPARE(table->model()->rowCount(), kSureImages / 4);
    clickRow(*table, 2);
    QTRY_COMPARE(images(), 1);
    QCOMPARE(find<QComboBox>(*m_page, "partBox")->currentText(), QStringLiteral("Validation"));
}

void TstEvaluateFigures::findingsLeadToTheirImages()
{
    auto* popup = find<FindingsPopup>(*m_page, "findingsPopup");
    click(find<QAbstractButton>(*m_page, "findingsButton"));
    QVERIFY(popup->isVisible());
    QVERIFY(popup->findChildren<QLabel*>(QStringLiteral("findingText")).size() > 2);
    click(find<QAbstractButton>(*popup, "findingImagesButton"));
    QVERIFY(!popup->isVisible());
    QCOMPARE(images(), kSureImages / 3 / 4);
}

void TstEvaluateFigures::tabIsRemembered()
{
    choose(Reject);
    const EvaluatePage other(m_bench->workbench);
    QCOMPARE(find<SegmentedButtons>(other, "figuresTabs")->current(), int{Reject});
}

void TstEvaluateFigures::runWithoutProbabilitiesSaysSo()
{
    open(false);
    choose(Curves);
    QTRY_VERIFY(text("thresholdFigures").contains(QStringLiteral("no probabilities")));
    choose(Confidence);
    QVERIFY(!find<QAbstractButton>(*m_page, "correctConfidenceButton")->isEnabled());
    QVERIFY(text("temperatureSentence").contains(QStringLiteral("cannot be corrected")));
}

void TstEvaluateFigures::rejectAxisHasRoundNumbers()
{
    choose(Reject);
    QTRY_VERIFY(find<QSlider>(*m_page, "rejectThreshold")->isEnabled());
    QCOMPARE(find<RatePlot>(*m_page, "riskPlot")->content().yHigh, 0.4); // 10, 20, 30, 40 %
}

void TstEvaluateFigures::percentIsSaidOnceOnly()
{
    choose(Classes);
    QCOMPARE(find<ElidedLabel>(*m_page, "figuresNote")->text(), QStringLiteral("in percent"));
    choose(Reject);
    QCOMPARE(find<ElidedLabel>(*m_page, "figuresNote")->text(), QString());
}

void TstEvaluateFigures::findingsLeadToTheirFigures()
{
    auto* popup = find<FindingsPopup>(*m_page, "findingsPopup");
    click(find<QAbstractButton>(*m_page, "findingsButton"));
    const auto buttons = popup->findChildren<QAbstractButton*>(QStringLiteral("findingFiguresButton"));
    QVERIFY(!buttons.isEmpty());
    click(buttons.last()); // too sure: the last finding
    QVERIFY(!popup->isVisible());
    QCOMPARE(find<SegmentedButtons>(*m_page, "figuresTabs")->current(), int{Confidence});
}

void TstEvaluateFigures::heatMapsNeedTheImages()
{
    m_bench->openData(); // other images than the run's
    choose(Maps);
    QVERIFY(find<ImageGrid>(*m_page, "mapsGrid")->isVisible());
    QCOMPARE(find<ImageGrid>(*m_page, "mapsGrid")->model()->rowCount(), 0);
}

void TstEvaluateFigures::heatMapsOfAClass()
{
    m_page.reset();
    m_bench = std::make_unique<TestBench>([](const OpenRequest&, std::stop_token, const auto&) {
        DataSet set = makeStripesDataSet(3, 60, {2, 2, 1});
        set.id = "abc"; // the run's
        return Result<DataSet>(set);
    });
    m_bench->openData();
    open();
    choose(Maps);
    auto* grid = find<ImageGrid>(*m_page, "mapsGrid");
    QCOMPARE(grid->model()->rowCount(), 24);
    const auto picture = [&] { return grid->model()->index(23, 0).data(Qt::DecorationRole).value<QImage>(); };
    QTRY_COMPARE(picture().width(), 192); // with its map
    QTRY_VERIFY(text("mapsState").startsWith(QStringLiteral("The 24 most confident")));
    const QImage first = picture();
    auto* classes = find<QComboBox>(*m_page, "mapsClass");
    QTest::keyClick(classes, Qt::Key_Down);
    QTRY_VERIFY(picture().width() == 192 && picture() != first);
    click(find<SegmentedButtons>(*m_page, "mapsWhich")->button(2)); // wrong ones
    QCOMPARE(grid->model()->rowCount(), kSureImages / 3 / 4);
    QCOMPARE(grid->model()->index(0, 0).data(ImageGrid::EmphasisRole).toInt(), 2);
    QTest::keyClick(grid, Qt::Key_Home);
    QTest::keyClick(grid, Qt::Key_Return);
    QCOMPARE(images(), 1);
    QVERIFY(chip().startsWith(grid->model()->index(0, 0).data().toString()));
}

SACCADE_TEST(tst_evaluate_figures, TstEvaluateFigures)
#include "tst_evaluate_figures.moc"
