#include <QComboBox>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QTest>
#include <QUrl>

#include "engine/formats/model_files.h"
#include "engine/runs/portable_run.h"
#include "tests/pages/test_bench.h"
#include "tests/support/recorded_folder.h"
#include "tests/test_registry.h"
#include "ui/pages/evaluate_page.h"

using namespace saccade;

namespace {

/// Stripes at the side that is asked for; "four" has four classes.
Result<DataSet> openAtSide(const OpenRequest& request, std::stop_token, const std::function<void(const OpenProgress&)>&)
{
    const int side = request.side > 0 ? request.side : 16;
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
        QTest::qWait(50);
        QCOMPARE(bench.evaluate.evaluation().trial, nullptr);
    }

    [[nodiscard]] QString text(const char* label) const { return find<QLabel>(page, label)->text(); }
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
        QCOMPARE(find<QComboBox>(f.page, "runBox")->currentText(), QStringLiteral("model.safetensors"));
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
        parts->setFocus();
        QTest::keyClick(parts, Qt::Key_Down);
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
        const QString file = QString::fromStdString((f.bench.folder.path() / "broken.onnx").string());
        QFile broken(file);
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("no model") > 0);
        broken.close();
        f.openByButton(file);
        QTRY_VERIFY2(f.text("evaluateEmptyText").contains(QStringLiteral("broken.onnx")) &&
                         !f.text("evaluateEmptyText").startsWith(QStringLiteral("Reading")),
                     qPrintable(f.text("evaluateEmptyText")));
    }
};

SACCADE_TEST(tst_evaluate_model_file, TstEvaluateModelFile)
#include "tst_evaluate_model_file.moc"
