#include "engine/session/recorded_run.h"

#include "engine/runs/recorded_training.h"
#include "engine/session/worker_thread.h"

namespace saccade {

namespace {

/// The window's mail of a run whose recorder may fail to write; the run goes on, the window is told once.
class RecordedMail final : public TrainMailWriter
{
public:
    RecordedMail(const TrainMailWriter& mail, const RunRecorder& recorder) : TrainMailWriter(mail), m_recorder(recorder)
    {}

    void batchDone(const BatchPoint& point) override
    {
        TrainMailWriter::batchDone(point);
        tellProblem();
    }
    void epochDone(const EpochPoint& point) override
    {
        TrainMailWriter::epochDone(point);
        tellProblem();
    }

private:
    /// The recorder hears of an event after the window: this finds what went wrong with the events before.
    void tellProblem()
    {
        const std::optional<Error> problem = m_recorder.problem();
        if (problem && problem != m_told) {
            recordFailed(*problem);
        }
        m_told = problem;
    }

    const RunRecorder& m_recorder;
    std::optional<Error> m_told;
};

RunReport failedReport(const Error& error)
{
    RunReport report;
    report.reason = EndReason::Failed;
    report.error = error;
    return report;
}

Error noTrainer()
{
    return {ErrorCode::EngineMissing, "the engine gave no trainer", {}};
}

RunReport trainUnrecorded(TrainMailWriter& mail, const TrainSession::TrainerFactory& factory, const TrainPlan& plan,
                          const DataSet& dataSet, const std::stop_token& stop)
{
    const std::unique_ptr<Trainer> trainer = factory();
    return trainer ? trainer->run(plan, dataSet, mail, stop) : failedReport(noTrainer());
}

RunReport record(TrainMailWriter& mail, const TrainSession::TrainerFactory& factory, const TrainPlan& plan,
                 const DataSet& dataSet, const std::filesystem::path& runsFolder, const std::stop_token& stop)
{
    const std::unique_ptr<Trainer> trainer = factory();
    if (!trainer) {
        return failedReport(noTrainer());
    }
    const Result<std::unique_ptr<RunRecorder>> recorder = RunRecorder::create(runsFolder, plan);
    if (!recorder) {
        return failedReport(recorder.error());
    }
    mail.runFolderMade((*recorder)->path());
    RecordedMail recordedMail(mail, **recorder);
    RunReport report = trainRecorded(*trainer, plan, dataSet, **recorder, recordedMail, stop);
    if (report.error && report.reason != EndReason::Failed) {
        mail.recordFailed(*report.error); // the last writes
    }
    return report;
}

} // namespace

void runRecordedInto(TrainMailWriter& mail, const TrainSession::TrainerFactory& factory, const TrainPlan& draft,
                     const DataSet& dataSet, const std::filesystem::path& runsFolder, const std::stop_token& stop)
{
    RunReport report;
    try {
        TrainPlan plan = draft;
        completePlan(plan, dataSet);
        report = runsFolder.empty() ? trainUnrecorded(mail, factory, plan, dataSet, stop)
                                    : record(mail, factory, plan, dataSet, runsFolder, stop);
    } catch (...) {
        report = failedReport(currentExceptionAsError());
    }
    mail.runEnded(report);
}

} // namespace saccade
