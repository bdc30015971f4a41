#pragma once

#include <QObject>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "engine/session/engine_loader.h"
#include "engine/training/trainer.h"

namespace saccade {

enum class TrainState
{
    Idle,
    Running,
    Stopping
};

/// What came since the last delivery. Batch points may be merged when many came (see mailbox.h), ends never are.
struct TrainUpdate
{
    std::optional<TrainPhase> phase;
    std::optional<TrainPlan> resolvedPlan;
    std::vector<BatchPoint> batches;
    std::vector<EpochPoint> epochs;
    std::optional<Snapshot> snapshot;   ///< the newest
    std::optional<ProbePoint> probes;   ///< the newest
    std::optional<Error> recordProblem; ///< a write into the run folder failed; training goes on
};

/// Runs one training at a time on a long-lived worker thread of lower priority and records it. UI thread.
class TrainSession final : public QObject
{
    Q_OBJECT

public:
    using TrainerFactory = std::function<std::unique_ptr<Trainer>()>;

    explicit TrainSession(EngineLoader& loader, QObject* parent = nullptr);
    /// With a factory of its own: tests give the fake trainer.
    explicit TrainSession(TrainerFactory factory, QObject* parent = nullptr);
    /// Requests a stop and waits for it.
    ~TrainSession() override;

    /// Starts a run; only when Idle. The plan may be a draft: it is completed on the worker. The run folder is made
    /// below runsFolder (empty = the run is not recorded). Must not block; every failure comes as ended(). Waits by
    /// itself until the engine is loaded.
    void start(const TrainPlan& plan, const DataSet& dataSet, const std::filesystem::path& runsFolder);
    /// Stops and keeps the best weights; ended() follows within one batch. Must not block.
    void requestStop();

    /// Reads the best weights of a run for the next one to go on from; startPointRead() or startPointFailed() follows.
    /// Waits for a training that runs. Must not block.
    void readStartPoint(const std::filesystem::path& run);

    [[nodiscard]] TrainState state() const;
    /// The plan of the running or last run, resolved as soon as the trainer resolved it.
    [[nodiscard]] const TrainPlan& plan() const;
    [[nodiscard]] const std::filesystem::path& runFolder() const; ///< of the running or last run

signals:
    void stateChanged(saccade::TrainState state);
    void updated(const saccade::TrainUpdate& update); ///< at most 30 times a second
    void ended(const saccade::RunReport& report);     ///< after the last updated(), exactly once for each start()
    void startPointRead(const saccade::StartPoint& start);
    void startPointFailed(const saccade::Error& error);

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
