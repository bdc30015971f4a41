#include <QComboBox>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QTest>
#include <QUrl>

#include "engine/formats/model_files.h"
#include "engine/runs/portable_run.h"
#include "tests/pages/test_bench.h"
#include "tests/support/recorded_folder.h"
#include "tests/test_registry.h"
#include "ui/pages/evaluate_page.h"
#include "ui/pages/report_line.h"

using namespace saccade;

namespace {

/// Stripes at the side that is asked for, but "… at 16 only"; "four" has four classes, and "… once" is gone after that.
Result<DataSet> openAtSide(const OpenRequest& request, std::stop_token, const std::function<void(const OpenProgress&)>&)
{
    const std::string& source = request.source;
    if (source.ends_with("once") && request.side > 0) {
        return Error{ErrorCode::FileNotFound, {}, "/unplugged"};
    }
    const int side = request.side > 0 && !source.ends_with("only") ? request.side : 16;
    DataSet set = makeStripesDataSet(request.source == "four" ? 4 : 3, 40, {side, side, 3});
    set.source = request.source;
    set.resize = request.resize;
    set.id = set.source + std::to_string(side) + resizeModeName(set.resize);
    return set;
}

struct Fixture
{
    Fixture()
    {
        page.resize(1200, 800);
        page.show();
    }

    /// The exported file of a run on 8 x 8 images.
    QString exported()
    {
        const auto run = recordedFolder(bench.folder.path() / "runs" / "run", makeStripesDataSet(3, 40, {8, 8, 3}));
        const std::filesystem::path file = bench.folder.path() / "model.safetensors";
        const Result<PortableModel> model = loadPortableModel(*run);
        if (!model || !saveModel(file, *model)) {
            qFatal("nothing was exported");
        }
        return QString::fromStdString(file.string());
    }

    void openByButton(const QString& file)
    {
        bench.dialogs.files.push_back({file});
        click(find<QPushButton>(page, "openModelButton"));
    }

    void drop(const QString& file)
    {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(file)});
        QVERIFY(page.acceptDrop(mime));
    }

    /// A file that is no model.
    QString broken()
    {
        const QString path = QString::fromStdString((bench.folder.path() / "broken.onnx").string());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write("no model") <= 0) {
            qFatal("no file could be written");
        }
        return path;
    }

    /// A model waits for its images.
    void beginWaiting()
    {
        openByButton(exported());
        QTRY_VERIFY2(text("evaluateEmptyText").contains(QStringLiteral("Data page")),
                     qPrintable(text("evaluateEmptyText")));
    }

    /// The run is shown, and images that come now try nothing.
    void checkRunStays()
    {
        QTRY_VERIFY(!isEmpty());
        bench.openData("stripes");
        QVERIFY(!bench.evaluate.isBusy() && !bench.data.isBusy()); // a trial would have begun, or opened them anew
        QCOMPARE(bench.data.dataSet().size.height, 16);
        QCOMPARE(bench.evaluate.evaluation().trial, nullptr);
    }

    [[nodiscard]] QString text(const char* label) const { return find<QLabel>(page, label)->text(); }
    [[nodiscard]] bool isOffered(const char* name) const { return find<QWidget>(page, name)->isVisible(); }
    [[nodiscard]] bool isEmpty() const { return find<QLabel>(page, "evaluateEmptyText")->isVisible(); }

    TestBench bench{openAtSide};
    EvaluatePage page{bench.workbench};
};

} // namespace

/// A model file on the Evaluate page.
class TstEvaluateModelFile : public QObject
{
    Q_OBJECT

private slots:
    void itWaitsForImagesAndIsTriedInItsOwnSize()
    {
        Fixture f;
        f.beginWaiting();
        f.bench.openData("stripes");
        QTRY_VERIFY(!f.isEmpty());
        QCOMPARE(f.bench.data.dataSet().size.height, 8); // opened as 16 x 16
        QCOMPARE(f.text("partNote"), QStringLiteral("Tried on these images just now"));
        QCOMPARE(find<QComboBox>(f.page, "runBox")->currentText(), QStringLiteral("run (model.safetensors)"));
        QCOMPARE(f.bench.evaluate.evaluation().matrix.total(), std::int64_t{120});
        QVERIFY(find<QComboBox>(f.page, "viewsBox")->isEnabled());
    }

    void whatARunKeepsIsNotOffered()
    {
        Fixture f;
        f.bench.openData("stripes");
        f.openByButton(f.exported());
        QTRY_VERIFY(!f.isEmpty());
        QVERIFY(!find<QPushButton>(f.page, "compareButton")->isEnabled());
        QVERIFY(!find<QPushButton>(f.page, "saveReportButton")->isEnabled());
        f.bench.evaluate.open(f.bench.workbench.runsFolder / "run");
        QTRY_COMPARE(f.bench.evaluate.evaluation().trial, nullptr);
        QVERIFY(find<QPushButton>(f.page, "compareButton")->isEnabled());
        QVERIFY(find<QPushButton>(f.page, "saveReportButton")->isEnabled());
    }

    void otherClassesAreSaidAndItGoesOnWithTheRightOnes()
    {
        Fixture f;
        f.bench.openData("four");
        f.openByButton(f.exported());
        QTRY_VERIFY2(f.text("evaluateEmptyText").contains(QStringLiteral("knows class-0, class-1, class-2.")),
                     qPrintable(f.text("evaluateEmptyText")));
        f.bench.openData("stripes");
        QTRY_VERIFY(!f.isEmpty());
    }

    void aPartIsChosenInTheHeader()
    {
        Fixture f;
        f.bench.openData("stripes");
        f.openByButton(f.exported());
        QTRY_VERIFY(!f.isEmpty());
        auto* parts = find<QComboBox>(f.page, "partBox");
        QCOMPARE(parts->count(), 2);
        chooseByKeys(parts, 1);
        QTRY_COMPARE(f.bench.evaluate.evaluation().part, Part::Validation);
    }

    void aRunInsteadEndsTheWaiting()
    {
        Fixture f;
        f.beginWaiting();
        f.bench.dialogs.folders.push_back(QString::fromStdString((f.bench.workbench.runsFolder / "run").string()));
        click(find<QPushButton>(f.page, "openRunButton"));
        f.checkRunStays();
    }

    void aRunOpenedElsewhereEndsItToo()
    {
        Fixture f;
        f.beginWaiting();
        f.bench.evaluate.open(f.bench.workbench.runsFolder / "run"); // the File menu's recent runs
        f.checkRunStays();
    }

    void aRunThatIsGoneEndsItToo()
    {
        Fixture f;
        f.beginWaiting();
        f.bench.evaluate.open(f.bench.workbench.runsFolder / "gone");
        QTRY_VERIFY(f.text("evaluateEmptyText").contains(QLatin1String("gone")));
        f.bench.openData("stripes");
        QVERIFY(!f.bench.evaluate.isBusy() && !f.bench.data.isBusy());
    }

    void waitingIsCancelled()
    {
        Fixture f;
        QVERIFY(!f.isOffered("cancelTrialButton"));
        f.beginWaiting();
        QVERIFY(f.isOffered("cancelTrialButton"));
        click(find<QPushButton>(f.page, "cancelTrialButton"));
        QVERIFY(f.text("evaluateEmptyText").startsWith(QLatin1String("Here a run shows")));
        QVERIFY(!f.isOffered("cancelTrialButton"));
        f.bench.openData("stripes");
        QVERIFY(!f.bench.evaluate.isBusy() && !f.bench.data.isBusy());
    }

    void aTrialShowsHowFarItIsAndIsCancelled()
    {
        Fixture f;
        const QString file = f.exported();
        f.bench.openData("stripes");
        f.bench.evaluate.open(f.bench.workbench.runsFolder / "run");
        QTRY_VERIFY(!f.isEmpty());
        f.bench.engine.holdEvaluations(true);
        f.drop(file);
        QTRY_VERIFY(f.isOffered("trialProgress"));
        QCOMPARE(find<QProgressBar>(f.page, "trialProgress")->value(), 250);
        QTest::keyClick(&f.page, Qt::Key_BracketRight); // the epochs of the run are out of sight
        QVERIFY(f.isEmpty() && f.bench.evaluate.isBusy());
        click(find<QPushButton>(f.page, "cancelTrialButton"));
        QVERIFY(!f.isEmpty()); // the run, as before
        QCOMPARE(f.bench.evaluate.evaluation().trial, nullptr);
        QVERIFY(!f.bench.evaluate.isBusy());
    }

    void aLookThatIsGoingOnGivesWayToAFile()
    {
        Fixture f;
        const QString file = f.exported();
        f.bench.openData("stripes");
        f.drop(file);
        QTRY_VERIFY(!f.isEmpty());
        f.bench.engine.holdEvaluations(true);
        chooseByKeys(find<QComboBox>(f.page, "viewsBox"), 1);
        QTRY_VERIFY(f.isOffered("lookProgress") && f.isOffered("stopLookingButton"));
        f.drop(f.broken()); // fails, and says so where it is seen
        QTRY_VERIFY(f.text("evaluateEmptyText").contains(QLatin1String("broken.onnx")));
        QTRY_VERIFY(f.isEmpty() && !f.isOffered("cancelTrialButton"));
    }

    void aLookIsCancelled()
    {
        Fixture f;
        f.bench.openData("stripes");
        f.drop(f.exported());
        QTRY_VERIFY(!f.isEmpty());
        const QString headline = f.text("verdictHeadline");
        f.bench.engine.holdEvaluations(true);
        auto* views = find<QComboBox>(f.page, "viewsBox");
        chooseByKeys(views, 1);
        QTRY_VERIFY(f.isOffered("stopLookingButton"));
        QVERIFY(f.text("verdictHeadline") != headline);
        click(find<QPushButton>(f.page, "stopLookingButton"));
        QCOMPARE(f.text("verdictHeadline"), headline);
        QCOMPARE(views->currentIndex(), 0);
        QVERIFY(!f.isOffered("stopLookingButton") && !f.isOffered("lookProgress"));
    }

    void imagesThatCannotBeHadInItsSizeAreNamed()
    {
        Fixture f;
        f.bench.openData("stripes at 16 only");
        f.drop(f.exported());
        QTRY_VERIFY2(f.text("evaluateEmptyText").contains(QStringLiteral("takes images of 8 × 8 pixels in colour")),
                     qPrintable(f.text("evaluateEmptyText")));
        QVERIFY(f.text("evaluateEmptyText").contains(QStringLiteral("the open ones are 16 × 16")));
        f.bench.openData("stripes"); // it waits for better ones
        QTRY_VERIFY(!f.isEmpty());
    }

    void imagesThatCannotBeOpenedAnewAreNamed()
    {
        Fixture f;
        f.bench.openData("stripes once");
        f.drop(f.exported());
        QTRY_VERIFY2(f.text("evaluateEmptyText").contains(QStringLiteral("unplugged")),
                     qPrintable(f.text("evaluateEmptyText")));
    }

    void aReportThatEndsMeanwhileEnablesNothing()
    {
        Fixture f;
        f.bench.openData("stripes");
        f.drop(f.exported());
        QTRY_VERIFY(!f.isEmpty());
        auto* line = f.page.findChild<ReportLine*>();
        emit line->busyChanged(true);
        emit line->busyChanged(false);
        QVERIFY(!find<QPushButton>(f.page, "saveReportButton")->isEnabled());
    }

    void modelsOpenedElsewhereAreOffered()
    {
        Fixture f;
        f.bench.preferences.addRecentModel(QStringLiteral("/runs/cats/export/model.onnx"));
        QVERIFY(find<QComboBox>(f.page, "runBox")->findText(QStringLiteral("cats/model.onnx")) >= 0);
    }

    void aDroppedFileIsTried()
    {
        Fixture f;
        f.bench.openData("stripes");
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(f.exported())});
        QVERIFY(f.page.acceptDrop(mime));
        QTRY_VERIFY(!f.isEmpty());
        QVERIFY(!find<QWidget>(f.page, "epochSlider")->isVisible());
        mime.setUrls({QUrl::fromLocalFile(QStringLiteral("/a/photo.png"))});
        QVERIFY(!f.page.acceptDrop(mime));
    }

    void aFileThatIsNoModelIsSaid()
    {
        Fixture f;
        f.openByButton(f.broken());
        QTRY_VERIFY2(f.text("evaluateEmptyText").contains(QStringLiteral("broken.onnx")) &&
                         !f.text("evaluateEmptyText").startsWith(QStringLiteral("Reading")),
                     qPrintable(f.text("evaluateEmptyText")));
    }
};

SACCADE_TEST(tst_evaluate_model_file, TstEvaluateModelFile)
#include "tst_evaluate_model_file.moc"
