#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/network/host_tensor.h"

namespace saccade {

/// What a file of PyTorch holds for us.
struct PthFile
{
    NamedTensors tensors;              ///< double, half and bfloat16 became float32
    std::vector<std::string> leftOut;  ///< entries that are no arrays of such numbers, e.g. "bn1.num_batches_tracked"
    std::vector<std::string> warnings; ///< files of the zip whose checksum is not that of their bytes

    bool operator==(const PthFile&) const = default;
};

/// Reads a state dict in the container of torch.save since 1.6 (a stored zip) or in the older one (five pickles and raw
/// storages), the dictionary itself or what it holds under "state_dict" or "model"; "module." before every name goes.
/// FormatInvalid says which rule is broken: those of readStoredZip() and runPickle(), storages of another length than
/// announced, a name twice, big-endian numbers, above 100,000 arrays, more values than the file has bytes. Any thread.
[[nodiscard]] Result<PthFile> decodePth(std::span<const std::uint8_t> bytes);

/// At most 4 GiB. Blocks.
[[nodiscard]] Result<PthFile> loadPth(const std::filesystem::path& path);

} // namespace saccade
