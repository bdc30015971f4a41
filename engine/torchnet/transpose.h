#pragma once

#include <cstdint>

#include "engine/torchnet/simd.h"

namespace saccade {

/// target[column * targetPitch + row] = source[row * columns + column] for rows x columns values of 16 bits.
void transpose(const Bf16* source, std::int64_t rows, std::int64_t columns, Bf16* target, std::int64_t targetPitch);

} // namespace saccade
