#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <atomic>

#include "tests/pages/test_bench.h"
#include "tests/test_registry.h"
#include "ui/models/class_table_model.h"
#include "ui/pages/data_page.h"
#include "ui/widgets/image_grid.h"
#include "ui/widgets/message_note.h"

using namespace saccade;

namespace {

/// A page on a bench, shown.
struct Shown
{
    explicit Shown(FakeImageReader::Open opens = TestBench::openStripes)
        : bench(std::move(opens)), page(bench.workbench)
    {
        page.resize(1300, 820);
        page.show();
    }
    void open()
    {
        bench.openData();
        QTRY_VERIFY(find<QPushButton>(page, "useForTrainingButton")->isEnabled());
    }
    template <typename Widget = QWidget>
    Widget* at(const char* name)
    {
        return find<Widget>(page, name);
    }

    TestBench bench;
    DataPage page;
};

Result<DataSet> openWithoutParts(const OpenRequest& request, std::stop_token,
                                 const std::function<void(const OpenProgress&)>&)
{
    DataSet set = makeStripesDataSet(4, 50, {8, 8, 3});
    set.source = request.source;
    set.hasGivenTest = false;
    set.hasGivenValidation = false;
    auto samples = std::make_shared<std::vector<Sample>>(*set.samples);
    for (Sample& sample : *samples) {
        sample.part = Part::Training;
    }
    set.samples = samples;
    set.problems = {{ErrorCode::NotAnImage, "text", "class-0/notes.txt"},
                    {ErrorCode::ImageDamaged, "", "class-1/x.jpg"}};
    return set;
}

} // namespace

class TstDataPage final : public QObject
{
    Q_OBJECT

private slots:
    void firstRunOpensTheSample();
    void firstRunOpensAFolder();
    void aCancelledDialogOpensNothing();
    void everySourceIsAsked_data();
    void everySourceIsAsked();
    void showsWhatIsOpen();
    void aClassFiltersTheImages();
    void findsByFileName();
    void partsAreFiltered();
    void keysWalkTheGrid();
    void theSplitIsChanged();
    void aGivenPartCannotBeChanged();
    void aGivenValidationPartLeavesNothingToChoose();
    void besideAGivenTestPartOnlyValidationIsDrawn();
    void filesLeftOutAreListed();
    void openingShowsProgressAndIsCancelled();
    void aFaultIsToldAndWhatWasOpenStays();
    void useForTrainingAsksForThatPage();
    void recentSourcesAreOfferedAgain();
};

void TstDataPage::firstRunOpensTheSample()
{
    Shown shown;
    QVERIFY(shown.at("firstRunPage")->isVisible());
    click(shown.at("trySampleButton"));
    QVERIFY(!shown.at("firstRunPage")->isVisible());
    QTRY_COMPARE(shown.bench.data.dataSet().source, std::string("sample"));
    QTRY_COMPARE(shown.at<QLabel>("pageSubject")->text(), QStringLiteral("stripes"));
}

void TstDataPage::firstRunOpensAFolder()
{
    Shown shown;
    shown.bench.dialogs.folders = {QStringLiteral("/pictures/animals")};
    click(shown.at("openFolderButton"));
    QTRY_COMPARE(shown.bench.data.dataSet().source, std::string("/pictures/animals"));
}

void TstDataPage::aCancelledDialogOpensNothing()
{
    Shown shown;
    click(shown.at("openArchiveLink"));
    QCOMPARE(shown.bench.dialogs.asked.size(), 1);
    QVERIFY(!shown.bench.data.isBusy());
    QVERIFY(shown.at("firstRunPage")->isVisible());
}

void TstDataPage::everySourceIsAsked_data()
{
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("file");
    QTest::newRow("archive") << "openArchiveLink"
                             << "archiveSource"
                             << "/sets/birds.tar.xz";
    QTest::newRow("IDX") << "openPixelsLink"
                         << "pixelsSource"
                         << "/sets/train-images-idx3-ubyte.gz";
    QTest::newRow("CIFAR") << "openPixelsLink"
                           << "pixelsSource"
                           << "/sets/data_batch_1.bin";
    QTest::newRow("list") << "openListLink"
                          << "listSource"
                          << "/sets/birds.csv";
}

// From the first run's link, then again by the pane's button; the pane marks what is open.
void TstDataPage::everySourceIsAsked()
{
    QFETCH(QString, link);
    QFETCH(QString, button);
    QFETCH(QString, file);
    Shown shown;
    shown.bench.dialogs.files = {{file}, {file}};
    click(shown.at(link.toLatin1().constData()));
    QTRY_COMPARE(shown.bench.data.dataSet().source, file.toStdString());
    auto* source = shown.at<QAbstractButton>(button.toLatin1().constData());
    QTRY_VERIFY(source->isChecked());
    QVERIFY(!shown.at<QAbstractButton>("folderSource")->isChecked());
    click(source);
    QCOMPARE(shown.bench.dialogs.asked.size(), 2);
    QCOMPARE(shown.bench.dialogs.asked.at(0), shown.bench.dialogs.asked.at(1));
    QTRY_VERIFY(!shown.bench.data.isBusy());
    QVERIFY(source->isChecked());
    shown.bench.preferences.addRecentSource(file);
    QCOMPARE(shown.at<QAbstractButton>("recent0")->text(), file.section(QLatin1Char('/'), -1));
}

void TstDataPage::showsWhatIsOpen()
{
    Shown shown;
    shown.open();
    QCOMPARE(shown.at<QLabel>("pageDetails")->text(), QStringLiteral("360 images in 3 classes"));
    QCOMPARE(shown.at<QTableView>("classTable")->model()->rowCount(), 3);
    for (const char* name : {"splitCount0", "splitCount1", "splitCount2"}) {
        QCOMPARE(shown.at<QLabel>(name)->text(), QStringLiteral("120"));
    }
    QCOMPARE(shown.at<ImageGrid>("imageGrid")->model()->rowCount(), 360);
    QCOMPARE(shown.page.findChildren<QWidget*>(QStringLiteral("badCheck")).size(), 0);
    QVERIFY(shown.page.findChildren<QWidget*>(QStringLiteral("goodCheck")).size() >= 4);
}

void TstDataPage::aClassFiltersTheImages()
{
    Shown shown;
    shown.open();
    auto* table = shown.at<QTableView>("classTable");
    auto* grid = shown.at<ImageGrid>("imageGrid");
    const QPoint second = table->visualRect(table->model()->index(1, 0)).center();
    click(table->viewport(), second);
    QCOMPARE(grid->model()->rowCount(), 120);
    QCOMPARE(shown.at<QComboBox>("classFilterComboBox")->currentIndex(), 2);
    QCOMPARE(shown.at<QLabel>("imageCount")->text(), QStringLiteral("120 of 360 images"));
    click(table->viewport(), second);
    QCOMPARE(grid->model()->rowCount(), 360);
    QTest::keyClick(shown.at("classFilterComboBox"), Qt::Key_Down);
    QCOMPARE(table->selectionModel()->selectedRows().value(0).row(), 0);
}

void TstDataPage::findsByFileName()
{
    Shown shown;
    shown.open();
    auto* search = shown.at<QLineEdit>("imageSearchEdit");
    QTest::keyClicks(search, QStringLiteral("class-1/0007"));
    QCOMPARE(shown.at<ImageGrid>("imageGrid")->model()->rowCount(), 1);
    QTest::keyClicks(search, QStringLiteral("nothing"));
    QCOMPARE(shown.at<ImageGrid>("imageGrid")->model()->rowCount(), 0);
}

void TstDataPage::partsAreFiltered()
{
    Shown shown;
    shown.open();
    QTest::keyClick(shown.at("partFilterComboBox"), Qt::Key_End);
    auto* model = shown.at<ImageGrid>("imageGrid")->model();
    QCOMPARE(model->rowCount(), 120);
    QCOMPARE(model->index(0, 0).data(ImageGrid::NoteRole).toString(), QStringLiteral("test"));
}

void TstDataPage::keysWalkTheGrid()
{
    Shown shown;
    shown.open();
    auto* grid = shown.at<ImageGrid>("imageGrid");
    grid->setFocus();
    QTest::keyClick(grid, Qt::Key_Home);
    QCOMPARE(grid->currentRow(), 0);
    QTest::keyClick(grid, Qt::Key_Right);
    QCOMPARE(grid->currentRow(), 1);
    QTest::keyClick(grid, Qt::Key_End);
    QCOMPARE(grid->currentRow(), 359);
    QVERIFY(shown.at<QLabel>("chosenClass")->text().startsWith(QLatin1String("class-")));
    QVERIFY(shown.at<QLabel>("chosenDetails")->text().contains(QStringLiteral("8 × 8")));
}

void TstDataPage::theSplitIsChanged()
{
    Shown shown(openWithoutParts);
    shown.open();
    QVERIFY(!shown.at("splitEditor")->isVisible());
    click(shown.at("changeSplitButton"));
    QVERIFY(shown.at("splitEditor")->isVisible());
    shown.at<QSpinBox>("validationShareSpinBox")->setValue(20);
    shown.at<QSpinBox>("testShareSpinBox")->setValue(0);
    shown.at<QSpinBox>("splitSeedSpinBox")->setValue(7);
    click(shown.at("applySplitButton"));
    QVERIFY(!shown.at("splitEditor")->isVisible());
    // four classes of 150 images, a fifth of each
    QTRY_COMPARE(shown.at<QLabel>("splitCount1")->text(), QStringLiteral("120"));
    QCOMPARE(shown.at<QLabel>("splitCount0")->text(), QStringLiteral("480"));
    QCOMPARE(shown.at<QLabel>("splitCount2")->text(), QStringLiteral("0"));
    QVERIFY(shown.at<QLabel>("splitNote")->text().contains(QLatin1Char('7')));
    QCOMPARE(shown.bench.data.splitRule().seed, std::uint64_t{7});
}

void TstDataPage::aGivenPartCannotBeChanged()
{
    Shown shown;
    shown.open();
    QVERIFY(!shown.at("changeSplitButton")->isEnabled());
    QCOMPARE(shown.at<QLabel>("splitNote")->text(), QStringLiteral("given by the data set"));
}

void TstDataPage::aGivenValidationPartLeavesNothingToChoose()
{
    Shown shown([](const OpenRequest& request, std::stop_token token, const auto& progress) {
        Result<DataSet> set = openWithoutParts(request, token, progress);
        set->hasGivenValidation = true;
        return set;
    });
    shown.open();
    QVERIFY(!shown.at("changeSplitButton")->isEnabled());
    QCOMPARE(shown.at<QLabel>("splitNote")->text(), QStringLiteral("given by the data set"));
}

void TstDataPage::besideAGivenTestPartOnlyValidationIsDrawn()
{
    Shown shown([](const OpenRequest& request, std::stop_token token, const auto& progress) {
        Result<DataSet> set = openWithoutParts(request, token, progress);
        set->hasGivenTest = true;
        return set;
    });
    shown.open();
    QVERIFY(shown.at<QLabel>("splitNote")->text().startsWith(QLatin1String("test given, validation fixed by seed")));
    click(shown.at("changeSplitButton"));
    QVERIFY(shown.at("validationShareSpinBox")->isEnabled());
    QVERIFY(!shown.at("testShareSpinBox")->isEnabled());
}

void TstDataPage::filesLeftOutAreListed()
{
    Shown shown(openWithoutParts);
    shown.open();
    click(shown.at("showProblemsButton"));
    auto* table = find<QTableView>(shown.page, "problemsTable");
    QCOMPARE(table->model()->rowCount(), 2);
    click(table->viewport(), table->visualRect(table->model()->index(0, 0)).center());
    QVERIFY(find<QLabel>(shown.page, "problemSentence")->text().contains(QLatin1String("notes.txt")));
}

void TstDataPage::openingShowsProgressAndIsCancelled()
{
    std::atomic<bool> isStopped = false;
    Shown shown([&isStopped](const OpenRequest&, std::stop_token stop, const auto& progress) -> Result<DataSet> {
        progress({1204, 1840, 12.0});
        while (!stop.stop_requested()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        isStopped = true;
        return Error{ErrorCode::Cancelled, {}, {}};
    });
    click(shown.at("trySampleButton"));
    QVERIFY(shown.at("loadingView")->isVisible());
    QTRY_COMPARE(shown.at<QLabel>("loadingText")->text(), QStringLiteral("1,204 of 1,840"));
    QCOMPARE(shown.at<QLabel>("loadingTimeLeft")->text(), QStringLiteral("12 s left"));
    click(shown.at("cancelLoadingButton"));
    QTRY_VERIFY(!shown.at("loadingView")->isVisible());
    QTRY_VERIFY(isStopped);
    QVERIFY(!shown.at("openFault")->isVisible());
}

void TstDataPage::aFaultIsToldAndWhatWasOpenStays()
{
    int calls = 0;
    Shown shown([&calls](const OpenRequest& request, std::stop_token stop, const auto& progress) -> Result<DataSet> {
        if (calls++ > 0) {
            return Error{ErrorCode::TooFewClasses, "1", request.source};
        }
        return TestBench::openStripes(request, stop, progress);
    });
    shown.open();
    shown.bench.dialogs.folders = {QStringLiteral("/pictures/one-class")};
    click(shown.at("folderSource"));
    QTRY_VERIFY(shown.at("openFault")->isVisible());
    const QString text = shown.at<MessageNote>("openFault")->text();
    QVERIFY2(text.contains(QLatin1String("/pictures/one-class")), qPrintable(text));
    QVERIFY2(text.contains(QLatin1String("two classes")), qPrintable(text));
    QCOMPARE(shown.at<ImageGrid>("imageGrid")->model()->rowCount(), 360);
    QVERIFY(!shown.at("loadingView")->isVisible());
}

void TstDataPage::useForTrainingAsksForThatPage()
{
    Shown shown;
    shown.open();
    QSignalSpy asked(&shown.page, &Page::pageRequested);
    click(shown.at("useForTrainingButton"));
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().first().value<PageId>(), PageId::Train);
}

void TstDataPage::recentSourcesAreOfferedAgain()
{
    Shown shown;
    shown.open();
    shown.bench.preferences.addRecentSource(QStringLiteral("/pictures/leaves.tar"));
    auto* recent = shown.at<QAbstractButton>("recent0");
    QCOMPARE(recent->text(), QStringLiteral("leaves.tar"));
    QTRY_VERIFY(recent->isVisible());
    click(recent);
    QTRY_COMPARE(shown.bench.data.dataSet().source, std::string("/pictures/leaves.tar"));
}

SACCADE_TEST(tst_data_page, TstDataPage)
#include "tst_data_page.moc"
