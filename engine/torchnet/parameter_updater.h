#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>

#include "engine/torchnet/compute_type.h"
#include "engine/training/optimiser_rules.h"

namespace saccade {

/// Applies one optimiser rule (UpdateRule gives the formulas) to one fp32 master tensor and keeps what the rule
/// remembers. One thread at a time; needs a TorchThread.
class ParameterUpdater final
{
public:
    /// Muon's products are computed in the compute type.
    ParameterUpdater(OptimiserGroup group, at::Tensor master, const ComputeType& compute);

    [[nodiscard]] const at::Tensor& master() const { return m_master; }
    [[nodiscard]] const OptimiserGroup& group() const { return m_group; }

    /// One step with the gradient (fp32, of the mean loss; it may be changed) at this rate.
    void update(at::Tensor& gradient, double rate);

private:
    void updateSgd(at::Tensor& gradient, double rate);
    void updateAdam(at::Tensor& gradient, double rate);
    void updateMuon(at::Tensor& gradient, double rate);
    void rescale(at::Tensor& weight) const;

    OptimiserGroup m_group;
    at::Tensor m_master;
    ComputeType m_compute;
    at::Tensor m_first;  // momentum, or the first moment
    at::Tensor m_second; // Adam's second moment
    std::int64_t m_steps = 0;
};

} // namespace saccade
