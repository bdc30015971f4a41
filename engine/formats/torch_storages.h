#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/formats/pickle_value.h"

namespace saccade {

/// A file of PyTorch taken apart: the pickled object, and the raw numbers of each storage, which are lent.
struct TorchArchive
{
    Pickle pickle;
    std::map<std::string, std::span<const std::uint8_t>> storages; ///< each as long as the pickle says of it
    std::vector<std::string> warnings;
};

[[nodiscard]] Result<TorchArchive> openTorchZip(std::span<const std::uint8_t> bytes);
[[nodiscard]] Result<TorchArchive> openLegacyTorch(std::span<const std::uint8_t> bytes);

/// The tensor's numbers as float32 in C order, or nothing for a type that is no floating-point one.
[[nodiscard]] std::vector<float> floatsOf(const PickleTensor& tensor, std::span<const std::uint8_t> storage);
[[nodiscard]] bool isFloatingPoint(ScalarType type);

} // namespace saccade
