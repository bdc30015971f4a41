#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/metrics/confusion_matrix.h"

namespace saccade {

/// A large confusion matrix as side x side sums of neighbouring classes in some order.
struct MatrixBlocks
{
    int side = 0;
    std::vector<int> starts;           ///< side + 1 places in the order: block b holds starts[b] to starts[b + 1] - 1
    std::vector<std::int64_t> counts;  ///< row-major; rows are truth
    std::vector<std::int64_t> correct; ///< side values: the images of a block's own classes that were right

    [[nodiscard]] std::int64_t count(int row, int column) const
    {
        return counts[static_cast<std::size_t>(row) * static_cast<std::size_t>(side) +
                      static_cast<std::size_t>(column)];
    }
    bool operator==(const MatrixBlocks&) const = default;
};

/// Blocks differ by at most one class in size. side is held to 1..classes of the order; an entry of the order that is
/// no class is left out. Empty without classes. O(classes^2), reads the matrix once. Any thread.
[[nodiscard]] MatrixBlocks computeMatrixBlocks(const ConfusionMatrix& matrix, std::span<const int> order, int side);

} // namespace saccade
