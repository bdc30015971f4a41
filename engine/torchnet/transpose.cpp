#include "engine/torchnet/transpose.h"

#include <algorithm>
#include <cstring>

namespace saccade {
namespace {

constexpr std::int64_t kTile = 8;
constexpr std::int64_t kStrip = 32;
using Row = std::uint16_t __attribute__((vector_size(16))); // eight values

SACCADE_INLINE Row interleaveLow(Row a, Row b)
{
    return __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}
SACCADE_INLINE Row interleaveHigh(Row a, Row b)
{
    return __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}

/// Interleaving rows with their partner half a tile away, three times, exchanges rows and columns of 8x8 values.
SACCADE_INLINE void transposeTile(const Bf16* source, std::int64_t pitch, Bf16* target, std::int64_t targetPitch)
{
    Row rows[kTile];
    Row mixed[kTile];
    for (std::int64_t i = 0; i < kTile; ++i) {
        std::memcpy(&rows[i], source + i * pitch, sizeof(Row));
    }
    for (int stage = 0; stage < 3; ++stage) {
        for (std::int64_t i = 0; i < kTile / 2; ++i) {
            mixed[2 * i] = interleaveLow(rows[i], rows[i + kTile / 2]);
            mixed[2 * i + 1] = interleaveHigh(rows[i], rows[i + kTile / 2]);
        }
        std::memcpy(rows, mixed, sizeof rows);
    }
    for (std::int64_t i = 0; i < kTile; ++i) {
        std::memcpy(target + i * targetPitch, &rows[i], sizeof(Row));
    }
}

void transposeRest(const Bf16* source, std::int64_t rows, std::int64_t columns, std::int64_t firstColumn, Bf16* target,
                   std::int64_t targetPitch)
{
    for (std::int64_t column = firstColumn; column < columns; ++column) {
        for (std::int64_t row = 0; row < rows; ++row) {
            target[column * targetPitch + row] = source[row * columns + column];
        }
    }
}

} // namespace

void transpose(const Bf16* source, std::int64_t rows, std::int64_t columns, Bf16* target, std::int64_t targetPitch)
{
    const std::int64_t tiledRows = rows / kTile * kTile;
    const std::int64_t tiledColumns = columns / kTile * kTile;
    // A strip of columns as wide as a cache line: each line is read once, and few rows of the target are open at a
    // time.
    for (std::int64_t strip = 0; strip < tiledColumns; strip += kStrip) {
        const std::int64_t end = std::min(strip + kStrip, tiledColumns);
        for (std::int64_t row = 0; row < tiledRows; row += kTile) {
            for (std::int64_t column = strip; column < end; column += kTile) {
                transposeTile(source + row * columns + column, columns, target + column * targetPitch + row,
                              targetPitch);
            }
        }
    }
    transposeRest(source, tiledRows, columns, tiledColumns, target, targetPitch);
    transposeRest(source + tiledRows * columns, rows - tiledRows, columns, 0, target + tiledRows, targetPitch);
}

} // namespace saccade
