#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/training/events.h"

namespace saccade {

enum class CurveAxis
{
    Epoch,
    Step,
    Time ///< seconds of training, validation left out
};
enum class CurveQuantity
{
    Loss,
    Accuracy ///< shown in percent, 0..100
};

struct CurvePoint
{
    double x = 0;
    double y = 0;

    bool operator==(const CurvePoint&) const = default;
};

/// The numbers at one place of the curves; from a validation, or from a single step before the first one.
struct CurveReading
{
    std::int64_t step = 0;
    double epoch = 0;
    double seconds = 0;
    double trainLoss = 0;
    double trainAccuracy = 0; ///< 0..1
    std::optional<double> validationLoss;
    std::optional<double> validationAccuracy; ///< 0..1
    double learningRate = 0;
    bool isValidation = false;
    bool isBest = false; ///< the best validation accuracy so far

    bool operator==(const CurveReading&) const = default;
};

/// The curves of one run: what came from the trainer, in order, and what the run is going to be. A plain value.
class CurveData final
{
public:
    void clear();
    /// The run's planned length, for the grey future.
    void setPlanned(double epochs, std::int64_t steps);
    void addBatches(const std::vector<BatchPoint>& batches);
    /// Predictions are not kept.
    void addEpochs(const std::vector<EpochPoint>& epochs);

    [[nodiscard]] bool isEmpty() const { return m_batches.empty() && m_epochs.empty(); }
    [[nodiscard]] const std::vector<BatchPoint>& batches() const { return m_batches; }
    [[nodiscard]] const std::vector<EpochPoint>& epochs() const { return m_epochs; }
    [[nodiscard]] double plannedEpochs() const { return m_plannedEpochs; }
    /// Planned, or done when more.
    [[nodiscard]] double steps() const { return end(CurveAxis::Step); }

    /// One point a step; a figure that is not finite stays so, and is for the plot a gap.
    [[nodiscard]] std::vector<CurvePoint> training(CurveQuantity quantity, CurveAxis axis) const;
    /// One point a validation.
    [[nodiscard]] std::vector<CurvePoint> validation(CurveQuantity quantity, CurveAxis axis) const;
    /// Index into epochs(). Loss: the lowest, the earliest of equals. Accuracy: the one whose weights are kept, as the
    /// trainer said; where it said nothing, the highest, the earliest of equals.
    [[nodiscard]] std::optional<std::size_t> best(CurveQuantity quantity) const;

    /// Places where the cursor can stand: every validation, or every step before the first.
    [[nodiscard]] std::size_t stopCount() const;
    [[nodiscard]] double stopPosition(std::size_t stop, CurveAxis axis) const;
    [[nodiscard]] CurveReading reading(std::size_t stop) const;
    /// The stop nearest to x; 0 when there is none.
    [[nodiscard]] std::size_t nearestStop(double x, CurveAxis axis) const;

    /// How far the run is, and where it is going to end (at least `now`).
    [[nodiscard]] double now(CurveAxis axis) const;
    [[nodiscard]] double end(CurveAxis axis) const;

private:
    [[nodiscard]] double position(const BatchPoint& point, CurveAxis axis) const;
    [[nodiscard]] double position(const EpochPoint& point, CurveAxis axis) const;

    std::vector<BatchPoint> m_batches;
    std::vector<EpochPoint> m_epochs;
    double m_plannedEpochs = 0;
    std::int64_t m_plannedSteps = 0;
};

/// At most a few points for each of `columns` equal parts of [from, to]: the first, the lowest, the highest and the
/// last of each part in their order, so that no extreme is lost. Points outside are left out except the two neighbours
/// of the range; few points come back as they are. points are ascending in x.
[[nodiscard]] std::vector<CurvePoint> envelope(const std::vector<CurvePoint>& points, double from, double to,
                                               int columns);

/// The last point of each of `columns` equal parts of [from, to], for lines that have no extremes left; few points come
/// back as they are.
[[nodiscard]] std::vector<CurvePoint> sampled(const std::vector<CurvePoint>& points, double from, double to,
                                              int columns);

/// Exponential moving average s_t = beta s_(t-1) + (1 - beta) y_t with the start's bias divided out (Kingma, Ba 2015,
/// section 3): s_t / (1 - beta^t). Values that are not finite stay as they are and do not count. 0 <= beta < 1.
[[nodiscard]] std::vector<CurvePoint> smooth(const std::vector<CurvePoint>& points, double beta);

/// The factor for a slider 0..1 in a run of so many steps: 0 changes nothing, 1 averages over about a tenth of the run.
/// Squared, so that the left half of the slider is the fine one.
[[nodiscard]] double smoothingFactor(double slider, double steps);

} // namespace saccade
