#include "engine/session/recorded_run.h"

#include "engine/runs/run_recorder.h"
#include "engine/session/worker_thread.h"

namespace saccade {

namespace {

/// Tells the window first, then the run folder.
class FanOut final : public TrainObserver
{
public:
    FanOut(TrainMailWriter& mail, RunRecorder& recorder) : m_mail(mail), m_recorder(recorder) {}

    void phaseChanged(TrainPhase phase) override
    {
        m_mail.phaseChanged(phase);
        m_recorder.phaseChanged(phase);
    }
    void planResolved(const TrainPlan& plan) override
    {
        m_mail.planResolved(plan);
        m_recorder.planResolved(plan);
        tellProblem();
    }
    void batchDone(const BatchPoint& point) override
    {
        m_mail.batchDone(point);
        m_recorder.batchDone(point);
    }
    void epochDone(const EpochPoint& point) override
    {
        m_mail.epochDone(point);
        m_recorder.epochDone(point);
        tellProblem();
    }
    void snapshotTaken(const Snapshot& snapshot) override
    {
        m_mail.snapshotTaken(snapshot);
        m_recorder.snapshotTaken(snapshot);
        tellProblem();
    }
    void probesDone(const ProbePoint& point) override
    {
        m_mail.probesDone(point);
        m_recorder.probesDone(point);
    }

private:
    void tellProblem()
    {
        const std::optional<Error> problem = m_recorder.problem();
        if (problem && problem != m_told) {
            m_mail.recordFailed(*problem);
        }
        m_told = problem;
    }

    TrainMailWriter& m_mail;
    RunRecorder& m_recorder;
    std::optional<Error> m_told;
};

RunReport failedReport(const Error& error)
{
    RunReport report;
    report.reason = EndReason::Failed;
    report.error = error;
    return report;
}

RunReport train(const TrainSession::TrainerFactory& factory, const TrainPlan& plan, const DataSet& dataSet,
                TrainObserver& observer, const std::stop_token& stop)
{
    const std::unique_ptr<Trainer> trainer = factory();
    return trainer ? trainer->run(plan, dataSet, observer, stop)
                   : failedReport({ErrorCode::EngineMissing, "the engine gave no trainer", {}});
}

RunReport trainCaught(const TrainSession::TrainerFactory& factory, const TrainPlan& plan, const DataSet& dataSet,
                      TrainObserver& observer, const std::stop_token& stop)
{
    try {
        return train(factory, plan, dataSet, observer, stop);
    } catch (...) {
        return failedReport(currentExceptionAsError());
    }
}

RunReport record(TrainMailWriter& mail, const TrainSession::TrainerFactory& factory, const TrainPlan& plan,
                 const DataSet& dataSet, const std::filesystem::path& runsFolder, const std::stop_token& stop)
{
    const Result<std::unique_ptr<RunRecorder>> recorder = RunRecorder::create(runsFolder, plan);
    if (!recorder) {
        return failedReport(recorder.error());
    }
    mail.runFolderMade((*recorder)->path());
    FanOut both(mail, **recorder);
    // A run that failed is recorded too: its folder says how it ended.
    RunReport report = trainCaught(factory, plan, dataSet, both, stop);
    if (const Result<void> finished = (*recorder)->finish(report); !finished) {
        mail.recordFailed(finished.error());
    }
    return report;
}

} // namespace

void runRecordedInto(TrainMailWriter& mail, const TrainSession::TrainerFactory& factory, const TrainPlan& plan,
                     const DataSet& dataSet, const std::filesystem::path& runsFolder, const std::stop_token& stop)
{
    RunReport report;
    try {
        report = runsFolder.empty() ? trainCaught(factory, plan, dataSet, mail, stop)
                                    : record(mail, factory, plan, dataSet, runsFolder, stop);
    } catch (...) {
        report = failedReport(currentExceptionAsError());
    }
    mail.runEnded(report);
}

} // namespace saccade
