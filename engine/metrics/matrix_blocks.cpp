#include "engine/metrics/matrix_blocks.h"

#include <algorithm>

namespace saccade {

MatrixBlocks computeMatrixBlocks(const ConfusionMatrix& matrix, std::span<const int> order, int side)
{
    std::vector<int> classes;
    std::copy_if(order.begin(), order.end(), std::back_inserter(classes),
                 [&](int label) { return label >= 0 && label < matrix.classCount(); });
    MatrixBlocks blocks;
    if (classes.empty()) {
        return blocks;
    }
    const auto shown = static_cast<std::int64_t>(classes.size());
    blocks.side = static_cast<int>(std::clamp<std::int64_t>(side, 1, shown));
    const auto width = static_cast<std::size_t>(blocks.side);
    blocks.counts.assign(width * width, 0);
    blocks.correct.assign(width, 0);
    std::vector<std::size_t> blockOf(classes.size());
    for (int block = 0; block <= blocks.side; ++block) {
        blocks.starts.push_back(static_cast<int>(block * shown / blocks.side));
    }
    for (std::size_t block = 0; block < width; ++block) {
        std::fill(blockOf.begin() + blocks.starts[block], blockOf.begin() + blocks.starts[block + 1], block);
    }
    for (std::size_t row = 0; row < classes.size(); ++row) {
        for (std::size_t column = 0; column < classes.size(); ++column) {
            blocks.counts[blockOf[row] * width + blockOf[column]] += matrix.count(classes[row], classes[column]);
        }
        blocks.correct[blockOf[row]] += matrix.count(classes[row], classes[row]);
    }
    return blocks;
}

} // namespace saccade
