#include <QAbstractItemModelTester>
#include <QTest>
#include <limits>

#include "tests/test_registry.h"
#include "ui/models/export_table_model.h"
#include "ui/models/export_text.h"

using namespace saccade;

namespace {

/// 1,000 images of which `changed` have another label.
ExportOutcome checkedOutcome(std::int64_t changed = 0, double largest = 3e-7)
{
    ExportOutcome outcome;
    outcome.run = std::make_shared<const RunFolder>();
    outcome.report = ExportReport{};
    outcome.report->files = {"/out/model.onnx"};
    outcome.report->bytes = 26'300'000;
    outcome.report->runtime = "OpenCV DNN";
    ExportCheck check;
    check.difference = {1000, largest, 3, changed, changed > 0 ? 3 : -1, 0.9315, 0.9275};
    check.worstImage = "cat/12.jpg";
    check.exportedMs = 2.14;
    check.preprocessMs = 0.052;
    check.programMs = 1.9;
    check.isPassed = true;
    outcome.report->check = check;
    return outcome;
}

ExportOutcome failedOutcome(ErrorCode code)
{
    ExportOutcome outcome = checkedOutcome();
    outcome.report.reset();
    outcome.error = Error{code, "cat/12.jpg: 3.2e-02 apart", "/out/model.onnx"};
    return outcome;
}

} // namespace

/// What the Export page says.
class TstExportModels : public QObject
{
    Q_OBJECT

private slots:
    void everyFormatHasWords();
    void aCheckIsTold();
    void changedLabelsAreAWarning();
    void missingTestImagesAreNamed();
    void whatWasNotCheckedSaysWhy();
    void aFailedCheckBlocks();
    void anotherRuleIsOutOfDate();
    void workIsTold();
    void numbersAreReadable();
    void theTableHasAllFigures();
};

void TstExportModels::everyFormatHasWords()
{
    for (std::size_t i = 0; i < kExportFormatNames.size(); ++i) {
        const auto format = static_cast<ExportFormat>(i);
        QVERIFY(!exportFormatTitle(format).isEmpty());
        QVERIFY2(!exportFormatSentence(format).isEmpty(), kExportFormatNames[i].data());
    }
}

void TstExportModels::aCheckIsTold()
{
    const ExportNote note = noteAfter(checkedOutcome(), {});
    QCOMPARE(note.tone, NoteTone::Good);
    QCOMPARE(note.text, QStringLiteral("1,000 test images run again:\nlargest difference 3e-7, 0 labels changed"));
    QVERIFY(note.details.contains(QStringLiteral("93.15 % before, 92.75 % after")));
    QVERIFY(note.details.contains(QStringLiteral("2.1 ms")) && note.details.contains(QStringLiteral("0.05 ms")));
    QVERIFY(note.details.contains(QStringLiteral("cat/12.jpg")));
    QVERIFY(note.details.contains(QStringLiteral("OpenCV DNN")));
}

void TstExportModels::changedLabelsAreAWarning()
{
    QCOMPARE(noteAfter(checkedOutcome(4, 0.031), {}).tone, NoteTone::Warning); // an 8-bit file may pass with them
    ExportOutcome outcome = checkedOutcome();
    outcome.hasDataChanged = true;
    QCOMPARE(noteAfter(outcome, {}).tone, NoteTone::Warning);
    QVERIFY(noteAfter(outcome, {}).text.contains(QStringLiteral("has changed since")));
}

void TstExportModels::missingTestImagesAreNamed()
{
    ExportOutcome outcome = checkedOutcome();
    outcome.part = Part::Validation;
    QVERIFY(noteAfter(outcome, {}).text.startsWith(QStringLiteral("1,000 validation images")));
    outcome.part = Part::Training;
    QVERIFY(noteAfter(outcome, {}).text.startsWith(QStringLiteral("1,000 training images")));
}

void TstExportModels::whatWasNotCheckedSaysWhy()
{
    ExportOutcome outcome = checkedOutcome();
    outcome.report->check.reset();
    QCOMPARE(noteAfter(outcome, {}).tone, NoteTone::Warning);
    outcome.report->notChecked = "unknown layer: Erf";
    QVERIFY(noteAfter(outcome, {}).text.contains(QStringLiteral("OpenCV DNN cannot run this network")));
    QCOMPARE(noteAfter(outcome, {}).details, QStringLiteral("unknown layer: Erf"));
    outcome.uncheckable = Error{ErrorCode::FileNotFound, {}, "/sets/cats"};
    QCOMPARE(noteAfter(outcome, {}).text, QStringLiteral("Written, not checked: not found"));
    QVERIFY(noteAfter(outcome, {}).details.startsWith(QStringLiteral("/sets/cats is not there.")));
}

void TstExportModels::aFailedCheckBlocks()
{
    const ExportOutcome differs = failedOutcome(ErrorCode::ExportDiffers);
    QVERIFY(isBlocked(differs));
    QCOMPARE(noteAfter(differs, {}).tone, NoteTone::Bad);
    QVERIFY(noteAfter(differs, {}).text.contains(QStringLiteral("cat/12.jpg: 3.2e-02 apart")));
    QVERIFY(noteAfter(differs, {}).details.contains(QStringLiteral("model.onnx.failed")));
    const ExportOutcome full = failedOutcome(ErrorCode::DiskFull);
    QVERIFY(!isBlocked(full)); // try again when there is room
    QCOMPARE(noteAfter(full, {}).tone, NoteTone::Bad);
    QVERIFY(!isBlocked(checkedOutcome()));
}

void TstExportModels::anotherRuleIsOutOfDate()
{
    ExportOutcome outcome = checkedOutcome();
    outcome.rule = {1.5, 0.6};
    QCOMPARE(noteAfter(outcome, {1.5, 0.6}).tone, NoteTone::Good);
    for (const AnswerRule& rule : {AnswerRule{1, 0.6}, AnswerRule{1.5, {}}, AnswerRule{1.5, 0.7}}) {
        QVERIFY(noteAfter(outcome, rule).text.startsWith(QStringLiteral("Out of date")));
    }
}

void TstExportModels::workIsTold()
{
    const auto text = [](const ExportProgress& progress) { return noteDuring(ExportFormat::Pt, progress).text; };
    QCOMPARE(text({}), QStringLiteral("Waits for its turn."));
    QCOMPARE(text({ExportProgress::Stage::Checking, ExportFormat::Onnx, 3, 10, 1}),
             QStringLiteral("Waits for its turn."));
    QCOMPARE(text({ExportProgress::Stage::Checking, ExportFormat::Pt, 0, 0, -1}), QStringLiteral("Being written."));
    QCOMPARE(text({ExportProgress::Stage::Checking, ExportFormat::Pt, 640, 1000, 5}),
             QStringLiteral("Being checked:\n640 of 1,000 images"));
}

void TstExportModels::numbersAreReadable()
{
    QCOMPARE(differenceText(0), QStringLiteral("0"));
    QCOMPARE(differenceText(2.6e-7), QStringLiteral("3e-7"));
    QCOMPARE(differenceText(1e-12), QStringLiteral("1e-12"));
    QCOMPARE(differenceText(0.0314), QStringLiteral("0.031"));
    QCOMPARE(differenceText(std::numeric_limits<double>::infinity()), QStringLiteral("no number"));
    QCOMPARE(millisecondsText(0.2149), QStringLiteral("0.21 ms"));
    QCOMPARE(millisecondsText(3.44), QStringLiteral("3.4 ms"));
}

void TstExportModels::theTableHasAllFigures()
{
    ExportTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    ExportOutcome unchecked = checkedOutcome();
    unchecked.format = ExportFormat::Pt;
    unchecked.report->format = ExportFormat::Pt;
    unchecked.report->check.reset();
    model.setOutcomes({checkedOutcome(4, 0.031), failedOutcome(ErrorCode::ExportDiffers), unchecked});
    QCOMPARE(model.rowCount(), 2); // what failed has no figures
    const auto text = [&model](int row, int column) {
        return model.index(row, column).data(Qt::DisplayRole).toString();
    };
    QCOMPARE(text(0, ExportTableModel::FormatColumn), QStringLiteral("ONNX"));
    QCOMPARE(text(0, ExportTableModel::SizeColumn), QStringLiteral("26 MB"));
    QCOMPARE(text(0, ExportTableModel::ImageColumn), QStringLiteral("2.1 ms"));
    QCOMPARE(text(0, ExportTableModel::ChangedColumn), QStringLiteral("4"));
    QCOMPARE(text(0, ExportTableModel::AfterColumn), QStringLiteral("92.75 %"));
    QCOMPARE(text(1, ExportTableModel::DifferenceColumn), QStringLiteral("–"));
    QCOMPARE(text(1, ExportTableModel::RuntimeColumn), QStringLiteral("OpenCV DNN"));
}

SACCADE_TEST(tst_export_models, TstExportModels)
#include "tst_export_models.moc"
