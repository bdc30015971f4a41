#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "engine/base/result.h"
#include "engine/network/host_tensor.h"

namespace saccade {

/// A safetensors file in memory: float32 and int32 arrays by name, and string metadata. Other dtypes are refused by
/// name.
struct TensorFile
{
    NamedTensors tensors;                                      ///< F32
    std::map<std::string, std::vector<std::int32_t>> integers; ///< I32, rank 1
    std::map<std::string, std::string> metadata;

    bool operator==(const TensorFile&) const = default;
};

/// The format's rules: https://github.com/huggingface/safetensors, section "Format". Sorted by element size, then name;
/// header padded with spaces to a multiple of 8. Any thread.
[[nodiscard]] std::vector<std::uint8_t> encodeSafetensors(const TensorFile& file);

/// Strict: header at most 16 MiB, at most 100,000 tensors, rank at most 8, no duplicate key, no hole, no overlap.
/// FormatInvalid says which rule. Any thread.
[[nodiscard]] Result<TensorFile> decodeSafetensors(std::span<const std::uint8_t> bytes);

/// Written through AtomicFile: the old file or the new one, never a mixture. Blocks.
[[nodiscard]] Result<void> saveSafetensors(const std::filesystem::path& path, const TensorFile& file);
[[nodiscard]] Result<TensorFile> loadSafetensors(const std::filesystem::path& path);

} // namespace saccade
