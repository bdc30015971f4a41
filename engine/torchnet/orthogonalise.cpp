#include "engine/torchnet/orthogonalise.h"

#include <ATen/ops/addmm.h>
#include <ATen/ops/div.h>
#include <ATen/ops/linalg_vector_norm.h>
#include <ATen/ops/mm.h>

namespace saccade {
namespace {

constexpr double kLinear = 3.4445;
constexpr double kCubic = -4.7750;
constexpr double kQuintic = 2.0315;
constexpr int kSteps = 3;
constexpr double kSmallestNorm = 1e-7;

} // namespace

at::Tensor orthogonalise(const at::Tensor& matrix, c10::ScalarType type)
{
    const bool isTall = matrix.size(0) > matrix.size(1);
    const at::Tensor norm = at::linalg_vector_norm(matrix).add(kSmallestNorm);
    at::Tensor x = at::div(isTall ? matrix.t() : matrix, norm).to(type);
    for (int step = 0; step < kSteps; ++step) {
        const at::Tensor a = at::mm(x, x.t());
        const at::Tensor b = at::addmm(a, a, a, kCubic, kQuintic);
        x = at::addmm(x, b, x, kLinear, 1);
    }
    return isTall ? x.t() : x;
}

} // namespace saccade
