#include "engine/torchnet/gradient_norm.h"

#include <ATen/ops/linalg_vector_norm.h>
#include <algorithm>
#include <cmath>

namespace saccade {

double normOf(const at::Tensor& gradient)
{
    return at::linalg_vector_norm(gradient).item<double>();
}

double clipFactor(const std::vector<double>& norms, double limit)
{
    double squares = 0;
    for (const double norm : norms) {
        squares += norm * norm;
    }
    return std::min(1.0, limit / (std::sqrt(squares) + 1e-6));
}

at::Tensor clipFactorOnDevice(const NetworkState& gradients, double limit)
{
    at::Tensor squares;
    for (const at::Tensor& gradient : gradients) {
        if (gradient.defined()) {
            const at::Tensor square = at::linalg_vector_norm(gradient).square_();
            squares = squares.defined() ? squares.add_(square) : square;
        }
    }
    return squares.defined() ? squares.sqrt_().add_(1e-6).reciprocal_().mul_(limit).clamp_max_(1.0) : squares;
}

} // namespace saccade
