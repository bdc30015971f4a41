#include <QAbstractItemModel>
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <atomic>
#include <fstream>

#include "engine/formats/graph_file.h"
#include "tests/pages/scripted_run.h"
#include "tests/pages/test_bench.h"
#include "tests/test_registry.h"
#include "ui/pages/probe_strip.h"
#include "ui/pages/train_page.h"
#include "ui/plots/curve_plot.h"

using namespace saccade;

namespace {

Result<DataSet> openLarger(const OpenRequest& request, std::stop_token, const std::function<void(const OpenProgress&)>&)
{
    DataSet set = makeStripesDataSet(3, 40, {16, 16, 3});
    set.source = request.source;
    set.resize = request.resize;
    return set;
}

/// Two epochs at once, then waits until it is stopped.
RunReport learnAndWait(const TrainPlan& plan, const DataSet&, TrainObserver& observer, std::stop_token stop)
{
    RunReport report = scriptedRun(plan, observer, stop, 2);
    std::mutex mutex;
    std::condition_variable_any stopped;
    std::unique_lock lock(mutex);
    stopped.wait(lock, stop, [] { return false; });
    report.reason = EndReason::Stopped;
    return report;
}

RunReport learn(const TrainPlan& plan, const DataSet&, TrainObserver& observer, std::stop_token stop)
{
    return scriptedRun(plan, observer, stop, 2);
}

QString text(const QWidget& page, const char* name)
{
    return find<QLabel>(page, name)->text();
}

} // namespace

class TstTrainPage : public QObject
{
    Q_OBJECT

private slots:
    void withoutDataTheWayLeadsToData();
    void clickingStartTrainsAndPointsArrive();
    void stopKeepsTheBest();
    void keysStartAndStop();
    void settingsAreLockedWhileItRuns();
    void copyToNewRunUnlocks();
    void smallImagesAreRefusedAtTheNetwork();
    void aNetworkGoesToAFileAndComesBack();
    void aBadNetworkFileIsSaid();
    void aMissingEngineIsSaid();
    void aFailureIsSaid();
    void tableTwinShowsTheValidations();
    void probesTellWhatTheNetworkSays();
    void savesTheCurvesAsCsv();
    void theNextRunComparesWithTheLast();
    void menuHasStartAndStop();
    void imagesAreResizedAsThoseItLearnsFrom();
};

void TstTrainPage::withoutDataTheWayLeadsToData()
{
    TestBench bench;
    TrainPage page(bench.workbench);
    page.show();
    QCOMPARE(page.state(), QStringLiteral("Open a data set first"));
    QVERIFY(!find<QPushButton>(page, "startButton")->isEnabled());
    QSignalSpy asked(&page, &Page::pageRequested);
    click(find<QPushButton>(page, "goToDataButton"));
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.first().first().value<PageId>(), PageId::Data);
}

void TstTrainPage::clickingStartTrainsAndPointsArrive()
{
    TestBench bench(openLarger, learn);
    TrainPage page(bench.workbench);
    page.show();
    bench.openData();
    QTRY_COMPARE(page.state(), QStringLiteral("Ready to start"));
    QSignalSpy ended(&bench.train, &TrainSession::ended);
    click(find<QPushButton>(page, "startButton"));
    QTRY_COMPARE(ended.count(), 1);
    QTRY_COMPARE(page.state(), QStringLiteral("Finished"));
    auto* plot = find<CurvePlot>(page, "curvePlot");
    QVERIFY(plot->cursor().has_value());
    QCOMPARE(text(page, "readoutValidationAccuracy"), QStringLiteral("80.00"));
    QCOMPARE(text(page, "readoutTitle"), QStringLiteral("Epoch 2, the best"));
    QVERIFY(find<QPushButton>(page, "startButton")->isEnabled());
    QCOMPARE(bench.preferences.recentRuns().size(), 1);
    click(find<QPushButton>(page, "openInEvaluateButton"));
}

void TstTrainPage::stopKeepsTheBest()
{
    TestBench bench(openLarger, learnAndWait);
    TrainPage page(bench.workbench);
    page.show();
    bench.openData();
    click(find<QPushButton>(page, "startButton"));
    QTRY_VERIFY2(page.state().startsWith(QStringLiteral("Epoch 2")), qPrintable(page.state()));
    QVERIFY(!find<QPushButton>(page, "startButton")->isEnabled());
    click(find<QPushButton>(page, "stopButton"));
    QTRY_COMPARE(page.state(), QStringLiteral("Stopped, best kept"));
    QVERIFY(!find<QPushButton>(page, "stopButton")->isEnabled());
}

void TstTrainPage::keysStartAndStop()
{
    TestBench bench(openLarger, learnAndWait);
    TrainPage page(bench.workbench);
    page.show();
    bench.openData();
    QTRY_COMPARE(page.state(), QStringLiteral("Ready to start"));
    page.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QTest::keyClick(&page, Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE(bench.train.state(), TrainState::Running);
    QTest::keyClick(&page, Qt::Key_F8, Qt::ShiftModifier);
    QTRY_COMPARE(bench.train.state(), TrainState::Idle);
}

void TstTrainPage::settingsAreLockedWhileItRuns()
{
    TestBench bench(openLarger, learnAndWait);
    TrainPage page(bench.workbench);
    page.show();
    bench.openData();
    auto* optimiser = find<QComboBox>(page, "optimiser");
    QVERIFY(optimiser->isEnabled());
    click(find<QPushButton>(page, "startButton"));
    QVERIFY(!optimiser->isEnabled());
    QCOMPARE(optimiser->property("locked").toString(), QStringLiteral("1"));
    QVERIFY(find<QLabel>(page, "lockedLabel")->isVisible());
    click(find<QPushButton>(page, "stopButton"));
    QTRY_VERIFY(optimiser->isEnabled());
    QVERIFY(!find<QLabel>(page, "lockedLabel")->isVisible());
}

void TstTrainPage::copyToNewRunUnlocks()
{
    TestBench bench(openLarger, learnAndWait);
    TrainPage page(bench.workbench);
    page.show();
    bench.openData();
    click(find<QPushButton>(page, "startButton"));
    click(find<QPushButton>(page, "copyToNewRunButton"));
    QVERIFY(find<QComboBox>(page, "optimiser")->isEnabled());
    QCOMPARE(bench.train.state(), TrainState::Running);
    QVERIFY(!find<QPushButton>(page, "startButton")->isEnabled());
    bench.train.requestStop();
    QTRY_COMPARE(bench.train.state(), TrainState::Idle);
}

void TstTrainPage::smallImagesAreRefusedAtTheNetwork()
{
    TestBench bench; // 8 x 8
    TrainPage page(bench.workbench);
    page.show();
    bench.openData();
    QTRY_COMPARE(page.state(), QStringLiteral("Not ready"));
    QVERIFY(find<QLabel>(page, "networkProblem")->isVisible());
    QVERIFY(!find<QLabel>(page, "networkProblem")->text().isEmpty());
    QVERIFY(!find<QPushButton>(page, "startButton")->isEnabled());
}

void TstTrainPage::aNetworkGoesToAFileAndComesBack()
{
    TestBench bench(openLarger, learn);
    TrainPage page(bench.workbench);
    page.show();
    auto* save = find<QPushButton>(page, "saveNetworkButton");
    QVERIFY(!save->isEnabled()); // without data there is no network yet
    bench.openData();
    QTRY_COMPARE(page.state(), QStringLiteral("Ready to start"));
    const std::string path = (bench.folder.path() / "mine.json").string();
    bench.dialogs.saveFiles.push_back(QString::fromStdString(path).chopped(5)); // the ending is added
    click(save);
    QVERIFY(readGraphFile(path).hasValue());

    auto* combo = find<QComboBox>(page, "network");
    const QString before = combo->currentText();
    const int entry = combo->findText(QStringLiteral("From a file…"));
    QVERIFY(entry >= 0);
    combo->setCurrentIndex(entry);
    emit combo->activated(entry); // cancelled: all stays as it was
    QCOMPARE(combo->currentText(), before);
    bench.dialogs.files.push_back({QString::fromStdString(path)});
    combo->setCurrentIndex(combo->findText(QStringLiteral("From a file…")));
    emit combo->activated(combo->currentIndex());
    QCOMPARE(combo->currentText(), QStringLiteral("mine"));
    QVERIFY(!find<QWidget>(page, "width")->isEnabled());
    QTRY_COMPARE(page.state(), QStringLiteral("Ready to start"));
    click(find<QPushButton>(page, "layersButton"));
    QVERIFY(find<QTableView>(page, "layersTable")->model()->rowCount() > 10);

    QSignalSpy ended(&bench.train, &TrainSession::ended);
    click(find<QPushButton>(page, "startButton"));
    QTRY_COMPARE(ended.count(), 1);
    const LayerGraph trained = bench.train.plan().network;
    const LayerGraph read = *readGraphFile(path);
    QVERIFY(std::equal(trained.nodes.begin() + 1, trained.nodes.end(), read.nodes.begin() + 1, read.nodes.end()));
}

void TstTrainPage::aBadNetworkFileIsSaid()
{
    TestBench bench(openLarger, learn);
    TrainPage page(bench.workbench);
    page.show();
    bench.openData();
    QTRY_COMPARE(page.state(), QStringLiteral("Ready to start"));
    const std::filesystem::path path = bench.folder.path() / "bad.json";
    std::ofstream(path) << "{\"nodes\": 1}";
    auto* combo = find<QComboBox>(page, "network");
    const QString before = combo->currentText();
    bench.dialogs.files.push_back({QString::fromStdString(path.string())});
    combo->setCurrentIndex(combo->findText(QStringLiteral("From a file…")));
    emit combo->activated(combo->currentIndex());
    QCOMPARE(combo->currentText(), before);
    QVERIFY(find<QLabel>(page, "problemLabel")->isVisible());
    QVERIFY2(text(page, "problemLabel").contains(QStringLiteral("bad.json")), qPrintable(text(page, "problemLabel")));
}

void TstTrainPage::aMissingEngineIsSaid()
{
    TestBench bench(openLarger, learn);
    TrainPage page(bench.workbench);
    page.show();
    bench.openData();
    bench.loader.adopt(&bench.reader, nullptr);
    QTRY_VERIFY(find<QLabel>(page, "problemLabel")->isVisible());
    QVERIFY(!find<QPushButton>(page, "startButton")->isEnabled());
}

void TstTrainPage::aFailureIsSaid()
{
    TestBench bench(openLarger, [](const TrainPlan&, const DataSet&, TrainObserver&, std::stop_token) {
        RunReport report;
        report.reason = EndReason::Failed;
        report.error = Error{ErrorCode::OutOfMemory, "4096", {}};
        return report;
    });
    TrainPage page(bench.workbench);
    page.show();
    bench.openData();
    click(find<QPushButton>(page, "startButton"));
    QTRY_COMPARE(page.state(), QStringLiteral("Failed"));
    QVERIFY(find<QLabel>(page, "problemLabel")->isVisible());
    QVERIFY(bench.preferences.recentRuns().isEmpty());
}

void TstTrainPage::tableTwinShowsTheValidations()
{
    TestBench bench(openLarger, learn);
    TrainPage page(bench.workbench);
    page.show();
    bench.openData();
    click(find<QPushButton>(page, "startButton"));
    QTRY_COMPARE(page.state(), QStringLiteral("Finished"));
    auto* plot = find<CurvePlot>(page, "curvePlot");
    plot->setFocus();
    QTest::keyClick(plot, Qt::Key_T);
    auto* table = find<QTableView>(page, "curveTable");
    QVERIFY(table->isVisible());
    QCOMPARE(table->model()->rowCount(), 2);
    click(find<QPushButton>(page, "tableButton"));
    QVERIFY(plot->isVisible());
}

void TstTrainPage::probesTellWhatTheNetworkSays()
{
    TestBench bench(openLarger, learn);
    TrainPage page(bench.workbench);
    page.show();
    bench.openData();
    auto* row = page.findChild<ProbeRow*>();
    QVERIFY(row != nullptr);
    QTRY_COMPARE(row->count(), 12);
    QCOMPARE(row->rightCount(), -1);
    click(find<QPushButton>(page, "startButton"));
    QTRY_COMPARE(page.state(), QStringLiteral("Finished"));
    QCOMPARE(row->rightCount(), 4); // the script says class 0 of all, three classes share twelve probes
    QVERIFY(text(page, "probeWords").contains(QStringLiteral("4 of 12 right")));
}

void TstTrainPage::savesTheCurvesAsCsv()
{
    TestBench bench(openLarger, learn);
    TrainPage page(bench.workbench);
    page.show();
    bench.openData();
    click(find<QPushButton>(page, "startButton"));
    QTRY_COMPARE(page.state(), QStringLiteral("Finished"));
    const std::filesystem::path file = bench.folder.path() / "curves.csv";
    bench.dialogs.saveFiles.push_back(QString::fromStdString(file.string()));
    for (QAction* action : page.findChildren<QAction*>()) {
        if (action->text().contains(QStringLiteral("CSV…"))) {
            action->trigger();
        }
    }
    QFile saved(QString::fromStdString(file.string()));
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QCOMPARE(saved.readAll().count("validation,"), 2);
    QCOMPARE(text(page, "curvesAnswer"), QStringLiteral("Saved curves.csv"));
}

void TstTrainPage::theNextRunComparesWithTheLast()
{
    TestBench bench(openLarger, learn);
    TrainPage page(bench.workbench);
    page.show();
    bench.openData();
    auto* compare = find<QWidget>(page, "compareCheck");
    QVERIFY(!compare->isVisible());
    for (int run = 0; run < 2; ++run) {
        click(find<QPushButton>(page, "startButton"));
        QTRY_COMPARE(page.state(), QStringLiteral("Finished"));
    }
    QVERIFY(compare->isVisible());
}

void TstTrainPage::menuHasStartAndStop()
{
    TestBench bench;
    TrainPage page(bench.workbench);
    const QList<QAction*> actions = page.menuActions();
    QVERIFY(actions.size() >= 2);
    QCOMPARE(actions[0]->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_Return));
    QCOMPARE(actions[1]->shortcut(), QKeySequence(Qt::SHIFT | Qt::Key_F8));
}

void TstTrainPage::imagesAreResizedAsThoseItLearnsFrom()
{
    TestBench bench(openLarger,
                    [](const TrainPlan& plan, const DataSet&, TrainObserver& observer, std::stop_token stop) {
                        NamedTensors tensors;
                        tensors["answers"] = {{3}, {0, 0, 0}};
                        observer.planResolved(plan);
                        observer.snapshotTaken({10, 1, std::make_shared<const NamedTensors>(std::move(tensors))});
                        return scriptedRun(plan, observer, stop, 1);
                    });
    TrainPage page(bench.workbench);
    page.show();
    bench.openData("sample", ResizeMode::Pad);
    QTRY_COMPARE(page.state(), QStringLiteral("Ready to start"));
    click(find<QPushButton>(page, "startButton"));
    QTRY_VERIFY(bench.predict.hasModel());
    QSignalSpy predicted(&bench.predict, &PredictSession::predicted);
    bench.predict.submit({"seven", std::vector<std::uint8_t>{7}});
    QTRY_COMPARE(predicted.count(), 1);
    QCOMPARE(int(predicted[0][0].value<Prediction>().image.input.pixels[0]), 8); // the fake adds 1 for padding
    QTRY_COMPARE(page.state(), QStringLiteral("Finished"));
}

SACCADE_TEST(tst_train_page, TstTrainPage)
#include "tst_train_page.moc"
