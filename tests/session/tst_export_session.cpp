#include <QSignalSpy>
#include <QTest>
#include <filesystem>
#include <fstream>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "engine/runs/answer_rule.h"
#include "engine/session/export_session.h"
#include "engine/session/run_contract_loader.h"
#include "engine/session/worker_thread.h"
#include "tests/support/fake_engine.h"
#include "tests/support/memory_store.h"
#include "tests/support/recorded_folder.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

/// As the run of writeRun() has it.
DataSet stripes()
{
    DataSet set = makeStripesDataSet(3, 4, {2, 2, 1});
    set.source = "/sets/stripes";
    set.id = "stripes";
    return set;
}

Result<DataSet> openStripes(const OpenRequest& request, std::stop_token,
                            const std::function<void(const OpenProgress&)>& progress)
{
    progress({3, 12, 1.5, 0.25});
    DataSet set = stripes();
    set.source = request.source;
    return set;
}

Result<DataSet> openNothing(const OpenRequest& request, std::stop_token,
                            const std::function<void(const OpenProgress&)>&)
{
    return Error{ErrorCode::FileNotFound, {}, request.source};
}

struct Fixture
{
    explicit Fixture(FakeImageReader::Open opens = openStripes)
        : reader(std::move(opens)), session(loader, [this] { return openers; })
    {
        QObject::connect(&session, &ExportSession::finished,
                         [this](const ExportOutcome& outcome) { outcomes.push_back(outcome); });
    }

    ExportRequest request(std::vector<ExportFormat> formats) const
    {
        ExportRequest request;
        request.run = run;
        request.formats = std::move(formats);
        request.file = folder.path() / "out" / "model";
        return request;
    }
    /// Starts and waits for the end.
    void exportTo(const ExportRequest& request)
    {
        QSignalSpy ended(&session, &ExportSession::ended);
        session.start(request);
        QVERIFY(session.isBusy());
        QVERIFY(ended.wait());
        QVERIFY(!session.isBusy());
    }

    TemporaryFolder folder;
    std::shared_ptr<const RunFolder> run = recordedFolder(folder.path() / "run", stripes());
    FakeImageReader reader;
    FakeComputeEngine engine;
    FakeNetworkOpener opener;
    Result<const ExportedNetworkOpener*> openers = &opener;
    EngineLoader loader;
    ExportSession session;
    std::vector<ExportOutcome> outcomes;
};

} // namespace

/// Runs become files on a thread of their own.
class TstExportSession : public QObject
{
    Q_OBJECT

private slots:
    void everyFormatAnswersInTurn();
    void theOpenDataSetIsNotOpenedAgain();
    void imagesThatAreGoneLeaveAFileThatSaysSo();
    void aMissingRuntimeLeavesAFileThatSaysSo();
    void aFailedCheckBlocksOneFormat();
    void whatWasWrittenIsTriedAgain();
    void otherDataIsTold();
    void itHasLessPriorityThanATraining();
    void waitsForTheModules();
    void aMissingEngineIsTheAnswer();
    void cancelKeepsWhatIsWritten();
    void cancelWhileWaiting();
    void theSecondRequestWaitsForTheEnd();
    void theNewestOutcomeIsKept();
    void itCanBeDestroyedWhileItRuns();
    void theContractHasTheRulesAnswer();
};

void TstExportSession::everyFormatAnswersInTurn()
{
    Fixture f;
    f.loader.adopt(&f.reader, &f.engine);
    std::vector<ExportProgress::Stage> stages;
    connect(&f.session, &ExportSession::progressed, this,
            [&stages](const ExportProgress& progress) { stages.push_back(progress.stage); });
    f.exportTo(f.request({ExportFormat::Onnx, ExportFormat::TorchScript}));
    QCOMPARE(f.outcomes.size(), std::size_t{2});
    for (std::size_t i = 0; i < 2; ++i) {
        const ExportOutcome& outcome = f.outcomes[i];
        QVERIFY2(!outcome.error, outcome.error ? outcome.error->detail.c_str() : "");
        QCOMPARE(outcome.format, i == 0 ? ExportFormat::Onnx : ExportFormat::TorchScript);
        QVERIFY(outcome.report->check->isPassed);
        QCOMPARE(outcome.report->check->difference.images, std::int64_t{12});
        QCOMPARE(outcome.part, Part::Test);
        QVERIFY(!outcome.hasDataChanged && !outcome.uncheckable);
        QVERIFY(std::filesystem::exists(outcome.report->files.front()));
    }
    QVERIFY(!stages.empty());
}

void TstExportSession::theOpenDataSetIsNotOpenedAgain()
{
    Fixture f(openNothing);
    f.loader.adopt(&f.reader, &f.engine);
    ExportRequest request = f.request({ExportFormat::Onnx});
    request.dataSet = stripes();
    request.checkImages = 5;
    f.exportTo(request);
    QCOMPARE(f.outcomes.at(0).report->check->difference.images, std::int64_t{5});
}

void TstExportSession::imagesThatAreGoneLeaveAFileThatSaysSo()
{
    Fixture f(openNothing);
    f.loader.adopt(&f.reader, &f.engine);
    f.exportTo(f.request({ExportFormat::Onnx}));
    const ExportOutcome& outcome = f.outcomes.at(0);
    QVERIFY(outcome.report && !outcome.report->check);
    QVERIFY(outcome.uncheckable->code == ErrorCode::FileNotFound);
    QVERIFY(std::filesystem::exists(f.folder.path() / "out" / "model.onnx"));
    f.exportTo(f.request({ExportFormat::OnnxInt8})); // nothing to measure its numbers on
    QVERIFY(f.outcomes.at(1).error->code == ErrorCode::FileNotFound);
}

void TstExportSession::aMissingRuntimeLeavesAFileThatSaysSo()
{
    Fixture f;
    f.openers = Error{ErrorCode::EngineMissing, "no runtime", {}};
    f.loader.adopt(&f.reader, &f.engine);
    f.exportTo(f.request({ExportFormat::Onnx, ExportFormat::Pt}));
    QVERIFY(f.outcomes.at(0).report && !f.outcomes.at(0).report->check);
    QVERIFY(f.outcomes.at(0).uncheckable->code == ErrorCode::EngineMissing);
    QVERIFY(f.outcomes.at(1).report->check->isPassed); // this one needs no foreign runtime
}

void TstExportSession::aFailedCheckBlocksOneFormat()
{
    Fixture f;
    f.opener.setError(0.25F);
    f.loader.adopt(&f.reader, &f.engine);
    f.exportTo(f.request({ExportFormat::Onnx, ExportFormat::Pt}));
    QVERIFY(f.outcomes.at(0).error->code == ErrorCode::ExportDiffers);
    QVERIFY(!std::filesystem::exists(f.folder.path() / "out" / "model.onnx"));
    QVERIFY(std::filesystem::exists(f.folder.path() / "out" / "model.onnx.failed"));
    QVERIFY(f.outcomes.at(1).report->check->isPassed);
}

void TstExportSession::whatWasWrittenIsTriedAgain()
{
    Fixture f;
    f.loader.adopt(&f.reader, &f.engine);
    f.exportTo(f.request({ExportFormat::Onnx, ExportFormat::Pt}));
    const std::filesystem::path onnx = f.folder.path() / "out" / "model.onnx";
    std::ofstream(onnx) << "someone's own"; // the fake runtime reads nothing of it
    ExportRequest again = f.request({ExportFormat::Onnx, ExportFormat::Pt});
    again.written = {*f.outcomes.at(0).report, *f.outcomes.at(1).report};
    std::filesystem::remove(f.folder.path() / "out" / "model.json");
    f.exportTo(again);
    QCOMPARE(std::filesystem::file_size(onnx), std::uintmax_t{13}); // not written again
    QVERIFY(f.outcomes.at(2).report->check->isPassed);
    QVERIFY(std::filesystem::exists(f.folder.path() / "out" / "model.json")); // one was gone, so all are written
    f.opener.setError(0.25F);
    f.exportTo(again);
    QVERIFY(f.outcomes.at(4).error->code == ErrorCode::ExportDiffers);
    QVERIFY(!std::filesystem::exists(onnx));
}

void TstExportSession::otherDataIsTold()
{
    Fixture changed([](const OpenRequest& request, std::stop_token stop,
                       const std::function<void(const OpenProgress&)>& progress) -> Result<DataSet> {
        DataSet set = *openStripes(request, std::move(stop), progress);
        set.id = "others";
        return set;
    });
    changed.loader.adopt(&changed.reader, &changed.engine);
    changed.exportTo(changed.request({ExportFormat::Onnx}));
    QVERIFY(changed.outcomes.at(0).hasDataChanged);
    Fixture others([](const OpenRequest&, std::stop_token, const auto&) -> Result<DataSet> {
        return makeStripesDataSet(4, 2, {2, 2, 1});
    });
    others.loader.adopt(&others.reader, &others.engine);
    others.exportTo(others.request({ExportFormat::Onnx}));
    QVERIFY(others.outcomes.at(0).report);
    QVERIFY(others.outcomes.at(0).uncheckable->code == ErrorCode::ClassesDisagree);
}

void TstExportSession::itHasLessPriorityThanATraining()
{
    Fixture f;
    f.loader.adopt(&f.reader, &f.engine);
    const auto niceness = [] { return getpriority(PRIO_PROCESS, static_cast<id_t>(syscall(SYS_gettid))); };
    std::atomic<int> seen = 0;
    ExportSession session(f.loader, [&]() -> Result<const ExportedNetworkOpener*> {
        seen = niceness();
        return &f.opener;
    });
    session.start(f.request({ExportFormat::Onnx}));
    QTRY_VERIFY(!session.isBusy());
    QCOMPARE(seen.load(), std::min(19, niceness() + kBackgroundNiceness)); // 19 is the most there is
    QVERIFY(kBackgroundNiceness > kWorkerNiceness);
}

void TstExportSession::waitsForTheModules()
{
    Fixture f;
    f.session.start(f.request({ExportFormat::Onnx}));
    QCoreApplication::processEvents();
    QVERIFY(f.session.isBusy() && f.outcomes.empty());
    f.loader.adopt(&f.reader, &f.engine);
    QTRY_VERIFY(!f.session.isBusy());
    QVERIFY(f.outcomes.at(0).report.has_value());
}

void TstExportSession::aMissingEngineIsTheAnswer()
{
    Fixture f;
    f.loader.adopt(&f.reader, nullptr);
    f.exportTo(f.request({ExportFormat::Onnx, ExportFormat::Pt}));
    QCOMPARE(f.outcomes.size(), std::size_t{2});
    for (const ExportOutcome& outcome : f.outcomes) {
        QVERIFY(outcome.error->code == ErrorCode::EngineMissing);
    }
    QVERIFY(!std::filesystem::exists(f.folder.path() / "out"));
}

void TstExportSession::cancelKeepsWhatIsWritten()
{
    Fixture f;
    f.loader.adopt(&f.reader, &f.engine);
    bool isCancelled = false;
    connect(&f.session, &ExportSession::ended, this, [&isCancelled](bool cancelled) { isCancelled = cancelled; });
    connect(&f.session, &ExportSession::finished, this, [&f] { f.session.cancel(); });
    std::vector<ExportFormat> formats{ExportFormat::Safetensors};
    formats.insert(formats.end(), 500, ExportFormat::Pt); // these share the description with it
    f.session.start(f.request(formats));
    QTRY_VERIFY(!f.session.isBusy());
    QVERIFY(isCancelled);
    QVERIFY(!f.outcomes.empty() && f.outcomes.size() < formats.size());
    QVERIFY(std::filesystem::exists(f.folder.path() / "out" / "model.safetensors"));
    QVERIFY(std::filesystem::exists(f.folder.path() / "out" / "model.json"));
    for (const auto& entry : std::filesystem::directory_iterator(f.folder.path() / "out")) {
        QVERIFY(entry.path().filename().native().front() != '.'); // nothing unfinished lies about
    }
}

void TstExportSession::cancelWhileWaiting()
{
    Fixture f;
    QSignalSpy ended(&f.session, &ExportSession::ended);
    f.session.start(f.request({ExportFormat::Onnx}));
    f.session.cancel();
    QTRY_COMPARE(ended.count(), 1);
    QVERIFY(ended[0][0].toBool());
    f.loader.adopt(&f.reader, &f.engine);
    QCoreApplication::processEvents();
    QVERIFY(f.outcomes.empty() && !f.session.isBusy());
    f.exportTo(f.request({ExportFormat::Onnx}));
    QCOMPARE(f.outcomes.size(), std::size_t{1});
}

void TstExportSession::theSecondRequestWaitsForTheEnd()
{
    Fixture f;
    f.session.start(f.request({ExportFormat::Onnx}));
    f.session.start(f.request({ExportFormat::Pt}));
    QCOMPARE(f.session.request().formats.front(), ExportFormat::Onnx);
    f.loader.adopt(&f.reader, &f.engine);
    QTRY_VERIFY(!f.session.isBusy());
    QCOMPARE(f.outcomes.size(), std::size_t{1});
}

void TstExportSession::theNewestOutcomeIsKept()
{
    Fixture f;
    f.loader.adopt(&f.reader, &f.engine);
    f.exportTo(f.request({ExportFormat::Onnx}));
    QVERIFY(saveAnswerRule(f.run->path, {1, 0.75}).hasValue());
    f.exportTo(f.request({ExportFormat::Onnx, ExportFormat::Python}));
    QCOMPARE(f.session.outcomes().size(), std::size_t{2});
    QCOMPARE(f.session.outcomes()[0].format, ExportFormat::Onnx);
    QVERIFY((f.session.outcomes()[0].rule == AnswerRule{1, 0.75}));
}

void TstExportSession::itCanBeDestroyedWhileItRuns()
{
    for (int i = 0; i < 5; ++i) {
        Fixture f;
        f.loader.adopt(&f.reader, &f.engine);
        f.session.start(f.request(std::vector<ExportFormat>(500, ExportFormat::Onnx)));
        if (i % 2 == 0) {
            QTRY_VERIFY(!f.outcomes.empty());
        }
    }
}

void TstExportSession::theContractHasTheRulesAnswer()
{
    Fixture f;
    RunContractLoader loader;
    PortableModel contract;
    connect(&loader, &RunContractLoader::loaded, this, [&contract](const PortableModel& read) { contract = read; });
    QVERIFY(saveAnswerRule(f.run->path, {2, 0.5}).hasValue());
    loader.load(f.run);
    QTRY_COMPARE(contract.classNames.size(), std::size_t{3});
    QCOMPARE(contract.temperature, 2.0);
    QCOMPARE(contract.rejectThreshold, std::optional(0.5));
    QVERIFY(contract.network == f.run->plan.network && contract.tensors.empty());
    QSignalSpy failed(&loader, &RunContractLoader::failed);
    std::ofstream(f.run->path / "answer_rule.json") << "nonsense";
    loader.load(f.run);
    QVERIFY(failed.wait());
}

SACCADE_TEST(tst_export_session, TstExportSession)
#include "tst_export_session.moc"
