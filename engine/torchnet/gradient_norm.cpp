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

} // namespace saccade
