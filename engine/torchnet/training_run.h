#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <stop_token>

#include "engine/data/batch_loader.h"
#include "engine/torchnet/evaluation.h"
#include "engine/torchnet/step_runner.h"
#include "engine/torchnet/training_clock.h"
#include "engine/training/best_so_far.h"
#include "engine/training/schedule.h"
#include "engine/training/trainer.h"

namespace saccade {

/// One run of a plan, from the first values to the test evaluation. Used once, on one thread.
class TrainingRun final
{
public:
    /// queuesAlways: the processor is treated like an accelerator, whose losses come late; for tests.
    TrainingRun(TrainPlan plan, const DataSet& dataSet, TrainObserver& observer, std::stop_token stop,
                bool queuesAlways = false);
    ~TrainingRun();

    /// Never throws. Blocks.
    [[nodiscard]] RunReport execute();

private:
    /// What a report of a step needs beside its loss, which comes later.
    struct StartedStep
    {
        std::size_t images = 0;
        double rate = 0;
        double seconds = 0;
    };

    void perform();
    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] Result<NamedTensors> firstTensors() const;
    [[nodiscard]] Result<void> resolve(const NamedTensors& tensors);
    [[nodiscard]] LossRule lossRule() const;
    [[nodiscard]] LoaderPlan loaderPlan() const;
    [[nodiscard]] bool giveImagesToDevice(const LoaderPlan& loader);

    void train();
    [[nodiscard]] bool takeStep(const Batch& batch);
    [[nodiscard]] bool takeReports(bool all);
    [[nodiscard]] bool areProbesDue() const;
    [[nodiscard]] bool isValidationDue() const;
    [[nodiscard]] EndReason reasonOfShortRun() const;
    void reportBatch(const LossSum& sum, const StartedStep& step);
    void reportProbes();
    void validate();
    [[nodiscard]] std::shared_ptr<const PredictionTable> predictValidation();
    void keepSnapshot(const EpochPoint& point);
    void testBest();
    void fail(Error error);

    [[nodiscard]] double epochOf(std::int64_t step) const;
    [[nodiscard]] std::string memoryAdvice() const;

    TrainPlan m_plan;
    const DataSet& m_dataSet;
    TrainObserver& m_observer;
    std::stop_token m_stop;
    RunReport m_report;
    BestSoFar m_best;
    PlateauState m_plateau;

    std::vector<std::int32_t> m_trainingIndices;
    std::vector<std::int32_t> m_validationIndices;
    bool m_queuesAlways;
    std::int64_t m_started = 0; // steps; m_report.steps are those whose losses are known
    std::deque<StartedStep> m_unreported;
    std::int64_t m_steps = 0;
    std::int64_t m_stepsPerEpoch = 1;
    ComputeType m_compute;
    std::unique_ptr<GraphExecutor> m_executor;
    std::unique_ptr<WorkerTeam> m_team;
    std::unique_ptr<StepRunner> m_runner;
    std::unique_ptr<BatchLoader> m_loader;

    TrainingClock m_clock;
    LossSum m_sinceValidation;
    std::int64_t m_imagesSinceValidation = 0;
    double m_countedAtValidation = 0;
    double m_waitedAtValidation = 0;
    double m_totalAtValidation = 0;
};

} // namespace saccade
