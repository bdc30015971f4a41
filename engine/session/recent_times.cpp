#include "engine/session/recent_times.h"

#include <algorithm>
#include <vector>

namespace saccade {

namespace {

/// Of at least one value.
double medianOf(std::vector<double> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    const double upper = *middle;
    return values.size() % 2 == 1 ? upper : (*std::max_element(values.begin(), middle) + upper) / 2;
}

} // namespace

void RecentTimes::add(const AnswerTimes& times)
{
    m_times.push_back(times);
    if (m_times.size() > kKept) {
        m_times.pop_front();
    }
}

MedianTimes RecentTimes::median() const
{
    if (m_times.empty()) {
        return {};
    }
    const auto of = [this](auto part) {
        std::vector<double> values;
        for (const AnswerTimes& times : m_times) {
            values.push_back(part(times));
        }
        return medianOf(std::move(values));
    };
    return {m_times.size(), of([](const AnswerTimes& times) { return times.decodeMs; }),
            of([](const AnswerTimes& times) { return times.resizeMs; }),
            of([](const AnswerTimes& times) { return times.networkMs; }),
            of([](const AnswerTimes& times) { return times.totalMs(); })};
}

} // namespace saccade
