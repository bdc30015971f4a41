#pragma once

#include <cstddef>
#include <deque>

namespace saccade {

/// What an answer took, part by part, in ms.
struct AnswerTimes
{
    double decodeMs = 0;
    double resizeMs = 0;
    double networkMs = 0;

    [[nodiscard]] double totalMs() const { return decodeMs + resizeMs + networkMs; }
};

/// The medians of many answers, each of its own: they need not add up.
struct MedianTimes
{
    std::size_t count = 0; ///< of answers
    double decodeMs = 0;
    double resizeMs = 0;
    double networkMs = 0;
    double totalMs = 0;
};

/// The times of the newest kKept answers. One thread at a time.
class RecentTimes final
{
public:
    static constexpr std::size_t kKept = 100;

    void add(const AnswerTimes& times);
    void clear() { m_times.clear(); }
    /// Of an even count the mean of the middle two; all 0 without an answer.
    [[nodiscard]] MedianTimes median() const;

private:
    std::deque<AnswerTimes> m_times;
};

} // namespace saccade
