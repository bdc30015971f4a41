#include <bit>
#include <cstring>

#include "engine/base/atomic_file.h"
#include "engine/formats/json_text.h"
#include "engine/formats/safetensors.h"

namespace saccade {

namespace {

using nlohmann::json;

static_assert(std::endian::native == std::endian::little, "the format is little-endian; so is all we build for");

constexpr std::size_t kHeaderLengthBytes = 8;

/// One array's place: every element has four bytes, so sorting by element size, then name, is sorting by name.
struct Entry
{
    const char* dtype = "";
    std::vector<std::int64_t> shape;
    const void* data = nullptr;
    std::size_t bytes = 0;
};

std::map<std::string, Entry> entriesOf(const TensorFile& file)
{
    std::map<std::string, Entry> entries;
    for (const auto& [name, tensor] : file.tensors) {
        entries[name] = {"F32", tensor.shape, tensor.values.data(), tensor.values.size() * sizeof(float)};
    }
    for (const auto& [name, values] : file.integers) {
        entries[name] = {
            "I32", {static_cast<std::int64_t>(values.size())}, values.data(), values.size() * sizeof(std::int32_t)};
    }
    return entries;
}

std::string headerText(const TensorFile& file, const std::map<std::string, Entry>& entries)
{
    json header = json::object();
    if (!file.metadata.empty()) {
        header["__metadata__"] = file.metadata;
    }
    std::size_t offset = 0;
    for (const auto& [name, entry] : entries) {
        header[name] = {
            {"dtype", entry.dtype}, {"shape", entry.shape}, {"data_offsets", {offset, offset + entry.bytes}}};
        offset += entry.bytes;
    }
    std::string text = dumpJson(header, -1);
    text.append((kHeaderLengthBytes - text.size() % kHeaderLengthBytes) % kHeaderLengthBytes, ' ');
    return text;
}

} // namespace

std::vector<std::uint8_t> encodeSafetensors(const TensorFile& file)
{
    const std::map<std::string, Entry> entries = entriesOf(file);
    const std::string header = headerText(file, entries);
    std::size_t total = kHeaderLengthBytes + header.size();
    for (const auto& item : entries) {
        total += item.second.bytes;
    }
    std::vector<std::uint8_t> bytes(total);
    const auto length = static_cast<std::uint64_t>(header.size());
    std::memcpy(bytes.data(), &length, sizeof length);
    std::memcpy(bytes.data() + kHeaderLengthBytes, header.data(), header.size());
    std::uint8_t* place = bytes.data() + kHeaderLengthBytes + header.size();
    for (const auto& item : entries) {
        if (item.second.bytes > 0) {
            std::memcpy(place, item.second.data, item.second.bytes);
        }
        place += item.second.bytes;
    }
    return bytes;
}

Result<void> saveSafetensors(const std::filesystem::path& path, const TensorFile& file)
{
    return writeFileAtomically(path, encodeSafetensors(file));
}

} // namespace saccade
