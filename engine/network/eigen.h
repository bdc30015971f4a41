#pragma once

#include <vector>

namespace saccade {

/// Eigenvalues in descending order; vectors[i] (of length 1) belongs to values[i], its largest component is positive.
struct EigenSystem
{
    std::vector<double> values;
    std::vector<std::vector<double>> vectors;
};

/// Of a symmetric matrix of side x side values, row-major; the lower triangle is not read. Cyclic Jacobi rotations
/// (Golub, Van Loan, "Matrix Computations", section 8.5). Precondition: finite values. Any thread.
[[nodiscard]] EigenSystem solveSymmetric(std::vector<double> matrix, int side);

} // namespace saccade
