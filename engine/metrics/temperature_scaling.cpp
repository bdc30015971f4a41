#include "engine/metrics/temperature_scaling.h"

#include <cmath>
#include <vector>

#include "engine/metrics/calibration.h"

namespace saccade {

namespace {

double logitOf(float score, ScoreKind kind)
{
    constexpr double kLimit = 1e6;
    if (kind == ScoreKind::Logits) {
        return std::clamp(static_cast<double>(rankable(score)), -kLimit, kLimit);
    }
    constexpr float kLowest = std::numeric_limits<float>::min();
    const double log = std::log(static_cast<double>(score > kLowest ? std::min(score, 1.0F) : kLowest));
    return static_cast<double>(static_cast<float>(log)); // as a kept table of them has it
}

/// The logarithms of all rows, taken once: they cost more than all else that a pass does.
std::vector<float> logitsOf(std::span<const float> probabilities)
{
    std::vector<float> logits(probabilities.size());
    std::transform(probabilities.begin(), probabilities.end(), logits.begin(), [](float probability) {
        return static_cast<float>(logitOf(probability, ScoreKind::Probabilities));
    });
    return logits;
}

double temperatureHeld(double temperature)
{
    return temperature > 0 ? std::clamp(temperature, kLowestTemperature, kHighestTemperature) : kLowestTemperature;
}

/// One row's logits less the largest of them, and where that is.
class LogitRow
{
public:
    explicit LogitRow(int classCount) : m_logits(static_cast<std::size_t>(std::max(classCount, 0))) {}

    void read(std::span<const float> scores, ScoreKind kind)
    {
        for (std::size_t i = 0; i < scores.size(); ++i) {
            m_logits[i] = logitOf(scores[i], kind);
        }
        const auto top = std::max_element(m_logits.begin(), m_logits.end());
        m_top = static_cast<std::size_t>(top - m_logits.begin());
        const double largest = *top;
        for (double& logit : m_logits) {
            logit -= largest;
        }
    }
    [[nodiscard]] std::size_t top() const { return m_top; }
    [[nodiscard]] const std::vector<double>& logits() const { return m_logits; }

private:
    std::vector<double> m_logits;
    std::size_t m_top = 0;
};

/// Mean negative log likelihood as a function of 1 / temperature: its first and second derivative.
struct Slope
{
    double first = 0;
    double second = 0;
    bool isAllRight = true;
};

Slope slopeAt(const ScoreTable& logits, double inverse)
{
    Slope slope;
    double images = 0;
    LogitRow row(logits.classCount);
    for (std::size_t image = 0; image < logits.count(); ++image) {
        if (!logits.hasTruth(image)) {
            continue;
        }
        row.read(logits.row(image), ScoreKind::Logits);
        double sum = 0;
        double weighted = 0;
        double squares = 0;
        for (const double logit : row.logits()) {
            const double weight = std::exp(inverse * logit);
            sum += weight;
            weighted += weight * logit;
            squares += weight * logit * logit;
        }
        const double mean = weighted / sum;
        const double truth = row.logits()[static_cast<std::size_t>(logits.truth[image])];
        slope.first += mean - truth;
        slope.second += std::max(squares / sum - mean * mean, 0.0);
        slope.isAllRight = slope.isAllRight && truth >= 0;
        ++images;
    }
    slope.first /= std::max(images, 1.0);
    slope.second /= std::max(images, 1.0);
    return slope;
}

/// Where the first derivative is 0, between two places where it is below and above.
double findRoot(const ScoreTable& logits, double low, double high)
{
    // Each of Newton's steps squares the error: after so small a one it is below that of the sums, and further steps
    // would only follow their rounding.
    constexpr double kSmallStep = 1e-8;
    double inverse = 1;
    for (int step = 0; step < 100; ++step) {
        const Slope slope = slopeAt(logits, inverse);
        if (slope.first == 0) {
            break;
        }
        (slope.first > 0 ? high : low) = inverse;
        const double next = slope.second > 0 ? inverse - slope.first / slope.second : low;
        if (std::abs(next - inverse) <= kSmallStep * inverse) {
            return next;
        }
        inverse = next > low && next < high ? next : std::sqrt(low * high);
    }
    return inverse;
}

} // namespace

TemperedFigures temperedFigures(const ScoreTable& table, ScoreKind kind, double temperature)
{
    TemperedFigures figures;
    figures.temperature = temperatureHeld(temperature);
    std::vector<std::int32_t> truths;
    std::vector<std::int32_t> tops;
    std::vector<float> confidences;
    LogitRow row(table.classCount);
    for (std::size_t image = 0; image < table.count(); ++image) {
        if (!table.hasTruth(image)) {
            continue;
        }
        row.read(table.row(image), kind);
        double sum = 0;
        double squares = 0;
        for (const double logit : row.logits()) {
            const double weight = std::exp(logit / figures.temperature);
            sum += weight;
            squares += weight * weight;
        }
        const double truth = row.logits()[static_cast<std::size_t>(table.truth[image])] / figures.temperature;
        figures.negativeLogLikelihood += std::log(sum) - truth;
        figures.brierScore += squares / (sum * sum) - 2 * std::exp(truth) / sum + 1;
        truths.push_back(table.truth[image]);
        tops.push_back(static_cast<std::int32_t>(row.top()));
        confidences.push_back(static_cast<float>(1 / sum));
    }
    const Reliability reliability = computeReliability(truths, tops, confidences);
    const auto whole = std::max(static_cast<double>(reliability.count), 1.0);
    figures.negativeLogLikelihood /= whole;
    figures.brierScore /= whole;
    figures.expectedError = reliability.expectedError;
    figures.meanConfidence = reliability.meanConfidence;
    figures.accuracy = static_cast<double>(reliability.right) / whole;
    figures.count = reliability.count;
    return figures;
}

TemperatureScaling fitTemperature(const ScoreTable& table, ScoreKind kind)
{
    if (kind == ScoreKind::Probabilities) {
        const std::vector<float> kept = logitsOf(table.scores);
        return fitTemperature({table.truth, kept, table.classCount}, ScoreKind::Logits);
    }
    TemperatureScaling result;
    result.before = temperedFigures(table, kind, 1);
    result.after = result.before;
    if (result.before.count < kTemperatureImages) {
        return result;
    }
    // Scores that are all equal are flat everywhere: they belong to the highest bound, so that is asked first.
    const Slope atHighest = slopeAt(table, 1 / kHighestTemperature);
    if (atHighest.first >= 0) {
        result.outcome = TemperatureOutcome::AtHighestBound;
    } else if (atHighest.isAllRight) {
        result.outcome = TemperatureOutcome::AllRight;
    } else if (slopeAt(table, 1 / kLowestTemperature).first <= 0) {
        result.outcome = TemperatureOutcome::AtLowestBound;
    } else {
        result.outcome = TemperatureOutcome::Fitted;
        result.after =
            temperedFigures(table, kind, 1 / findRoot(table, 1 / kHighestTemperature, 1 / kLowestTemperature));
    }
    return result;
}

void applyTemperature(std::span<float> probabilities, double temperature)
{
    if (probabilities.empty()) {
        return;
    }
    LogitRow row(static_cast<int>(probabilities.size()));
    row.read(probabilities, ScoreKind::Probabilities);
    const double held = temperatureHeld(temperature);
    double sum = 0;
    for (const double logit : row.logits()) {
        sum += std::exp(logit / held);
    }
    for (std::size_t i = 0; i < probabilities.size(); ++i) {
        probabilities[i] = static_cast<float>(std::exp(row.logits()[i] / held) / sum);
    }
}

} // namespace saccade
