#pragma once

#include <optional>
#include <string>

#include "app/cli/output.h"
#include "engine/runs/run_recorder.h"

namespace saccade {

/// Tells a run as it goes: the progress line, and a line or event for each validation, and at once what could not be
/// written into its folder. One thread at a time.
class TrainProgress final : public TrainObserver
{
public:
    TrainProgress(Output& output, const RunRecorder& recorder, std::size_t trainingImages);

    void phaseChanged(TrainPhase phase) override;
    void planResolved(const TrainPlan& plan) override;
    void batchDone(const BatchPoint& point) override;
    void epochDone(const EpochPoint& point) override;
    void snapshotTaken(const Snapshot& snapshot) override;
    void probesDone(const ProbePoint& point) override;

private:
    void tellProblem();

    Output& m_output;
    const RunRecorder& m_recorder;
    std::size_t m_trainingImages;
    int m_batchSize = 0;
    std::int64_t m_steps = 0;
    double m_epochs = 0;
    bool m_hasHeader = false;
    std::optional<Error> m_problem; ///< told last
};

} // namespace saccade
