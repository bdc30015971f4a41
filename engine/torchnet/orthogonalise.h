#pragma once

#include <ATen/core/Tensor.h>

namespace saccade {

/// The nearest matrix with orthonormal rows or columns, roughly: three Newton-Schulz steps X <- aX + (bA + cA^2)X with
/// A = XX^T and (a, b, c) = (3.4445, -4.7750, 2.0315), computed in `type`. Source: K. Jordan, "Muon: an optimizer for
/// hidden layers in neural networks", 2024. Needs a TorchThread.
[[nodiscard]] at::Tensor orthogonalise(const at::Tensor& matrix, c10::ScalarType type);

} // namespace saccade
