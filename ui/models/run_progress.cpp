#include "ui/models/run_progress.h"

#include <algorithm>
#include <cmath>

#include "engine/training/schedule.h"

namespace saccade {

namespace {
constexpr double kWindowSeconds = 5;

int plannedValidations(const TrainSettings& settings, const DataSet& dataSet)
{
    if (dataSet.indicesOf(Part::Validation).empty()) {
        return 0;
    }
    return static_cast<int>(std::ceil(settings.epochs / std::max(settings.validateEvery, 1e-3)));
}
} // namespace

RunProgress::RunProgress(std::int64_t plannedSteps, int batchSize, int validations)
    : RunProgress(plannedSteps, batchSize, validations, {}, {})
{}

RunProgress::RunProgress(std::int64_t plannedSteps, int batchSize, int validations, std::vector<SizeStage> stages,
                         ImageSize full)
    : m_plannedSteps(plannedSteps),
      m_batchSize(batchSize),
      m_plannedValidations(validations),
      m_stages(std::move(stages)),
      m_full(full)
{}

RunProgress::RunProgress(const TrainSettings& settings, const DataSet& dataSet)
    : RunProgress(totalSteps(settings, dataSet.indicesOf(Part::Training).size()), settings.batchSize,
                  plannedValidations(settings, dataSet))
{
    m_stages = sizeStages(settings, dataSet.size, m_plannedSteps);
    m_full = dataSet.size;
}

void RunProgress::addBatches(const std::vector<BatchPoint>& batches)
{
    m_recent.insert(m_recent.end(), batches.begin(), batches.end());
    const auto old = [this](const BatchPoint& point) {
        return m_recent.back().seconds - point.seconds > kWindowSeconds;
    };
    const auto first = std::find_if_not(m_recent.begin(), m_recent.end(), old);
    m_recent.erase(m_recent.begin(), first);
}

void RunProgress::addEpochs(const std::vector<EpochPoint>& epochs)
{
    for (const EpochPoint& point : epochs) {
        ++m_validations;
        // The steps' clock stands still while it validates, the validation's clock does not.
        if (!m_recent.empty()) {
            m_validationSeconds = std::max(m_validationSeconds, point.seconds - m_recent.back().seconds);
        }
    }
}

double RunProgress::share() const
{
    if (m_plannedSteps <= 0 || m_recent.empty()) {
        return 0;
    }
    return std::clamp(static_cast<double>(m_recent.back().step) / static_cast<double>(m_plannedSteps), 0.0, 1.0);
}

std::optional<double> RunProgress::imagesPerSecond() const
{
    if (m_recent.size() < 2) {
        return {};
    }
    const double seconds = m_recent.back().seconds - m_recent.front().seconds;
    const auto steps = static_cast<double>(m_recent.back().step - m_recent.front().step);
    return seconds > 0 ? std::optional<double>(steps * m_batchSize / seconds) : std::nullopt;
}

std::optional<double> RunProgress::secondsLeft() const
{
    if (m_recent.size() < 2 || m_recent.back().seconds <= m_recent.front().seconds) {
        return {};
    }
    const double now = fullStepsAt(m_recent.back().step);
    const double passed = now - fullStepsAt(m_recent.front().step);
    if (!(passed > 0)) {
        return {};
    }
    const double left = std::max(fullStepsAt(m_plannedSteps) - now, 0.0);
    const double training = left * (m_recent.back().seconds - m_recent.front().seconds) / passed;
    const int validations = std::max(m_plannedValidations - m_validations, 0);
    const double each = m_validations > 0 ? m_validationSeconds / m_validations : 0;
    return training + validations * each;
}

} // namespace saccade
