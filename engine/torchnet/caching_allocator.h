#pragma once

#include <cstddef>

namespace saccade {

/// Makes LibTorch keep the memory of freed CPU tensors for the next ones of about the same size: the C library would
/// give every large block back to the kernel and fault it in again each step. Only the first call acts. Any thread.
void installCachingAllocator();

/// Gives all kept memory back to the system. Blocks in use are not touched. Any thread.
void releaseCachedMemory();

/// Bytes kept for reuse, and bytes in use by tensors. Any thread.
struct CachedMemory
{
    std::size_t kept = 0;
    std::size_t used = 0;
};
[[nodiscard]] CachedMemory cachedMemory();

} // namespace saccade
