#pragma once

#include <cstdint>
#include <span>

#include "engine/metrics/score_table.h"

namespace saccade {

/// What the scores of a table are.
enum class ScoreKind
{
    Logits,       ///< or logarithms of probabilities; held to -1e6..1e6, not a number counts as the lowest
    Probabilities ///< their logarithms are taken, as floats, none below that of the smallest normal float
};

enum class TemperatureOutcome
{
    Fitted,
    TooFewImages,  ///< fewer than kTemperatureImages
    AllRight,      ///< every truth has the highest score: ever smaller temperatures are ever better
    AtLowestBound, ///< still better below kLowestTemperature
    AtHighestBound ///< still better above kHighestTemperature: the scores say next to nothing
};

inline constexpr std::int64_t kTemperatureImages = 50;
inline constexpr double kLowestTemperature = 0.01;
inline constexpr double kHighestTemperature = 100;

/// What softmax(logits / temperature) is worth; calibration.h has the formulas.
struct TemperedFigures
{
    double temperature = 1;
    double negativeLogLikelihood = 0;
    double brierScore = 0;
    double expectedError = 0;  ///< kReliabilityBins bins of equal width
    double meanConfidence = 0; ///< of the highest score
    double accuracy = 0;       ///< the same at every temperature
    std::int64_t count = 0;    ///< images

    bool operator==(const TemperedFigures&) const = default;
};

/// after is at the best temperature when Fitted, otherwise it is before.
struct TemperatureScaling
{
    TemperatureOutcome outcome = TemperatureOutcome::TooFewImages;
    TemperedFigures before; ///< at temperature 1
    TemperedFigures after;

    bool operator==(const TemperatureScaling&) const = default;
};

/// The temperature with the least negative log likelihood on images that were not trained on (Guo, Pleiss, Sun,
/// Weinberger, "On calibration of modern neural networks", 2017). That is convex in 1 / temperature, so there is one
/// minimum: Newton's steps inside a bracket, halving log temperature where they leave it. Deterministic. Logits are
/// not copied; of probabilities one table of logarithms is kept meanwhile. Blocks: about ten passes of O(images x
/// classes) exponentials. Any thread.
[[nodiscard]] TemperatureScaling fitTemperature(const ScoreTable& table, ScoreKind kind);

/// The figures at one temperature, which is held to the bounds above. One pass. Any thread.
[[nodiscard]] TemperedFigures temperedFigures(const ScoreTable& table, ScoreKind kind, double temperature);

/// One image's probabilities at a temperature: probability^(1/temperature), divided by their sum. In place. Any thread.
void applyTemperature(std::span<float> probabilities, double temperature);

} // namespace saccade
