#pragma once

#include <cstdint>
#include <optional>

#include "engine/session/train_session.h"

namespace saccade {

using RunId = std::uint64_t;

/// What waits for the UI of one run. Bounded: more batch points than this are merged.
inline constexpr std::size_t kMostPendingBatches = 512;

struct TrainMail
{
    RunId run = 0;
    TrainUpdate update;
    std::optional<std::filesystem::path> runFolder;
    std::optional<RunReport> end;

    /// Makes room for an event of `sender`: false when it comes from an older run, or after the run's end.
    [[nodiscard]] bool accepts(RunId sender);
    /// Adds a point; merges when too many wait.
    void addBatch(const BatchPoint& point);
};

/// Halves the points: of each four neighbours those with the least and the greatest loss stay, in order. The last
/// point always stays. A loss that is not a number counts as the greatest.
void mergeBatches(std::vector<BatchPoint>& points);

/// A run's events on their way into the mailbox.
class TrainMailWriter : public TrainObserver
{
public:
    using Put = std::function<void(const std::function<void(TrainMail&)>&)>;
    TrainMailWriter(RunId run, Put put) : m_run(run), m_put(std::move(put)) {}

    void phaseChanged(TrainPhase phase) override;
    void planResolved(const TrainPlan& plan) override;
    void batchDone(const BatchPoint& point) override;
    void epochDone(const EpochPoint& point) override;
    void snapshotTaken(const Snapshot& snapshot) override;
    void probesDone(const ProbePoint& point) override;

    void runFolderMade(const std::filesystem::path& folder);
    void recordFailed(const Error& error);
    void runEnded(const RunReport& report);

private:
    void write(const std::function<void(TrainMail&)>& change);

    RunId m_run;
    Put m_put;
};

} // namespace saccade
