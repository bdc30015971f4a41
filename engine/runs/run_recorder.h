#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "engine/base/file_layer.h"
#include "engine/base/result.h"
#include "engine/training/trainer.h"

namespace saccade {

/// Writes a run's folder from its events. Worker thread. A write that fails is kept in problem(), never thrown, and
/// never ends the training; the next validation tries again. Weights are saved as soon as they are the best, so that a
/// killed run keeps them. Blocks for the writes (some 10 ms for each validation).
class RunRecorder final : public TrainObserver
{
public:
    /// Makes the folder DATE-TIME-NETWORK-DATA below root (a number is added when it exists) and proves that it can be
    /// written and has room for the weights: FileUnwritable or DiskFull otherwise, and nothing stays. With `exact` the
    /// folder is root itself, which must not hold a run already. Blocks.
    [[nodiscard]] static Result<std::unique_ptr<RunRecorder>> create(const std::filesystem::path& root,
                                                                     const TrainPlan& plan, bool exact = false,
                                                                     FileLayer& layer = systemFileLayer());
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
