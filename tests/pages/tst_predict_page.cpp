#include <QAbstractItemView>
#include <QClipboard>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QLabel>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QUrl>
#include <fstream>

#include "tests/pages/test_bench.h"
#include "tests/test_registry.h"
#include "ui/pages/predict_page.h"
#include "ui/widgets/drop_frame.h"
#include "ui/widgets/picture_view.h"
#include "ui/widgets/probability_bars.h"

using namespace saccade;

namespace {

/// Of the fake engine; the answer is the image's first value modulo the classes.
Model modelOf(const std::vector<std::string>& classNames)
{
    Model model;
    model.title = "run 7, epoch 4";
    model.network.nodes.push_back({"input", InputLayer{{4, 4, 3}, {}}, {}});
    NamedTensors tensors;
    tensors["answers"].values.resize(classNames.size());
    model.tensors = std::make_shared<const NamedTensors>(std::move(tensors));
    model.classNames = classNames;
    return model;
}

const std::vector<std::string> kClasses{"bird", "cat", "frog", "ship", "deer", "truck", "horse"};

/// For the default network.
Result<DataSet> openLargeEnough(const OpenRequest& request, std::stop_token,
                                const std::function<void(const OpenProgress&)>&)
{
    DataSet set = makeStripesDataSet(3, 10, {16, 16, 3});
    set.source = request.source;
    set.resize = request.resize;
    return set;
}

/// Records a run of the bench's stripes whose best weights are the fake engine's.
std::filesystem::path recordRun(TestBench& bench, ResizeMode resize = ResizeMode::Squash)
{
    bench.openData("sample", resize);
    const Result<TrainPlan> plan = makePlan({}, bench.data.dataSet());
    if (!plan) {
        qFatal("no plan: %s", plan.error().detail.c_str());
    }
    QSignalSpy ended(&bench.train, &TrainSession::ended);
    bench.train.start(*plan, bench.data.dataSet(), bench.workbench.runsFolder);
    if (!ended.wait()) {
        qFatal("the run did not end");
    }
    return bench.train.runFolder();
}

RunReport learnAtOnce(const TrainPlan& plan, const DataSet&, TrainObserver& observer, std::stop_token)
{
    observer.planResolved(plan);
    RunReport report;
    report.steps = report.bestStep = 8;
    report.epochs = report.bestEpoch = 4;
    report.testAccuracy = 1;
    report.testLoss = 0;
    NamedTensors tensors;
    tensors["answers"] = {{3}, {0, 0, 0}};
    report.bestTensors = std::make_shared<const NamedTensors>(std::move(tensors));
    PredictionTable table;
    table.indices = {0};
    table.labels = table.predicted = {0};
    table.confidences = {1};
    table.losses = {0};
    table.probabilities = {1, 0, 0};
    table.classCount = 3;
    report.testPredictions = std::make_shared<const PredictionTable>(std::move(table));
    return report;
}

/// A page in a shown window, with or without a network.
struct Fixture
{
    explicit Fixture(bool hasModel = true) : bench(openLargeEnough, learnAtOnce), page(bench.workbench)
    {
        page.resize(1200, 700);
        page.show();
        if (hasModel) {
            bench.predict.setModel(modelOf(kClasses));
        }
    }

    bool dragOver(const QMimeData& mime)
    {
        QDragEnterEvent enter(QPoint(600, 300), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&page, &enter);
        return enter.isAccepted();
    }

    bool drop(const QMimeData& mime)
    {
        if (!dragOver(mime)) {
            return false;
        }
        QDropEvent event(QPoint(600, 300), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        event.setAccepted(false);
        QApplication::sendEvent(&page, &event);
        return event.isAccepted();
    }

    /// The fake answers with the length of the name.
    bool dropFiles(const QStringList& names)
    {
        QMimeData mime;
        QList<QUrl> urls;
        for (const QString& name : names) {
            urls.append(QUrl::fromLocalFile(QStringLiteral("/photos/") + name));
        }
        mime.setUrls(urls);
        return drop(mime);
    }

    [[nodiscard]] QAbstractItemModel& history() const { return *find<QListView>(page, "historyList")->model(); }
    [[nodiscard]] QString text(const char* label) const { return find<QLabel>(page, label)->text(); }
    [[nodiscard]] bool isShown(const char* name) const { return find<QWidget>(page, name)->isVisible(); }

    TestBench bench;
    PredictPage page;
};

QImage red()
{
    QImage picture(5, 3, QImage::Format_RGB32);
    picture.fill(qRgb(9, 0, 0)); // 9 modulo 7 classes: frog
    return picture;
}

} // namespace

/// Real drops, pastes and keys on the Predict page.
class TstPredictPage : public QObject
{
    Q_OBJECT

private slots:
    void aDroppedFileIsAnswered()
    {
        Fixture f;
        QVERIFY(f.isShown("emptyOpenButton"));
        QVERIFY(f.dropFiles({QStringLiteral("1234.png")})); // 8 modulo 7: cat
        QTRY_COMPARE(f.history().rowCount(), 1);
        QCOMPARE(f.text("predictSentence"), QStringLiteral("Cat, sure"));
        const auto& bars = find<ProbabilityBars>(f.page, "predictBars")->bars();
        QCOMPARE(bars.size(), std::size_t{5});
        QCOMPARE(bars[0].className, QStringLiteral("cat"));
        QCOMPARE(bars[0].probability, 1.0);
        QCOMPARE(bars[1].probability, 0.0);
        QCOMPARE(f.text("predictModel"), QStringLiteral("run 7, epoch 4"));
        QVERIFY(f.text("predictTimes").contains(QLatin1String("ms")));
        QCOMPARE(find<PictureView>(f.page, "inputPicture")->image().size(), QSize(4, 4));
        QCOMPARE(find<PictureView>(f.page, "droppedPicture")->image().size(), QSize(2, 2));
        QVERIFY(!f.isShown("emptyOpenButton"));
    }

    void aDragLightsTheFrame()
    {
        Fixture f;
        auto* frame = find<DropFrame>(f.page, "dropFrame");
        QMimeData mime;
        mime.setImageData(red());
        QVERIFY(f.dragOver(mime));
        QVERIFY(frame->isHighlighted());
        QDragLeaveEvent leave;
        QApplication::sendEvent(&f.page, &leave);
        QVERIFY(!frame->isHighlighted());
        QVERIFY(f.drop(mime));
        QVERIFY(!frame->isHighlighted());
        QTRY_COMPARE(f.text("predictSentence"), QStringLiteral("Frog, sure"));
    }

    void whatIsForOtherPagesIsLeftToTheWindow()
    {
        Fixture f;
        QMimeData text;
        text.setText(QStringLiteral("words"));
        QVERIFY(!f.dragOver(text));
        QVERIFY(!f.page.acceptDrop(text));
        QMimeData archive;
        archive.setUrls({QUrl::fromLocalFile(QStringLiteral("/sets/animals.tar.xz"))});
        QVERIFY(!f.dragOver(archive));
        QMimeData list;
        list.setUrls({QUrl::fromLocalFile(QStringLiteral("/sets/animals.csv"))});
        QVERIFY(!f.dragOver(list));
        QMimeData digits; // a folder of IDX files
        std::filesystem::create_directories(f.bench.folder.path() / "digits");
        std::ofstream(f.bench.folder.path() / "digits" / "t10k-images-idx3-ubyte") << "x";
        digits.setUrls({QUrl::fromLocalFile(QString::fromStdString((f.bench.folder.path() / "digits").string()))});
        QVERIFY(!f.dragOver(digits));
        QMimeData set; // a folder of class folders
        std::filesystem::create_directories(f.bench.folder.path() / "set" / "cats");
        set.setUrls({QUrl::fromLocalFile(QString::fromStdString((f.bench.folder.path() / "set").string()))});
        QVERIFY(!f.dragOver(set));
        QVERIFY(!find<DropFrame>(f.page, "dropFrame")->isHighlighted());
    }

    void pastingByKeyAndByButton()
    {
        Fixture f;
        QApplication::clipboard()->setImage(red());
        QTest::keySequence(&f.page, QKeySequence::Paste);
        QTRY_COMPARE(f.history().rowCount(), 1);
        click(find<QPushButton>(f.page, "pasteImageButton"));
        QTRY_COMPARE(f.history().rowCount(), 2);
        QCOMPARE(f.text("predictSentence"), QStringLiteral("Frog, sure"));
        QApplication::clipboard()->setText(QStringLiteral("no image"));
        click(find<QPushButton>(f.page, "pasteImageButton"));
        QVERIFY(f.isShown("dropNote"));
        QCOMPARE(f.history().rowCount(), 2);
    }

    void addressesAreExplained()
    {
        Fixture f;
        QMimeData mime;
        mime.setUrls({QUrl(QStringLiteral("https://example.org/cat.jpg"))});
        QVERIFY(f.drop(mime));
        QVERIFY(f.isShown("dropNote"));
        QVERIFY(f.dropFiles({QStringLiteral("a.png")}));
        QVERIFY(!f.isShown("dropNote"));
    }

    void errorsStandBesideTheGood()
    {
        Fixture f;
        QVERIFY(f.dropFiles({QStringLiteral("good.png"), QStringLiteral("missing bird.png")}));
        QTRY_COMPARE(f.history().rowCount(), 2);
        QVERIFY(f.isShown("predictProblem"));
        QVERIFY(f.text("predictProblem").contains(QLatin1String("missing bird.png")));
        QVERIFY(!f.isShown("predictModel"));
        auto* list = find<QListView>(f.page, "historyList");
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QVERIFY(!f.isShown("predictProblem"));
        QCOMPARE(f.text("predictSentence"), QStringLiteral("Cat, sure"));
    }

    void imagesWaitForANetwork()
    {
        Fixture f(false);
        QVERIFY(f.isShown("goToTrainButton"));
        QVERIFY(f.dropFiles({QStringLiteral("a.png"), QStringLiteral("ab.png")}));
        QVERIFY(f.isShown("waitingLabel"));
        QVERIFY(f.text("waitingLabel").contains(QLatin1Char('2')));
        QCOMPARE(f.bench.predict.pending(), std::size_t{0});
        f.bench.predict.setModel(modelOf(kClasses));
        QTRY_COMPARE(f.history().rowCount(), 2);
        QVERIFY(!f.isShown("waitingLabel"));
        QCOMPARE(f.text("predictSentence"), QStringLiteral("Horse, sure")); // "ab.png" has 6 letters
    }

    void waitingImagesCanBeDropped()
    {
        Fixture f(false);
        QVERIFY(f.dropFiles({QStringLiteral("a.png")}));
        click(find<QPushButton>(f.page, "stopWaitingButton"));
        QVERIFY(!f.isShown("waitingLabel"));
        f.bench.predict.setModel(modelOf(kClasses));
        QVERIFY(f.isShown("emptyOpenButton"));
        QVERIFY(f.dropFiles({QStringLiteral("ab.png")}));
        QTRY_COMPARE(f.history().rowCount(), 1);
    }

    void theEmptyPageLeadsOn()
    {
        Fixture f(false);
        QSignalSpy asked(&f.page, &Page::pageRequested);
        click(find<QPushButton>(f.page, "goToTrainButton"));
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked[0][0].value<PageId>(), PageId::Train);
    }

    void anOpenedRunAnswersWithItsBestWeights()
    {
        Fixture f(false);
        const std::filesystem::path run = recordRun(f.bench);
        QVERIFY(f.dropFiles({QStringLiteral("a.png")})); // 5 modulo 3 classes
        f.bench.dialogs.folders.push_back(QString::fromStdString(run.string()));
        click(find<QPushButton>(f.page, "openRunButton"));
        QTRY_COMPARE(f.history().rowCount(), 1);
        QVERIFY(!f.isShown("predictProblem"));
        QCOMPARE(f.text("predictSentence"), QStringLiteral("Class-2, sure"));
        QCOMPARE(f.text("predictModel"),
                 QStringLiteral("Best of %1, epoch 4").arg(QString::fromStdString(run.filename().string())));
        QCOMPARE(find<QComboBox>(f.page, "modelChooser")->currentText(), f.text("predictModel"));
        for (const ProbabilityBars::Bar& bar : find<ProbabilityBars>(f.page, "predictBars")->bars()) {
            QVERIFY(!bar.thumbnail.isNull()); // the open data set has these classes
        }
    }

    void imagesAreResizedAsTheRunsOwn()
    {
        Fixture f(false);
        const std::filesystem::path run = recordRun(f.bench, ResizeMode::Crop);
        f.bench.openData("sample", ResizeMode::Pad); // what is open meanwhile does not matter
        QSignalSpy predicted(&f.bench.predict, &PredictSession::predicted);
        QVERIFY(f.dropFiles({QStringLiteral("a.png")}));
        f.bench.dialogs.folders.push_back(QString::fromStdString(run.string()));
        click(find<QPushButton>(f.page, "openRunButton"));
        QTRY_COMPARE(predicted.count(), 1);
        // the fake's input: 5 letters, plus 2 for a crop
        QCOMPARE(int(predicted[0][0].value<Prediction>().image.input.pixels[0]), 7);
        QCOMPARE(f.text("predictSentence"), QStringLiteral("Class-1, sure"));
    }

    void recentRunsAreOffered()
    {
        Fixture f;
        const QString run = QString::fromStdString(recordRun(f.bench).string());
        f.bench.preferences.addRecentRun(run);
        auto* chooser = find<QComboBox>(f.page, "modelChooser");
        const int row = chooser->findData(run);
        QVERIFY(row > 0);
        chooser->setFocus();
        QTest::keyClick(chooser, Qt::Key_Down); // opens the list, changes nothing
        QVERIFY(chooser->view()->isVisible());
        chooser->view()->setCurrentIndex(chooser->model()->index(row, 0));
        QTest::keyClick(chooser->view(), Qt::Key_Return);
        QTRY_VERIFY(QString::fromStdString(f.bench.predict.modelTitle()).startsWith(QLatin1String("Best of ")));
        QCOMPARE(chooser->currentIndex(), 0);
    }

    void aFolderThatIsNoRunIsNamed()
    {
        Fixture f(false);
        f.bench.dialogs.folders.push_back(QString::fromStdString(f.bench.folder.path().string()));
        click(find<QPushButton>(f.page, "openRunButton"));
        QTRY_VERIFY(f.isShown("dropNote"));
        QVERIFY(f.text("dropNote").contains(QString::fromStdString(f.bench.folder.path().filename().string())));
        QVERIFY(f.isShown("goToTrainButton"));
    }

    void theHistoryIsSavedAndCleared()
    {
        Fixture f;
        QVERIFY(!find<QPushButton>(f.page, "saveHistoryButton")->isEnabled());
        f.bench.dialogs.files.push_back({QStringLiteral("/photos/a.png"), QStringLiteral("/photos/ab.png")});
        click(find<QPushButton>(f.page, "openImagesButton"));
        QTRY_COMPARE(f.history().rowCount(), 2);
        const std::filesystem::path file = f.bench.folder.path() / "answers.csv";
        f.bench.dialogs.saveFiles.push_back(QString::fromStdString(file.string()));
        click(find<QPushButton>(f.page, "saveHistoryButton"));
        std::ifstream stream(file);
        std::vector<std::string> lines;
        for (std::string line; std::getline(stream, line);) {
            lines.push_back(line);
        }
        QCOMPARE(lines.size(), std::size_t{3});
        QVERIFY(lines[1].find(",ab.png,/photos/ab.png,horse,1.000000,") != std::string::npos);
        f.bench.dialogs.saveFiles.push_back(QStringLiteral("/nowhere/at/all.csv"));
        click(find<QPushButton>(f.page, "saveHistoryButton"));
        QVERIFY(f.isShown("dropNote"));
        click(find<QPushButton>(f.page, "clearHistoryButton"));
        QCOMPARE(f.history().rowCount(), 0);
        QVERIFY(f.isShown("emptyOpenButton"));
        QVERIFY(!f.isShown("predictModel"));
    }

    void aChosenRowStays()
    {
        Fixture f;
        QVERIFY(f.dropFiles({QStringLiteral("1.png"), QStringLiteral("12.png"), QStringLiteral("123.png")}));
        QTRY_COMPARE(f.history().rowCount(), 3);
        auto* list = find<QListView>(f.page, "historyList");
        QCOMPARE(list->currentIndex().row(), 0);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(1, 0)).center());
        QCOMPARE(f.text("predictSentence"), QStringLiteral("Horse, sure"));
        f.bench.predict.submit({"from elsewhere", Image{{1, 1, 3}, {9, 9, 9}}});
        QTRY_COMPARE(f.history().rowCount(), 4);
        QCOMPARE(list->currentIndex().row(), 2); // the same image
        QCOMPARE(f.text("predictSentence"), QStringLiteral("Horse, sure"));
    }
};

SACCADE_TEST(tst_predict_page, TstPredictPage)
#include "tst_predict_page.moc"
