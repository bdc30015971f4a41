#pragma once

// One function compiled for several instruction sets, the best one chosen when the library is loaded. What it calls
// must be inlined into it, hence SACCADE_INLINE. The thread sanitizer is
// not there yet when what chooses calls it.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__)
#define SACCADE_SIMD __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define SACCADE_SIMD
#endif
#define SACCADE_INLINE inline __attribute__((always_inline))
