#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "engine/base/result.h"
#include "engine/training/trainer.h"

namespace saccade {

/// Writes a run's folder from its events. Worker thread. A write that fails is kept in problem(), never thrown, and
/// never ends the training; the next event tries again.
class RunRecorder final : public TrainObserver
{
public:
    /// Makes the folder DATE-TIME-NETWORK-DATA below root (a number is added when it exists) and proves that it can be
    /// written: FileUnwritable or DiskFull otherwise. With `exact` the folder is root itself. Blocks.
    [[nodiscard]] static Result<std::unique_ptr<RunRecorder>> create(const std::filesystem::path& root,
                                                                     const TrainPlan& plan, bool exact = false);
    ~RunRecorder() override;

    void phaseChanged(TrainPhase phase) override;
    void planResolved(const TrainPlan& plan) override;
    void batchDone(const BatchPoint& point) override;
    void epochDone(const EpochPoint& point) override;
    void snapshotTaken(const Snapshot& snapshot) override;
    void probesDone(const ProbePoint& point) override;

    /// Writes weights, test predictions and report.json; the run is complete only after this. Blocks.
    [[nodiscard]] Result<void> finish(const RunReport& report);

    [[nodiscard]] const std::filesystem::path& path() const;
    /// The last write that failed, if it was not made good since.
    [[nodiscard]] std::optional<Error> problem() const;

private:
    class Implementation;
    explicit RunRecorder(std::unique_ptr<Implementation> implementation);
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
