#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

using RawBytes = std::vector<std::uint8_t>;

/// Sets of plain pixels as tests need them. Image i of a file has the bytes (i + position) % 251.
[[nodiscard]] RawBytes idxImages(std::uint32_t count, std::uint32_t rows, std::uint32_t columns);
[[nodiscard]] RawBytes idxLabels(const RawBytes& labels);
/// Only the header, whatever follows: `sides` are the dimensions after the first.
[[nodiscard]] RawBytes idxHeader(std::uint32_t magic, const std::vector<std::uint32_t>& dimensions);
/// CIFAR-10 records.
[[nodiscard]] RawBytes cifarTen(const RawBytes& labels);
/// CIFAR-100 records; the coarse label is fine % 20.
[[nodiscard]] RawBytes cifarHundred(const RawBytes& labels);
/// 0, 1, ... classes - 1, 0, 1 ...
[[nodiscard]] RawBytes labelsInTurn(std::size_t count, int classes);
[[nodiscard]] RawBytes gzipped(const RawBytes& bytes);
[[nodiscard]] RawBytes rawBytesOf(std::string_view text);
/// Makes the folders above, too.
void writeRaw(const std::filesystem::path& file, const RawBytes& bytes);
