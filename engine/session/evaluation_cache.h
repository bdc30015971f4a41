#pragma once

#include <cstddef>
#include <list>
#include <optional>

#include "engine/session/evaluate_session.h"

namespace saccade {

/// Evaluations of one run, so that going back to an epoch costs nothing. Holds a bounded number of bytes; what was not
/// asked for longest goes first. One thread at a time.
class EvaluationCache final
{
public:
    explicit EvaluationCache(std::size_t limitBytes) : m_limitBytes(limitBytes) {}

    void clear();
    /// Takes the place of one of the same part, step and views. One that alone passes the limit is not kept.
    void put(const Evaluation& evaluation);
    [[nodiscard]] std::optional<Evaluation> find(Part part, std::int64_t step, EvaluationViews views);
    [[nodiscard]] std::size_t bytes() const { return m_bytes; }

    /// About what an evaluation holds in memory.
    [[nodiscard]] static std::size_t sizeOf(const Evaluation& evaluation);

private:
    void forget(std::list<Evaluation>::iterator entry);
    std::list<Evaluation>::iterator entryOf(Part part, std::int64_t step, EvaluationViews views);

    std::size_t m_limitBytes;
    std::size_t m_bytes = 0;
    std::list<Evaluation> m_entries; // the one asked for last comes first
};

} // namespace saccade
