#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/network/graph_builder.h"
#include "engine/training/trainer.h"

/// Keeps all that a run tells.
class RecordingObserver final : public saccade::TrainObserver
{
public:
    void phaseChanged(saccade::TrainPhase phase) override { phases.push_back(phase); }
    void planResolved(const saccade::TrainPlan& plan) override { plans.push_back(plan); }
    void batchDone(const saccade::BatchPoint& point) override
    {
        batches.push_back(point);
        if (stopAfter > 0 && point.step == stopAfter) {
            stop.request_stop();
        }
    }
    void epochDone(const saccade::EpochPoint& point) override { epochs.push_back(point); }
    void snapshotTaken(const saccade::Snapshot& snapshot) override { snapshots.push_back(snapshot); }
    void probesDone(const saccade::ProbePoint& point) override { probes.push_back(point); }

    std::vector<saccade::TrainPhase> phases;
    std::vector<saccade::TrainPlan> plans;
    std::vector<saccade::BatchPoint> batches;
    std::vector<saccade::EpochPoint> epochs;
    std::vector<saccade::Snapshot> snapshots;
    std::vector<saccade::ProbePoint> probes;
    std::int64_t stopAfter = 0;
    std::stop_source stop;
};

/// Runs a plan with the engine's own trainer.
[[nodiscard]] saccade::RunReport runPlan(const saccade::TrainPlan& plan, const saccade::DataSet& dataSet,
                                         RecordingObserver& observer);

/// conv, norm, activation, pool, conv, linear: every kind of thing that training touches, small.
[[nodiscard]] saccade::LayerGraph smallGraph(const saccade::DataSet& dataSet);

/// A plan for smallGraph: SGD, fp32, one replica, no augmentation.
[[nodiscard]] saccade::TrainPlan smallPlan(const saccade::DataSet& dataSet, int batchSize, double epochs);

/// SHA-256 over names, shapes and bits.
[[nodiscard]] std::string fingerprintOf(const saccade::NamedTensors& tensors);
