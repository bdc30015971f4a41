#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QTest>

#include "tests/pages/test_bench.h"
#include "tests/support/sure_run.h"
#include "tests/test_registry.h"
#include "ui/pages/comparison_pane.h"
#include "ui/pages/evaluate_page.h"
#include "ui/widgets/image_grid.h"
#include "ui/widgets/segmented_buttons.h"

using namespace saccade;

/// The shown run beside another, by keys and clicks.
class TstComparisonPane : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void anotherFolderIsCompared();
    void recentRunIsCompared();
    void rowOfAClassFiltersTheImages();
    void rowOfAConfusionShowsWhatMadeTheDifference();
    void escapeGoesBack();
    void anotherPartStaysCompared();
    void whatIsNoRunSaysSo();

private:
    void openMenu() { click(find<QPushButton>(*m_page, "compareButton")); }
    void compareWithFolder(const std::filesystem::path& folder);
    [[nodiscard]] QString headline() const { return find<QLabel>(*m_page, "comparisonHeadline")->text(); }
    [[nodiscard]] int images() const { return find<ImageGrid>(*m_page, "comparisonGrid")->model()->rowCount(); }

    std::unique_ptr<TestBench> m_bench;
    std::unique_ptr<EvaluatePage> m_page;
    ComparisonPane* m_pane = nullptr;
    std::filesystem::path m_other;
};

void TstComparisonPane::init()
{
    m_bench = std::make_unique<TestBench>();
    const std::filesystem::path run = recordSureRun(m_bench->folder.path() / "runs");
    m_other = recordSureRun(m_bench->folder.path() / "others", true, 2);
    m_page = std::make_unique<EvaluatePage>(m_bench->workbench);
    m_page->resize(1300, 860);
    m_page->show();
    m_pane = find<ComparisonPane>(*m_page, "comparisonPane");
    QVERIFY(!find<QPushButton>(*m_page, "compareButton")->isEnabled());
    m_bench->evaluate.open(run);
    QTRY_VERIFY(find<QPushButton>(*m_page, "compareButton")->isEnabled());
}

void TstComparisonPane::cleanup()
{
    m_page.reset();
    m_bench.reset();
}

void TstComparisonPane::compareWithFolder(const std::filesystem::path& folder)
{
    m_bench->dialogs.folders.push_back(QString::fromStdString(folder.string()));
    openMenu();
    auto* menu = find<QMenu>(*m_page, "compareMenu");
    QTest::keyClick(menu, Qt::Key_Up); // the last entry
    QTest::keyClick(menu, Qt::Key_Return);
    QTRY_VERIFY(!headline().isEmpty() && headline() != QStringLiteral("Comparing…"));
}

void TstComparisonPane::anotherFolderIsCompared()
{
    compareWithFolder(m_other);
    QVERIFY(m_pane->isVisible());
    QCOMPARE(headline(), QStringLiteral("A is better by 25.00 points."));
    auto* sides = find<SegmentedButtons>(*m_page, "comparedSides");
    QCOMPARE(sides->button(0)->text(), QStringLiteral("Only A right: 60"));
    QCOMPARE(images(), 60);
    click(sides->button(1));
    QCOMPARE(images(), 0);
    click(sides->button(2));
    QCOMPARE(images(), 60);
    QCOMPARE(find<QLabel>(*m_page, "bothRightNote")->text(), QStringLiteral("Both right: 120"));
    QVERIFY(find<QLabel>(*m_page, "comparedRunA")->text().contains(QStringLiteral("75.00")));
    QVERIFY(find<QLabel>(*m_page, "sameSettingsNote")->isVisible());
}

void TstComparisonPane::recentRunIsCompared()
{
    m_bench->preferences.addRecentRun(QString::fromStdString(m_other.string()));
    openMenu();
    auto* menu = find<QMenu>(*m_page, "compareMenu");
    QCOMPARE(menu->actions().size(), 2);
    QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions().first()).center());
    QTRY_COMPARE(headline(), QStringLiteral("A is better by 25.00 points."));
}

void TstComparisonPane::rowOfAClassFiltersTheImages()
{
    compareWithFolder(m_other);
    auto* table = find<QTableView>(*m_page, "comparedClassesTable");
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->model()->index(0, 0)).center());
    QCOMPARE(images(), 20);
    auto* chip = find<QAbstractButton>(*m_page, "comparisonChip");
    QVERIFY(chip->isVisible());
    click(chip);
    QCOMPARE(images(), 60);
    QVERIFY(!chip->isVisible());
}

void TstComparisonPane::rowOfAConfusionShowsWhatMadeTheDifference()
{
    compareWithFolder(m_other);
    auto* table = find<QTableView>(*m_page, "changedConfusionsTable");
    QVERIFY(table->model()->rowCount() > 0);
    auto* sides = find<SegmentedButtons>(*m_page, "comparedSides");
    sides->setCurrent(2);
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(sides->current(), 0); // A has fewer of them
    const QAbstractItemModel& grid = *find<ImageGrid>(*m_page, "comparisonGrid")->model();
    QVERIFY(images() > 0 && images() < 60);
    const QStringList classes = table->model()->index(0, 0).data().toString().split(QStringLiteral(" → "));
    for (int row = 0; row < images(); ++row) {
        QCOMPARE(grid.index(row, 0).data(ImageGrid::CaptionRole).toString(), classes.front());
        QCOMPARE(grid.index(row, 0).data(ImageGrid::NoteRole).toString(), QStringLiteral("B says ") + classes.back());
    }
    auto* chip = find<QAbstractButton>(*m_page, "comparisonChip");
    QCOMPARE(chip->text(), classes.join(QStringLiteral(" taken for ")) + QStringLiteral("   ×"));
    click(chip);
    QCOMPARE(images(), 60);
}

void TstComparisonPane::escapeGoesBack()
{
    compareWithFolder(m_other);
    QTest::keyClick(find<ImageGrid>(*m_page, "comparisonGrid"), Qt::Key_Escape);
    QVERIFY(!m_pane->isVisible());
    QVERIFY(find<QWidget>(*m_page, "evaluatePanes")->isVisible());
}

void TstComparisonPane::anotherPartStaysCompared()
{
    compareWithFolder(m_other);
    auto* parts = find<QComboBox>(*m_page, "partBox");
    QCOMPARE(parts->currentText(), QStringLiteral("Test set"));
    chooseByKeys(parts, 1);
    QTRY_VERIFY(m_bench->evaluate.evaluation().part == Part::Validation);
    QTRY_COMPARE(headline(), QStringLiteral("A is better by 25.00 points."));
    QVERIFY(m_pane->isVisible());
}

void TstComparisonPane::whatIsNoRunSaysSo()
{
    compareWithFolder(m_bench->folder.path());
    QCOMPARE(headline(), QStringLiteral("The runs cannot be compared."));
    click(find<QPushButton>(*m_page, "closeComparisonButton"));
    QVERIFY(!m_pane->isVisible());
}

SACCADE_TEST(tst_comparison_pane, TstComparisonPane)
#include "tst_comparison_pane.moc"
