#include "engine/torchnet/weight_average.h"

#include <algorithm>

namespace saccade {

WeightAverage::WeightAverage(const GraphExecutor& executor, const NetworkState& masters, const ComputeType& compute,
                             double decay)
    : m_decay(decay), m_computeState(computeCopy(executor.graph(), executor.summary(), masters, compute))
{
    for (const at::Tensor& master : masters) {
        m_values.push_back(master.clone());
    }
}

void WeightAverage::follow(std::size_t index, const at::Tensor& master, std::int64_t step)
{
    const auto t = static_cast<double>(step);
    m_values[index].lerp_(master, 1 - std::min(m_decay, (1 + t) / (10 + t)));
}

const NetworkState& WeightAverage::computeState()
{
    for (std::size_t i = 0; i < m_values.size(); ++i) {
        m_computeState[i].copy_(m_values[i]);
    }
    return m_computeState;
}

} // namespace saccade
