#pragma once

#include "engine/torchnet/graph_executor.h"

namespace saccade {

/// A moving average of weights and running statistics, in fp32: after step t (from 0)
///   average += (1 - d) * (value - average),   d = min(decay, (1 + t) / (10 + t)),
/// starting from the first values. The warm-up of d (as TensorFlow's ExponentialMovingAverage with num_updates) lets
/// the first weights be forgotten within some steps. What does not change is kept to the bit.
class WeightAverage final
{
public:
    WeightAverage(const GraphExecutor& executor, const NetworkState& masters, const ComputeType& compute, double decay);

    /// Takes one tensor's value after this step in. Different tensors may be taken by different threads.
    void follow(std::size_t index, const at::Tensor& master, std::int64_t step);

    [[nodiscard]] const NetworkState& values() const { return m_values; }
    /// The same in the type that is trained with, copied anew at each call. One thread.
    [[nodiscard]] const NetworkState& computeState();

private:
    double m_decay;
    NetworkState m_values;
    NetworkState m_computeState;
};

} // namespace saccade
