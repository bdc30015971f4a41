#include <QAbstractButton>
#include <QClipboard>
#include <QDir>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QSignalSpy>
#include <fstream>

#include "tests/pages/test_bench.h"
#include "tests/test_registry.h"
#include "ui/widgets/dropped_model.h"
#include "ui/window/drop_overlay.h"
#include "ui/window/main_window.h"

using namespace saccade;

namespace {

/// Takes any drop of an image, Evaluate and Predict a model too, and remembers that.
class FakePage final : public Page
{
public:
    FakePage(Workbench& workbench, const QString& title, const QString& icon) : Page(workbench, title, icon) {}

    bool acceptDrop(const QMimeData& mime) override
    {
        const bool usesModels = title() == QLatin1String("Evaluate") || title() == QLatin1String("Predict");
        const bool takes = mime.hasImage() || (usesModels && modelIn(mime));
        taken += takes ? 1 : 0;
        return takes;
    }
    int taken = 0;
};

RunReport trainUntilStopped(const TrainPlan&, const DataSet&, TrainObserver&, std::stop_token stop)
{
    while (!stop.stop_requested()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    RunReport report;
    report.reason = EndReason::Stopped;
    return report;
}

struct Window
{
    Window()
        : bench(TestBench::openStripes, trainUntilStopped),
          pages{new FakePage(bench.workbench, QStringLiteral("Data"), QStringLiteral("data")),
                new FakePage(bench.workbench, QStringLiteral("Train"), QStringLiteral("train")),
                new FakePage(bench.workbench, QStringLiteral("Evaluate"), QStringLiteral("evaluate")),
                new FakePage(bench.workbench, QStringLiteral("Predict"), QStringLiteral("predict")),
                new FakePage(bench.workbench, QStringLiteral("Export"), QStringLiteral("export"))},
          window(bench.workbench, {pages.begin(), pages.end()})
    {
        window.show();
        QApplication::setActiveWindow(&window);
    }
    void train()
    {
        bench.openData();
        bench.train.start({}, bench.data.dataSet(), {});
        QTRY_COMPARE(bench.train.state(), TrainState::Running);
    }

    TestBench bench;
    std::vector<FakePage*> pages;
    MainWindow window;
};

void drag(MainWindow& window, const QMimeData& mime, bool drops)
{
    QDragEnterEvent enter(QPoint(500, 400), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    if (drops && enter.isAccepted()) {
        QDropEvent drop(QPointF(500, 400), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&window, &drop);
    }
}

} // namespace

class TstMainWindow final : public QObject
{
    Q_OBJECT

private slots:
    void theRailChangesPages();
    void theKeysChangePages();
    void everyMenuHasSomethingToDo();
    void aDroppedFolderIsOpened();
    void aDroppedModelIsForPredict();
    void aModelOpenedAsARunIsForEvaluate();
    void aDroppedSourceFileIsOpened_data();
    void aDroppedSourceFileIsOpened();
    void theMenuOpensEverySource_data();
    void theMenuOpensEverySource();
    void aDraggedThingIsAnnounced();
    void aPastedImageGoesToPredict();
    void openingAFolderByKey();
    void closingDuringARunAsksFirst();
    void closingStopsTheRunAndWaits();
    void thePlaceIsRemembered();
};

void TstMainWindow::theRailChangesPages()
{
    Window shown;
    click(find<QWidget>(shown.window, "rail-evaluate"));
    QCOMPARE(shown.window.currentPage(), PageId::Evaluate);
    QVERIFY(shown.pages[2]->isVisible());
    emit shown.pages[2]->pageRequested(PageId::Train);
    QCOMPARE(shown.window.currentPage(), PageId::Train);
    QVERIFY(find<QAbstractButton>(shown.window, "rail-train")->isChecked());
}

void TstMainWindow::theKeysChangePages()
{
    Window shown;
    for (const int page : {3, 1, 4, 0, 2}) {
        QTest::keyClick(&shown.window, static_cast<Qt::Key>(Qt::Key_1 + page), Qt::ControlModifier);
        QCOMPARE(static_cast<int>(shown.window.currentPage()), page);
    }
}

void TstMainWindow::everyMenuHasSomethingToDo()
{
    Window shown;
    for (const QAction* menu : shown.window.menuBar()->actions()) {
        if (menu->isVisible()) {
            QVERIFY2(menu->menu() != nullptr && !menu->menu()->isEmpty(), qPrintable(menu->text()));
        }
    }
}

void TstMainWindow::aDroppedFolderIsOpened()
{
    Window shown;
    shown.window.showPage(PageId::Train);
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(QDir::tempPath())});
    drag(shown.window, mime, true);
    QTRY_COMPARE(shown.bench.data.dataSet().source, QDir::tempPath().toStdString());
    QCOMPARE(shown.window.currentPage(), PageId::Data);
    QVERIFY(!find<DropOverlay>(shown.window, "dropOverlay")->isVisible());
}

void TstMainWindow::aDroppedModelIsForPredict()
{
    Window shown;
    const std::filesystem::path bundle = shown.bench.folder.path() / "bundle";
    std::filesystem::create_directories(bundle);
    std::ofstream(bundle / "model.onnx") << "x";
    int expected = 0;
    for (const std::filesystem::path& model : {bundle, bundle / "model.onnx"}) {
        shown.window.showPage(PageId::Data);
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(QString::fromStdString(model.string()))});
        drag(shown.window, mime, true);
        QCOMPARE(shown.window.currentPage(), PageId::Predict);
        QCOMPARE(shown.pages[3]->taken, ++expected);
    }
    QVERIFY(!shown.bench.data.isBusy());
}

void TstMainWindow::aModelOpenedAsARunIsForEvaluate()
{
    Window shown;
    shown.window.openRun(QStringLiteral("/models/model.onnx"));
    QCOMPARE(shown.window.currentPage(), PageId::Evaluate);
    QCOMPARE(shown.pages[2]->taken, 1);
    QVERIFY(!shown.bench.evaluate.isBusy());
    shown.window.openRun(QStringLiteral("/runs/run"));
    QCOMPARE(shown.pages[2]->taken, 1);
    QVERIFY(shown.bench.evaluate.isBusy());
}

void TstMainWindow::aDroppedSourceFileIsOpened_data()
{
    QTest::addColumn<QString>("file");
    QTest::newRow("archive") << "/sets/birds.ZIP";
    QTest::newRow("IDX") << "/sets/t10k-labels-idx1-ubyte.gz";
    QTest::newRow("CIFAR") << "/sets/test_batch.bin";
    QTest::newRow("list") << "/sets/birds.csv";
}

void TstMainWindow::aDroppedSourceFileIsOpened()
{
    QFETCH(QString, file);
    Window shown;
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(file)});
    drag(shown.window, mime, true);
    QTRY_COMPARE(shown.bench.data.dataSet().source, file.toStdString());
}

void TstMainWindow::theMenuOpensEverySource_data()
{
    QTest::addColumn<QString>("action");
    for (const char* action : {"openArchiveAction", "openPixelsAction", "openListAction"}) {
        QTest::newRow(action) << action;
    }
}

void TstMainWindow::theMenuOpensEverySource()
{
    QFETCH(QString, action);
    Window shown;
    shown.bench.dialogs.files = {{QStringLiteral("/sets/birds")}};
    shown.window.findChild<QAction*>(action)->trigger();
    QTRY_COMPARE(shown.bench.data.dataSet().source, std::string("/sets/birds"));
}

void TstMainWindow::aDraggedThingIsAnnounced()
{
    Window shown;
    auto* overlay = find<DropOverlay>(shown.window, "dropOverlay");
    QMimeData folder;
    folder.setUrls({QUrl::fromLocalFile(QDir::tempPath())});
    drag(shown.window, folder, false);
    QVERIFY(overlay->isVisible());
    const QString sentence = overlay->sentence();
    QDragLeaveEvent leave;
    QApplication::sendEvent(&shown.window, &leave);
    QVERIFY(!overlay->isVisible());
    QMimeData image;
    image.setImageData(QImage(4, 4, QImage::Format_RGB32));
    drag(shown.window, image, false);
    QVERIFY(overlay->sentence() != sentence);
    QMimeData text;
    text.setText(QStringLiteral("words"));
    overlay->hide();
    drag(shown.window, text, false);
    QVERIFY(!overlay->isVisible());
}

void TstMainWindow::aPastedImageGoesToPredict()
{
    Window shown;
    QApplication::clipboard()->setImage(QImage(4, 4, QImage::Format_RGB32));
    QTest::keyClick(&shown.window, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(shown.pages[3]->taken, 1);
    QCOMPARE(shown.window.currentPage(), PageId::Predict);
}

void TstMainWindow::openingAFolderByKey()
{
    Window shown;
    shown.bench.dialogs.folders = {QStringLiteral("/pictures/birds")};
    QTest::keyClick(&shown.window, Qt::Key_O, Qt::ControlModifier);
    QTRY_COMPARE(shown.bench.data.dataSet().source, std::string("/pictures/birds"));
    QVERIFY(shown.bench.preferences.recentSources().contains(QStringLiteral("/pictures/birds")));
}

void TstMainWindow::closingDuringARunAsksFirst()
{
    Window shown;
    shown.train();
    shown.bench.dialogs.confirmations = {false};
    QVERIFY(!shown.window.close());
    QCOMPARE(shown.bench.dialogs.asked.size(), 1);
    QVERIFY(shown.window.isVisible());
    QCOMPARE(shown.bench.train.state(), TrainState::Running);
}

void TstMainWindow::closingStopsTheRunAndWaits()
{
    Window shown;
    shown.train();
    shown.bench.dialogs.confirmations = {true};
    QVERIFY(!shown.window.close());
    QCOMPARE(find<QLabel>(shown.window, "statusState")->text(), QStringLiteral("Stopping…"));
    QTRY_VERIFY(!shown.window.isVisible());
    QCOMPARE(shown.bench.train.state(), TrainState::Idle);
}

void TstMainWindow::thePlaceIsRemembered()
{
    TestBench bench;
    const auto pages = [&bench] {
        std::vector<Page*> list;
        for (int i = 0; i < 4; ++i) {
            list.push_back(new FakePage(bench.workbench, QString::number(i), QStringLiteral("data")));
        }
        return list;
    };
    QSize size;
    {
        MainWindow window(bench.workbench, pages());
        window.resize(1200, 780);
        window.show();
        size = window.size();
        window.close();
    }
    MainWindow again(bench.workbench, pages());
    again.show();
    QCOMPARE(again.size(), size);
}

SACCADE_TEST(tst_main_window, TstMainWindow)
#include "tst_main_window.moc"
