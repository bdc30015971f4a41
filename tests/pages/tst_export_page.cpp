#include <QAbstractButton>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTableView>
#include <algorithm>
#include <filesystem>
#include <fstream>

#include "engine/runs/answer_rule.h"
#include "engine/session/answer_rules.h"
#include "tests/pages/test_bench.h"
#include "tests/support/recorded_folder.h"
#include "tests/test_registry.h"
#include "ui/pages/export_card.h"
#include "ui/pages/export_page.h"
#include "ui/widgets/message_note.h"
#include "ui/widgets/paired_bars.h"
#include "ui/widgets/segmented_buttons.h"

using namespace saccade;

namespace {

/// The page with a run of the data set that the bench opens.
struct Shown
{
    Shown() : Shown(TestBench::openStripes) {}
    explicit Shown(FakeImageReader::Open opens) : bench(std::move(opens)), page(bench.workbench)
    {
        page.resize(1200, 900);
        page.show();
        QApplication::setActiveWindow(&page);
    }

    void openRun(bool goesOn = false)
    {
        DataSet set = makeStripesDataSet(3, 40, {8, 8, 3});
        set.source = "/sets/stripes";
        run = recordedFolder(bench.folder.path() / "run", set, goesOn);
        bench.evaluate.open(run->path);
        QTRY_VERIFY(button("exportButton")->isEnabled());
    }
    QAbstractButton* button(const char* name) { return find<QAbstractButton>(page, name); }
    ExportCard* card(const char* format)
    {
        return find<ExportCard>(page, QByteArray("card-").append(format).constData());
    }
    void tick(const char* format) { QTest::keyClick(find<QCheckBox>(*card(format), "formatBox"), Qt::Key_Space); }
    void exportAll()
    {
        click(button("exportButton"));
        QTRY_VERIFY(!bench.exporter.isBusy());
    }
    QString label(const char* name) { return find<QLabel>(page, name)->text(); }

    TestBench bench;
    std::shared_ptr<const RunFolder> run;
    ExportPage page;
};

} // namespace

/// Formats, checks, code and files, by clicks and keys.
class TstExportPage : public QObject
{
    Q_OBJECT

private slots:
    void withoutARunThereIsOneSentenceAndOneButton();
    void everyFormatHasItsCard();
    void tickedFormatsAreWritten();
    void aBundleIsAFolderOfMany();
    void theLastWeightsCanBeTaken();
    void aFailedCheckBlocksTheFormat();
    void imagesThatAreGoneAreNamed();
    void replacingAsksFirst();
    void theFolderIsChosenAndRemembered();
    void codeIsCopied();
    void proofIsClaimedOfNothingElse();
    void aChangedRuleMakesFilesOutOfDate();
    void aRuleDecidedElsewhereCountsAtOnce();
    void aRunningExportCanBeCancelled();
    void tShowsTheTable();
    void withoutTheEngineItSaysSo();
};

void TstExportPage::withoutARunThereIsOneSentenceAndOneButton()
{
    Shown shown;
    QVERIFY(find<QLabel>(shown.page, "emptyStateSentence")->isVisible());
    QVERIFY(!shown.button("exportButton")->isEnabled());
    DataSet set = makeStripesDataSet(3, 40, {8, 8, 3});
    const auto run = recordedFolder(shown.bench.folder.path() / "run", set);
    shown.bench.dialogs.folders = {QString::fromStdString(run->path.string())};
    click(shown.button("emptyStateButton"));
    QTRY_VERIFY(shown.button("exportButton")->isEnabled());
    QCOMPARE(find<QComboBox>(shown.page, "exportRunBox")->currentText(), QStringLiteral("run"));
    QVERIFY(shown.label("pageDetails").startsWith(QStringLiteral("75.00 %")));
}

void TstExportPage::everyFormatHasItsCard()
{
    Shown shown;
    shown.openRun();
    for (const std::string_view name : kExportFormatNames) {
        const ExportCard* card = shown.card(std::string(name).c_str());
        QVERIFY(card->isVisibleTo(&shown.page));
        QVERIFY(!exportFormatTitle(card->format()).isEmpty() && !exportFormatSentence(card->format()).isEmpty());
        QCOMPARE(card->note().tone, NoteTone::Plain);
    }
    QVERIFY(shown.card("onnx")->isWanted()); // until someone chooses
}

void TstExportPage::tickedFormatsAreWritten()
{
    Shown shown;
    shown.openRun();
    shown.tick("safetensors");
    QCOMPARE(shown.button("exportButton")->text(), QStringLiteral("Export 2 formats"));
    QCOMPARE(shown.label("exportFiles"), QStringLiteral("model.onnx, model.safetensors, model.json."));
    shown.exportAll();
    QVERIFY(std::filesystem::exists(shown.run->path / "export" / "model.onnx"));
    QVERIFY(std::filesystem::exists(shown.run->path / "export" / "model.safetensors"));
    for (const char* format : {"onnx", "safetensors"}) {
        QCOMPARE(shown.card(format)->note().text,
                 QStringLiteral("120 test images run again:\nlargest difference 0, 0 labels changed"));
        QCOMPARE(shown.card(format)->note().tone, NoteTone::Good);
        QVERIFY(find<QLabel>(*shown.card(format), "formatSize")->text() != QStringLiteral("–"));
    }
    QCOMPARE(find<QLabel>(*shown.card("onnx"), "formatTime")->text(), QStringLiteral("0.25 ms"));
    QCOMPARE(shown.card("pt")->note().tone, NoteTone::Plain);
    QCOMPARE(find<PairedBars>(shown.page, "exportBars")->rows().size(), std::size_t{2});
    QVERIFY(shown.label("exportFiles").contains(QStringLiteral(" written.")));
    QVERIFY(shown.button("openFolderButton")->isVisibleTo(&shown.page));
    const ExportPage again(shown.bench.workbench); // the choice is remembered
    QVERIFY(again.findChild<ExportCard*>(QStringLiteral("card-safetensors"))->isWanted());
}

void TstExportPage::aBundleIsAFolderOfMany()
{
    Shown shown;
    shown.openRun();
    shown.tick("onnx");
    shown.tick("bundle");
    QCOMPARE(shown.label("exportFiles"), QStringLiteral("model."));
    auto* code = find<QPlainTextEdit>(shown.page, "usageCode");
    for (const int language : {0, 1}) { // its own programs say how it is used
        click(find<SegmentedButtons>(shown.page, "usageLanguage")->button(language));
        QVERIFY(code->toPlainText().isEmpty());
        QVERIFY(!shown.button("copyCodeButton")->isEnabled());
    }
    shown.exportAll();
    QCOMPARE(shown.card("bundle")->note().tone, NoteTone::Good);
    const std::filesystem::path folder = shown.run->path / "export" / "model";
    for (const char* name : {"model.onnx", "app.py", "README.md"}) {
        QVERIFY2(std::filesystem::is_regular_file(folder / name), name);
    }
    QVERIFY(shown.label("exportFiles").contains(QStringLiteral(" written.")));
    shown.bench.dialogs.confirmations = {false};
    click(shown.button("exportButton")); // a folder that is there is not replaced unasked
    QCOMPARE(shown.bench.dialogs.asked.size(), 1);
    QVERIFY(!shown.bench.exporter.isBusy());
}

void TstExportPage::theLastWeightsCanBeTaken()
{
    Shown shown;
    shown.openRun();
    QVERIFY(!find<QComboBox>(shown.page, "exportWeightsBox")->isEnabled()); // its last ones are its best
    Shown longer;
    longer.openRun(true);
    QVERIFY(saveAnswerRule(longer.run->path, {2, 0.6}).hasValue());
    longer.page.hide();
    longer.page.show(); // reads the rule again
    auto* weights = find<QComboBox>(longer.page, "exportWeightsBox");
    QCOMPARE(weights->currentText(), QStringLiteral("Best weights, epoch 1"));
    longer.exportAll();
    QTRY_COMPARE(longer.card("onnx")->note().tone, NoteTone::Good);
    chooseByKeys(weights, 1);
    QCOMPARE(weights->currentText(), QStringLiteral("Last weights, epoch 3"));
    QCOMPARE(longer.card("onnx")->note().tone, NoteTone::Plain); // these were not written yet
    QVERIFY(longer.label("exportFiles").startsWith(QStringLiteral("model_last.onnx.")));
    QVERIFY(longer.label("pageDetails").contains(QStringLiteral("of the best weights")));
    longer.bench.evaluate.show(Part::Test); // looking at images chooses no other weights
    QTRY_VERIFY(!longer.bench.evaluate.isBusy());
    QCOMPARE(weights->currentIndex(), 1);
    QTRY_VERIFY(longer.button("exportButton")->isEnabled());
    auto* code = find<QPlainTextEdit>(longer.page, "usageCode");
    QVERIFY(code->toPlainText().contains(QStringLiteral("model_last.onnx")));
    QVERIFY(!code->toPlainText().contains(QStringLiteral("< 0.6"))); // the threshold belongs to the best ones
    longer.exportAll();
    QCOMPARE(longer.card("onnx")->note().tone, NoteTone::Good);
    const std::filesystem::path folder = longer.run->path / "export";
    QVERIFY(std::filesystem::exists(folder / "model.onnx") && std::filesystem::exists(folder / "model_last.onnx"));
}

void TstExportPage::aFailedCheckBlocksTheFormat()
{
    Shown shown;
    shown.openRun();
    shown.bench.opener.setError(0.25F);
    shown.exportAll();
    ExportCard* card = shown.card("onnx");
    QCOMPARE(card->note().tone, NoteTone::Bad);
    QVERIFY2(card->note().text.contains(QStringLiteral("2.5e-01 apart")), qPrintable(card->note().text));
    QVERIFY(card->note().details.contains(QStringLiteral("model.onnx.failed")));
    QVERIFY(!card->isWanted());
    QVERIFY(!find<QCheckBox>(*card, "formatBox")->isEnabled());
    QVERIFY(!shown.button("exportButton")->isEnabled());
    shown.bench.opener.setError(0);
    click(shown.button("checkAgainButton"));
    QTRY_VERIFY(!shown.bench.exporter.isBusy());
    QCOMPARE(card->note().tone, NoteTone::Good);
    QVERIFY(find<QCheckBox>(*card, "formatBox")->isEnabled());
}

void TstExportPage::imagesThatAreGoneAreNamed()
{
    Shown shown([](const OpenRequest& request, std::stop_token, const auto&) -> Result<DataSet> {
        return Error{ErrorCode::FileNotFound, {}, request.source};
    });
    shown.openRun();
    shown.exportAll();
    QCOMPARE(shown.card("onnx")->note().tone, NoteTone::Warning);
    QCOMPARE(shown.card("onnx")->note().text, QStringLiteral("Written, not checked: not found"));
    QVERIFY(shown.card("onnx")->note().details.contains(QStringLiteral("/sets/stripes")));
}

void TstExportPage::replacingAsksFirst()
{
    Shown shown;
    shown.openRun();
    std::filesystem::create_directories(shown.run->path / "export");
    std::ofstream(shown.run->path / "export" / "model.onnx") << "mine";
    shown.bench.dialogs.confirmations = {false, true};
    click(shown.button("exportButton"));
    QVERIFY(!shown.bench.exporter.isBusy());
    QCOMPARE(shown.bench.dialogs.asked.size(), 1);
    shown.exportAll();
    QCOMPARE(shown.bench.dialogs.asked.size(), 2);
    QVERIFY(std::filesystem::file_size(shown.run->path / "export" / "model.onnx") > 4);
    QVERIFY(find<QLabel>(shown.page, "replacedFiles")->text().contains(QStringLiteral("model.onnx")));
}

void TstExportPage::theFolderIsChosenAndRemembered()
{
    Shown shown;
    shown.openRun();
    const std::filesystem::path elsewhere = shown.bench.folder.path() / "elsewhere";
    shown.bench.dialogs.folders = {QString::fromStdString(elsewhere.string())};
    click(shown.button("chooseFolderButton"));
    shown.exportAll();
    QVERIFY(std::filesystem::exists(elsewhere / "model.onnx"));
    QVERIFY(!std::filesystem::exists(shown.run->path / "export"));
    ExportPage again(shown.bench.workbench);
    QCOMPARE(find<QLineEdit>(again, "exportFolder")->text(), QString::fromStdString(elsewhere.string()));
}

void TstExportPage::codeIsCopied()
{
    Shown shown;
    shown.openRun();
    auto* code = find<QPlainTextEdit>(shown.page, "usageCode");
    QVERIFY(code->toPlainText().contains(QStringLiteral("InferenceSession(\"model.onnx\")")));
    QVERIFY(code->toPlainText().contains(QStringLiteral("image.resize((8, 8)")));
    click(shown.button("copyCodeButton"));
    QCOMPARE(QGuiApplication::clipboard()->text(), code->toPlainText());
    click(find<SegmentedButtons>(shown.page, "usageLanguage")->button(1));
    QVERIFY(code->toPlainText().contains(QStringLiteral("deploy::InputContract contract{8, 8, 3, \"squash\"}")));
    find<QCheckBox>(*shown.card("pt"), "formatBox")->setFocus();
    QVERIFY(code->toPlainText().isEmpty()); // C++ has no use for a state dict
    QVERIFY(!shown.button("copyCodeButton")->isEnabled());
    click(shown.card("python"), QPoint(8, 40));
    click(find<SegmentedButtons>(shown.page, "usageLanguage")->button(0));
    QVERIFY(code->toPlainText().startsWith(QStringLiteral("import model\n")));
}

void TstExportPage::proofIsClaimedOfNothingElse()
{
    Shown shown;
    shown.openRun();
    QVERIFY(shown.label("usageProof").contains(QStringLiteral("not been written")));
    shown.exportAll();
    QVERIFY(shown.label("usageProof").startsWith(QStringLiteral("Python was not run here.")));
    click(find<SegmentedButtons>(shown.page, "usageLanguage")->button(1));
    QVERIFY2(shown.label("usageProof").contains(QStringLiteral("120 of 120 labels are the same")),
             qPrintable(shown.label("usageProof")));
}

void TstExportPage::aChangedRuleMakesFilesOutOfDate()
{
    Shown shown;
    shown.openRun();
    shown.exportAll();
    QCOMPARE(shown.card("onnx")->note().tone, NoteTone::Good);
    QVERIFY(saveAnswerRule(shown.run->path, {1, 0.6}).hasValue());
    shown.page.hide();
    shown.page.show();
    QTRY_COMPARE(shown.card("onnx")->note().tone, NoteTone::Warning);
    QVERIFY(shown.card("onnx")->note().text.startsWith(QStringLiteral("Out of date")));
    QVERIFY(find<QPlainTextEdit>(shown.page, "usageCode")->toPlainText().contains(QStringLiteral("< 0.6")));
    QStringList facts;
    for (const QLabel* label : find<QWidget>(shown.page, "exportContentsPane")->findChildren<QLabel*>()) {
        facts.append(label->text());
    }
    QVERIFY(facts.contains(QStringLiteral("“Unknown” below 60 %")));
}

void TstExportPage::aRuleDecidedElsewhereCountsAtOnce()
{
    Shown shown;
    shown.openRun();
    const auto says = [&](const QString& text) {
        const QList<QLabel*> facts = find<QWidget>(shown.page, "exportContentsPane")->findChildren<QLabel*>();
        return std::any_of(facts.begin(), facts.end(), [&](const QLabel* fact) { return fact->text().contains(text); });
    };
    QTRY_VERIFY(says(QStringLiteral("No threshold")));
    shown.bench.evaluate.answerRules().decide({2, 0.6}); // as the Evaluate page does; this one stays in front
    QTRY_VERIFY(says(QStringLiteral("“Unknown” below 60 %")));
    QVERIFY(says(QStringLiteral("temperature 2.00")));
    shown.bench.evaluate.answerRules().undo();
    QTRY_VERIFY(says(QStringLiteral("No threshold")));
}

void TstExportPage::aRunningExportCanBeCancelled()
{
    std::atomic<bool> isOpening = false;
    Shown shown([&isOpening](const OpenRequest&, std::stop_token stop, const auto& progress) -> Result<DataSet> {
        isOpening = true;
        progress({5, 10, 3, 0.5});
        while (!stop.stop_requested()) {
            std::this_thread::yield();
        }
        return Error{ErrorCode::Cancelled, {}, {}};
    });
    shown.openRun();
    click(shown.button("exportButton"));
    QTRY_VERIFY(isOpening);
    QTRY_VERIFY(shown.label("exportBandText").startsWith(QStringLiteral("Opening the images")));
    QCOMPARE(shown.card("onnx")->note().tone, NoteTone::Busy);
    QVERIFY(!shown.button("exportButton")->isEnabled());
    click(shown.button("cancelExportButton"));
    QTRY_VERIFY(!shown.bench.exporter.isBusy());
    QVERIFY(!find<QWidget>(shown.page, "exportBand")->isVisible());
    QCOMPARE(shown.card("onnx")->note().tone, NoteTone::Plain);
    QVERIFY(shown.button("exportButton")->isEnabled());
}

void TstExportPage::tShowsTheTable()
{
    Shown shown;
    shown.openRun();
    shown.exportAll();
    auto* bars = find<PairedBars>(shown.page, "exportBars");
    auto* table = find<QTableView>(shown.page, "exportTable");
    QVERIFY(bars->isVisible() && !table->isVisible());
    bars->setFocus();
    QTest::keyClick(bars, Qt::Key_T);
    QVERIFY(table->isVisible() && table->hasFocus());
    QCOMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("ONNX"));
    QTest::keyClick(table, Qt::Key_T);
    QVERIFY(bars->isVisible());
}

void TstExportPage::withoutTheEngineItSaysSo()
{
    TestBench bench;
    const auto run = recordedFolder(bench.folder.path() / "run", makeStripesDataSet(3, 40, {8, 8, 3}));
    bench.loader.adopt(&bench.reader, nullptr);
    ExportPage page(bench.workbench);
    page.show();
    bench.evaluate.open(run->path);
    auto* problem = find<MessageNote>(page, "exportProblem");
    QTRY_VERIFY(problem->isVisible());
    QVERIFY(problem->text().contains(QStringLiteral("cannot be loaded")));
    QVERIFY(!find<QAbstractButton>(page, "exportButton")->isEnabled());
}

SACCADE_TEST(tst_export_page, TstExportPage)
#include "tst_export_page.moc"
