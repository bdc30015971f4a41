#include "engine/torchnet/parameter_updater.h"

#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/zeros_like.h>
#include <cmath>

#include "engine/torchnet/orthogonalise.h"

namespace saccade {
namespace {

constexpr double kBeta1 = 0.9;
constexpr double kBeta2 = 0.999;

/// (out, rest) without a copy: the storage of a channels_last weight lists its columns in another order, which the
/// products of Newton-Schulz do not notice.
at::Tensor asMatrix(const at::Tensor& tensor)
{
    if (tensor.dim() == 4) {
        return tensor.permute({0, 2, 3, 1}).flatten(1);
    }
    return tensor.dim() == 1 ? tensor.unsqueeze(1) : tensor.flatten(1);
}

} // namespace

ParameterUpdater::ParameterUpdater(OptimiserGroup group, at::Tensor master, const ComputeType& compute)
    : m_group(std::move(group)), m_master(std::move(master)), m_compute(compute), m_first(at::zeros_like(m_master))
{
    if (m_group.rule == UpdateRule::Adam || m_group.rule == UpdateRule::AdamW) {
        m_second = at::zeros_like(m_master);
    }
}

void ParameterUpdater::update(at::Tensor& gradient, double rate)
{
    ++m_steps;
    switch (m_group.rule) {
    case UpdateRule::Sgd: updateSgd(gradient, rate); break;
    case UpdateRule::Adam:
    case UpdateRule::AdamW: updateAdam(gradient, rate); break;
    case UpdateRule::Muon: updateMuon(gradient, rate); break;
    }
}

void ParameterUpdater::updateSgd(at::Tensor& gradient, double rate)
{
    gradient.add_(m_master, m_group.weightDecay);
    m_first.mul_(m_group.momentum).add_(gradient);
    gradient.add_(m_first, m_group.momentum);
    m_master.sub_(gradient, rate);
}

void ParameterUpdater::updateAdam(at::Tensor& gradient, double rate)
{
    if (m_group.rule == UpdateRule::Adam) {
        gradient.add_(m_master, m_group.weightDecay);
    } else {
        m_master.mul_(1 - rate * m_group.weightDecay);
    }
    m_first.mul_(kBeta1).add_(gradient, 1 - kBeta1);
    m_second.mul_(kBeta2).addcmul_(gradient, gradient, 1 - kBeta2);
    const auto steps = static_cast<double>(m_steps);
    const double firstShare = 1 - std::pow(kBeta1, steps);
    const double secondShare = 1 - std::pow(kBeta2, steps);
    const at::Tensor divisor = m_second.sqrt().div_(std::sqrt(secondShare)).add_(m_group.epsilon);
    m_master.addcdiv_(m_first, divisor, -rate / firstShare);
}

/// Muon's matrices keep the norm of an orthogonal one.
void ParameterUpdater::rescale(at::Tensor& weight) const
{
    const double wanted = std::sqrt(static_cast<double>(weight.size(0)));
    const at::Tensor norm = at::linalg_vector_norm(weight);
    if (m_compute.isQueued) {
        weight.mul_(norm.add(1e-12).reciprocal_().mul_(wanted));
    } else {
        weight.mul_(wanted / (norm.item<double>() + 1e-12));
    }
}

void ParameterUpdater::updateMuon(at::Tensor& gradient, double rate)
{
    m_first.mul_(m_group.momentum).add_(gradient);
    gradient.add_(m_first, m_group.momentum);
    at::Tensor weight = asMatrix(m_master);
    rescale(weight);
    weight.mul_(1 - rate * m_group.weightDecay);
    weight.sub_(orthogonalise(asMatrix(gradient), m_compute.type), rate);
}

} // namespace saccade
