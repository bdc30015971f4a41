#include "engine/runs/recorded_training.h"

#include <exception>
#include <new>

namespace saccade {

namespace {

class FanOut final : public TrainObserver
{
public:
    FanOut(TrainObserver& first, TrainObserver& second) : m_first(first), m_second(second) {}

    void phaseChanged(TrainPhase phase) override
    {
        m_first.phaseChanged(phase);
        m_second.phaseChanged(phase);
    }
    void planResolved(const TrainPlan& plan) override
    {
        m_first.planResolved(plan);
        m_second.planResolved(plan);
    }
    void batchDone(const BatchPoint& point) override
    {
        m_first.batchDone(point);
        m_second.batchDone(point);
    }
    void epochDone(const EpochPoint& point) override
    {
        m_first.epochDone(point);
        m_second.epochDone(point);
    }
    void snapshotTaken(const Snapshot& snapshot) override
    {
        m_first.snapshotTaken(snapshot);
        m_second.snapshotTaken(snapshot);
    }
    void probesDone(const ProbePoint& point) override
    {
        m_first.probesDone(point);
        m_second.probesDone(point);
    }

private:
    TrainObserver& m_first;
    TrainObserver& m_second;
};

RunReport failed(Error error)
{
    RunReport report;
    report.reason = EndReason::Failed;
    report.error = std::move(error);
    return report;
}

RunReport runCaught(Trainer& trainer, const TrainPlan& plan, const DataSet& dataSet, TrainObserver& observer,
                    std::stop_token stop)
{
    try {
        return trainer.run(plan, dataSet, observer, std::move(stop));
    } catch (const std::bad_alloc&) {
        return failed({ErrorCode::OutOfMemory, "batch " + std::to_string(plan.settings.batchSize), {}});
    } catch (const std::exception& exception) {
        return failed({ErrorCode::Internal, exception.what(), {}});
    } catch (...) {
        return failed({ErrorCode::Internal, "an unknown exception", {}});
    }
}

} // namespace

RunReport trainRecorded(Trainer& trainer, const TrainPlan& plan, const DataSet& dataSet, RunRecorder& recorder,
                        TrainObserver& also, std::stop_token stop)
{
    FanOut both(also, recorder);
    RunReport report = runCaught(trainer, plan, dataSet, both, std::move(stop));
    if (const Result<void> finished = recorder.finish(report); !finished && !report.error) {
        report.error = finished.error();
    }
    return report;
}

} // namespace saccade
