#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace saccade {

struct CpuFacts
{
    std::string model;
    int threads = 0;
    std::vector<std::string> instructionSets; ///< of kInstructionSets, those that this processor has
};

/// What LibTorch's kernels are chosen by.
inline constexpr std::string_view kInstructionSets[] = {"avx2", "fma", "avx512f", "avx512_bf16", "amx_bf16"};

/// From the text of /proc/cpuinfo. Any thread.
[[nodiscard]] CpuFacts readCpuFacts(std::string_view cpuInfo);

/// A library of which two copies are in one process, or two runtimes of one kind.
struct DoubledLibrary
{
    std::string name; ///< e.g. "libgomp"
    std::vector<std::string> paths;

    bool operator==(const DoubledLibrary&) const = default;
};

/// From the text of /proc/self/maps: libraries whose name without version and hash lies at two paths, and "OpenMP" when
/// several of its runtimes are there: two thread pools fight for the same cores. Any thread.
[[nodiscard]] std::vector<DoubledLibrary> findDoubledLibraries(std::string_view maps);

/// The whole of a /proc file, which has no size; empty when it cannot be read. Blocks.
[[nodiscard]] std::string readProcFile(const char* path);

} // namespace saccade
