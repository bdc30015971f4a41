#include "engine/metrics/seriation.h"

#include <algorithm>

namespace saccade {

namespace {

using Group = std::vector<int>;

class Similarity
{
public:
    Similarity(std::vector<float> values, std::size_t side) : m_values(std::move(values)), m_side(side) {}

    [[nodiscard]] std::size_t side() const { return m_side; }
    [[nodiscard]] float at(std::size_t a, std::size_t b) const { return m_values[a * m_side + b]; }
    [[nodiscard]] float of(int a, int b) const { return at(static_cast<std::size_t>(a), static_cast<std::size_t>(b)); }
    void set(std::size_t a, std::size_t b, float value)
    {
        m_values[a * m_side + b] = value;
        m_values[b * m_side + a] = value;
    }

private:
    std::vector<float> m_values;
    std::size_t m_side;
};

/// Appends a group to another so that the two ends that are most alike meet.
void join(Group& left, Group& right, const Similarity& similarity)
{
    const float tailHead = similarity.of(left.back(), right.front());
    const float tailTail = similarity.of(left.back(), right.back());
    const float headHead = similarity.of(left.front(), right.front());
    const float headTail = similarity.of(left.front(), right.back());
    const float best = std::max({tailHead, tailTail, headHead, headTail});
    if (tailHead < best && tailTail < best) {
        std::reverse(left.begin(), left.end());
    }
    if (similarity.of(left.back(), right.front()) < best) {
        std::reverse(right.begin(), right.end());
    }
    left.insert(left.end(), right.begin(), right.end());
    right.clear();
}

/// Average linkage by chains of nearest neighbours (Murtagh, "A survey of recent advances in hierarchical clustering
/// algorithms", 1983): a chain's similarity only grows, so two groups that are nearest to each other are soon found.
class Linkage
{
public:
    explicit Linkage(const Similarity& similarity) : m_leaves(similarity), m_groups(similarity), m_of(similarity.side())
    {
        for (std::size_t i = 0; i < m_of.size(); ++i) {
            m_of[i] = {static_cast<int>(i)};
        }
    }

    std::vector<Group> run()
    {
        for (std::size_t first = 0; first < m_of.size(); ++first) {
            while (!m_of[first].empty()) {
                grow(first);
            }
        }
        return std::move(m_done);
    }

private:
    void grow(std::size_t first)
    {
        if (m_chain.empty()) {
            m_chain.push_back(first);
        }
        const std::size_t top = m_chain.back();
        const std::size_t before = m_chain.size() > 1 ? m_chain[m_chain.size() - 2] : m_of.size();
        const std::size_t nearest = nearestTo(top, before);
        if (nearest == m_of.size()) {
            m_done.push_back(std::move(m_of[top]));
            m_of[top].clear();
            m_chain.clear();
        } else if (nearest == before) {
            merge(std::min(top, before), std::max(top, before));
            m_chain.resize(m_chain.size() - 2);
        } else {
            m_chain.push_back(nearest);
        }
    }

    /// The chain's last but one on a tie, else the lowest; side() when nothing is alike at all.
    [[nodiscard]] std::size_t nearestTo(std::size_t top, std::size_t before) const
    {
        std::size_t nearest = before;
        float best = before < m_of.size() ? m_groups.at(top, before) : 0.0F;
        for (std::size_t i = 0; i < m_of.size(); ++i) {
            if (i != top && m_groups.at(top, i) > best && !m_of[i].empty()) {
                best = m_groups.at(top, i);
                nearest = i;
            }
        }
        return nearest;
    }

    void merge(std::size_t kept, std::size_t gone)
    {
        const auto weightKept = static_cast<float>(m_of[kept].size());
        const auto weightGone = static_cast<float>(m_of[gone].size());
        for (std::size_t i = 0; i < m_of.size(); ++i) {
            if (i != kept && i != gone && !m_of[i].empty()) {
                const float sum = weightKept * m_groups.at(kept, i) + weightGone * m_groups.at(gone, i);
                m_groups.set(kept, i, sum / (weightKept + weightGone));
            }
        }
        join(m_of[kept], m_of[gone], m_leaves);
    }

    const Similarity& m_leaves;
    Similarity m_groups;
    std::vector<Group> m_of; // by its lowest class; empty once it is part of another or done
    std::vector<std::size_t> m_chain;
    std::vector<Group> m_done;
};

/// Turns parts of a path round while its sum over neighbours grows (2-opt, Croes 1958).
void turnParts(Group& path, const Similarity& similarity)
{
    constexpr int kSweeps = 20;
    constexpr float kLeastGain = 1e-6F;
    const std::size_t side = path.size();
    const auto edge = [&](std::size_t a, std::size_t b) { return b < side ? similarity.of(path[a], path[b]) : 0.0F; };
    bool hasGrown = true;
    for (int sweep = 0; sweep < kSweeps && hasGrown; ++sweep) {
        hasGrown = false;
        for (std::size_t first = 0; first + 1 < side; ++first) {
            for (std::size_t last = first + 1; last < side; ++last) {
                const float before = first > 0 ? edge(first - 1, first) : 0.0F;
                const float turned = first > 0 ? edge(first - 1, last) : 0.0F;
                if (turned + edge(first, last + 1) > before + edge(last, last + 1) + kLeastGain) {
                    std::reverse(path.begin() + static_cast<std::ptrdiff_t>(first),
                                 path.begin() + static_cast<std::ptrdiff_t>(last) + 1);
                    hasGrown = true;
                }
            }
        }
    }
}

} // namespace

std::vector<float> confusionSimilarity(const ConfusionMatrix& matrix)
{
    const int side = matrix.classCount();
    const auto width = static_cast<std::size_t>(side);
    std::vector<float> shares(width * width);
    for (int truth = 0; truth < side; ++truth) {
        const std::int64_t support = matrix.truthTotal(truth);
        for (int predicted = 0; predicted < side; ++predicted) {
            if (truth != predicted && matrix.count(truth, predicted) > 0) {
                const auto share = static_cast<float>(static_cast<double>(matrix.count(truth, predicted)) /
                                                      static_cast<double>(support) / 2);
                shares[static_cast<std::size_t>(truth) * width + static_cast<std::size_t>(predicted)] += share;
                shares[static_cast<std::size_t>(predicted) * width + static_cast<std::size_t>(truth)] += share;
            }
        }
    }
    return shares;
}

std::vector<int> orderByConfusion(const ConfusionMatrix& matrix)
{
    const Similarity similarity(confusionSimilarity(matrix), static_cast<std::size_t>(matrix.classCount()));
    std::vector<Group> groups = Linkage(similarity).run();
    std::vector<std::pair<int, std::size_t>> places;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        turnParts(groups[i], similarity);
        if (groups[i].front() > groups[i].back()) {
            std::reverse(groups[i].begin(), groups[i].end());
        }
        places.emplace_back(*std::min_element(groups[i].begin(), groups[i].end()), i);
    }
    std::sort(places.begin(), places.end());
    std::vector<int> order;
    for (const auto& [lowest, group] : places) {
        order.insert(order.end(), groups[group].begin(), groups[group].end());
    }
    return order;
}

} // namespace saccade
