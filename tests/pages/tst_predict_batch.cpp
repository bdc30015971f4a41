#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <fstream>

#include "tests/pages/test_bench.h"
#include "tests/test_registry.h"
#include "ui/dialogs/problems_dialog.h"
#include "ui/pages/predict_page.h"
#include "ui/widgets/message_note.h"

using namespace saccade;

namespace {

Model threeClasses()
{
    Model model;
    model.title = "run 7";
    model.network.nodes.push_back({"input", InputLayer{{4, 4, 3}, {}}, {}});
    NamedTensors tensors;
    tensors["answers"].values.resize(3);
    model.tensors = std::make_shared<const NamedTensors>(std::move(tensors));
    model.classNames = {"bird", "cat", "frog"};
    return model;
}

struct Fixture
{
    Fixture() : page(bench.workbench)
    {
        page.resize(1100, 700);
        page.show();
        std::filesystem::create_directory(images);
    }

    /// Answers the two questions and waits for the end.
    void classifyFolder()
    {
        bench.dialogs.folders.push_back(QString::fromStdString(images.string()));
        bench.dialogs.saveFiles.push_back(QString::fromStdString(csv.string()));
        click(find<QPushButton>(page, "chooseBatchFolderButton"));
        QTRY_VERIFY(find<QPushButton>(page, "chooseBatchFolderButton")->isEnabled());
    }

    [[nodiscard]] QString text(const char* label) const { return find<QLabel>(page, label)->text(); }
    [[nodiscard]] bool isShown(const char* name) const { return find<QWidget>(page, name)->isVisible(); }

    TestBench bench;
    std::filesystem::path images = bench.folder.path() / "inbox";
    std::filesystem::path csv = bench.folder.path() / "inbox.csv";
    PredictPage page;
};

} // namespace

/// Folder to CSV on the Predict page.
class TstPredictBatch : public QObject
{
    Q_OBJECT

private slots:
    void withoutANetworkNoFolderIsAsked()
    {
        Fixture f;
        auto* button = find<QPushButton>(f.page, "chooseBatchFolderButton");
        QVERIFY(!button->isEnabled());
        QVERIFY(!f.isShown("batchProgress") && !f.isShown("stopBatchButton") && !f.isShown("openBatchTableButton"));
        f.bench.predict.setModel(threeClasses());
        QVERIFY(button->isEnabled());
    }

    void aFolderBecomesATable()
    {
        Fixture f;
        f.bench.predict.setModel(threeClasses());
        for (const char* name : {"one.png", "two.jpg", "missing.png"}) {
            std::ofstream(f.images / name) << "x";
        }
        f.classifyFolder();
        QCOMPARE(f.bench.dialogs.asked.size(), 2);
        QCOMPARE(f.text("batchState"), QStringLiteral("inbox, 3 files"));
        QCOMPARE(f.text("batchUnread"), QStringLiteral("1 file could not be read"));
        QVERIFY(f.isShown("openBatchTableButton") && !f.isShown("stopBatchButton") && !f.isShown("batchFault"));
        QCOMPARE(find<QPushButton>(f.page, "openBatchTableButton")->text(), QStringLiteral("Open inbox.csv"));
        QVERIFY(std::filesystem::exists(f.csv));
        click(find<QPushButton>(f.page, "showBatchProblemsButton"));
        auto* dialog = f.page.findChild<ProblemsDialog*>();
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->findChild<QTableView*>()->model()->rowCount(), 1);
    }

    void cancelledQuestionsDoNothing()
    {
        Fixture f;
        f.bench.predict.setModel(threeClasses());
        click(find<QPushButton>(f.page, "chooseBatchFolderButton"));
        QCOMPARE(f.bench.dialogs.asked.size(), 1);
        f.bench.dialogs.folders.push_back(QString::fromStdString(f.images.string()));
        click(find<QPushButton>(f.page, "chooseBatchFolderButton"));
        QCOMPARE(f.bench.dialogs.asked.size(), 3);
        QVERIFY(find<QPushButton>(f.page, "chooseBatchFolderButton")->isEnabled());
        QVERIFY(!f.isShown("batchProgress") && !f.isShown("batchFault"));
    }

    void stopSaysWhatTheTableHas()
    {
        Fixture f;
        f.bench.predict.setModel(threeClasses());
        for (int i = 0; i < 3000; ++i) {
            std::ofstream(f.images / (std::to_string(i) + ".png")) << "x";
        }
        f.bench.dialogs.folders.push_back(QString::fromStdString(f.images.string()));
        f.bench.dialogs.saveFiles.push_back(QString::fromStdString(f.csv.string()));
        click(find<QPushButton>(f.page, "chooseBatchFolderButton"));
        QVERIFY(f.isShown("batchProgress"));
        click(find<QPushButton>(f.page, "stopBatchButton"));
        QTRY_VERIFY(!f.isShown("batchProgress"));
        QVERIFY2(f.text("batchState").startsWith(QStringLiteral("inbox, ")), qPrintable(f.text("batchState")));
        QVERIFY(f.isShown("openBatchTableButton"));
        QVERIFY(std::filesystem::exists(f.csv));
    }

    void anEmptyFolderIsAFaultInPlace()
    {
        Fixture f;
        f.bench.predict.setModel(threeClasses());
        f.classifyFolder();
        QVERIFY(f.isShown("batchFault"));
        QVERIFY(!find<MessageNote>(f.page, "batchFault")->text().isEmpty());
        QVERIFY(!f.isShown("openBatchTableButton"));
    }
};

SACCADE_TEST(tst_predict_batch, TstPredictBatch)
#include "tst_predict_batch.moc"
