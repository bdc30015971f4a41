#include "engine/session/evaluation_cache.h"

#include <algorithm>

namespace saccade {

void EvaluationCache::clear()
{
    m_entries.clear();
    m_bytes = 0;
}

void EvaluationCache::put(const Evaluation& evaluation)
{
    if (const auto known = entryOf(evaluation.part, evaluation.step, evaluation.views); known != m_entries.end()) {
        forget(known);
    }
    const std::size_t bytes = sizeOf(evaluation);
    if (bytes > m_limitBytes) {
        return;
    }
    while (m_bytes + bytes > m_limitBytes) {
        forget(std::prev(m_entries.end()));
    }
    m_entries.push_front(evaluation);
    m_bytes += bytes;
}

std::optional<Evaluation> EvaluationCache::find(Part part, std::int64_t step, EvaluationViews views)
{
    const auto found = entryOf(part, step, views);
    if (found == m_entries.end()) {
        return std::nullopt;
    }
    m_entries.splice(m_entries.begin(), m_entries, found);
    return m_entries.front();
}

std::size_t EvaluationCache::sizeOf(const Evaluation& evaluation)
{
    const auto classes = static_cast<std::size_t>(evaluation.matrix.classCount());
    std::size_t bytes = sizeof(Evaluation) + classes * classes * sizeof(std::int64_t);
    bytes += evaluation.report.classes.size() * sizeof(ClassScores);
    if (evaluation.predictions) {
        constexpr std::size_t kNumbersPerImage = 5;
        bytes += evaluation.predictions->count() * kNumbersPerImage * sizeof(float);
        bytes += evaluation.predictions->probabilities.size() * sizeof(float);
    }
    if (evaluation.orders) {
        bytes += evaluation.orders->margins.size() * sizeof(float);
        for (const std::vector<std::uint32_t>& places : evaluation.orders->places) {
            bytes += places.size() * sizeof(std::uint32_t);
        }
    }
    return bytes;
}

void EvaluationCache::forget(std::list<Evaluation>::iterator entry)
{
    m_bytes -= sizeOf(*entry);
    m_entries.erase(entry);
}

std::list<Evaluation>::iterator EvaluationCache::entryOf(Part part, std::int64_t step, EvaluationViews views)
{
    return std::find_if(m_entries.begin(), m_entries.end(), [&](const Evaluation& entry) {
        return entry.part == part && entry.step == step && entry.views == views;
    });
}

} // namespace saccade
