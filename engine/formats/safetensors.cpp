#include "engine/formats/safetensors.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "engine/base/atomic_file.h"
#include "engine/formats/json_text.h"

namespace saccade {

namespace {

using nlohmann::json;

constexpr std::size_t kHeaderLengthBytes = 8;
constexpr std::size_t kLargestHeader = std::size_t{16} << 20;
constexpr std::size_t kMostTensors = 100'000;
constexpr std::size_t kHighestRank = 8;
constexpr std::size_t kElementBytes = 4;
constexpr std::size_t kLargestFile = std::size_t{16} << 30;
constexpr std::array<const char*, 10> kDtypes{"F64", "F32", "F16", "BF16", "I64", "I32", "I16", "I8", "U8", "BOOL"};

/// One array of the header, its offsets checked against its shape.
struct Entry
{
    std::string name;
    std::string dtype;
    std::vector<std::int64_t> shape;
    std::size_t begin = 0;
    std::size_t end = 0;
};

Error invalid(const std::string& rule)
{
    return {ErrorCode::FormatInvalid, rule, {}};
}

bool isCount(const json& value)
{
    return value.is_number_unsigned();
}

Result<void> readDtype(const json& value, Entry& entry)
{
    const auto dtype = value.find("dtype");
    if (dtype == value.end() || !dtype->is_string()) {
        return invalid(entry.name + ": dtype is missing");
    }
    entry.dtype = dtype->get<std::string>();
    if (std::find(kDtypes.begin(), kDtypes.end(), entry.dtype) == kDtypes.end()) {
        return invalid(entry.name + ": unknown dtype " + entry.dtype);
    }
    return entry.dtype == "F32" || entry.dtype == "I32"
               ? Result<void>()
               : Result<void>(invalid(entry.name + ": dtype " + entry.dtype + " is not read"));
}

Result<void> readShape(const json& value, Entry& entry)
{
    const auto shape = value.find("shape");
    if (shape == value.end() || !shape->is_array()) {
        return invalid(entry.name + ": shape is missing");
    }
    if (shape->size() > kHighestRank) {
        return invalid(entry.name + ": rank above " + std::to_string(kHighestRank));
    }
    if (entry.dtype == "I32" && shape->size() != 1) {
        return invalid(entry.name + ": I32 of a rank other than 1");
    }
    for (const json& side : *shape) {
        if (!isCount(side) || side.get<std::uint64_t>() > kLargestFile) {
            return invalid(entry.name + ": shape holds no count");
        }
        entry.shape.push_back(side.get<std::int64_t>());
    }
    return {};
}

/// Bytes that the shape means, or nothing when they pass every file's size.
Result<std::size_t> bytesOf(const Entry& entry)
{
    std::size_t bytes = kElementBytes;
    for (const std::int64_t side : entry.shape) {
        if (__builtin_mul_overflow(bytes, static_cast<std::size_t>(side), &bytes)) {
            return invalid(entry.name + ": shape is too large");
        }
    }
    return bytes;
}

Result<void> readOffsets(const json& value, std::size_t bufferSize, Entry& entry)
{
    const auto offsets = value.find("data_offsets");
    if (offsets == value.end() || !offsets->is_array() || offsets->size() != 2 || !isCount((*offsets)[0]) ||
        !isCount((*offsets)[1])) {
        return invalid(entry.name + ": data_offsets is missing");
    }
    entry.begin = (*offsets)[0].get<std::size_t>();
    entry.end = (*offsets)[1].get<std::size_t>();
    if (entry.begin > entry.end || entry.end > bufferSize) {
        return invalid(entry.name + ": data_offsets outside the data");
    }
    const Result<std::size_t> bytes = bytesOf(entry);
    if (!bytes) {
        return bytes.error();
    }
    return *bytes == entry.end - entry.begin
               ? Result<void>()
               : Result<void>(invalid(entry.name + ": data_offsets do not fit the shape"));
}

Result<Entry> readEntry(const std::string& name, const json& value, std::size_t bufferSize)
{
    Entry entry;
    entry.name = name;
    if (!value.is_object() || value.size() != 3) {
        return invalid(name + ": must hold dtype, shape and data_offsets");
    }
    if (const Result<void> read = readDtype(value, entry); !read) {
        return read.error();
    }
    if (const Result<void> read = readShape(value, entry); !read) {
        return read.error();
    }
    if (const Result<void> read = readOffsets(value, bufferSize, entry); !read) {
        return read.error();
    }
    return entry;
}

Result<void> readMetadata(const json& value, TensorFile& file)
{
    if (!value.is_object()) {
        return invalid("__metadata__ must be an object");
    }
    for (const auto& item : value.items()) {
        if (!item.value().is_string()) {
            return invalid("__metadata__." + item.key() + " must be a text");
        }
        file.metadata[item.key()] = item.value().get<std::string>();
    }
    return {};
}

/// The arrays must cover the data exactly, each byte once.
Result<void> checkCover(std::vector<Entry>& entries, std::size_t bufferSize)
{
    std::sort(entries.begin(), entries.end(), [](const Entry& left, const Entry& right) {
        return std::pair(left.begin, left.end) < std::pair(right.begin, right.end);
    });
    std::size_t covered = 0;
    for (const Entry& entry : entries) {
        if (entry.begin != covered) {
            return invalid(entry.name + (entry.begin > covered ? ": hole before its data" : ": overlaps another"));
        }
        covered = entry.end;
    }
    return covered == bufferSize ? Result<void>() : Result<void>(invalid("data behind the last array"));
}

Result<std::vector<Entry>> readHeader(const json& header, std::size_t bufferSize, TensorFile& file)
{
    std::vector<Entry> entries;
    for (const auto& item : header.items()) {
        if (item.key() == "__metadata__") {
            if (const Result<void> read = readMetadata(item.value(), file); !read) {
                return read.error();
            }
            continue;
        }
        Result<Entry> entry = readEntry(item.key(), item.value(), bufferSize);
        if (!entry) {
            return entry.error();
        }
        entries.push_back(std::move(entry).value());
    }
    if (entries.size() > kMostTensors) {
        return invalid("more than " + std::to_string(kMostTensors) + " arrays");
    }
    if (const Result<void> covered = checkCover(entries, bufferSize); !covered) {
        return covered.error();
    }
    return entries;
}

template <typename T>
std::vector<T> valuesOf(const Entry& entry, std::span<const std::uint8_t> buffer)
{
    std::vector<T> values((entry.end - entry.begin) / sizeof(T));
    if (!values.empty()) {
        std::memcpy(values.data(), buffer.data() + entry.begin, entry.end - entry.begin);
    }
    return values;
}

Result<std::string_view> headerOf(std::span<const std::uint8_t> bytes)
{
    std::uint64_t length = 0;
    if (bytes.size() < kHeaderLengthBytes) {
        return invalid("shorter than its header length");
    }
    std::memcpy(&length, bytes.data(), sizeof length);
    if (length > kLargestHeader) {
        return invalid("header above 16 MiB");
    }
    if (length > bytes.size() - kHeaderLengthBytes) {
        return invalid("shorter than its header");
    }
    const auto* text = reinterpret_cast<const char*>(bytes.data() + kHeaderLengthBytes);
    if (length == 0 || text[0] != '{') {
        return invalid("header does not begin with {");
    }
    return std::string_view(text, length);
}

} // namespace

Result<TensorFile> decodeSafetensors(std::span<const std::uint8_t> bytes)
{
    const Result<std::string_view> text = headerOf(bytes);
    if (!text) {
        return text.error();
    }
    const Result<json> header = parseJson(*text, {kLargestHeader, 3, 20 * kMostTensors});
    if (!header) {
        return header.error();
    }
    const std::span<const std::uint8_t> buffer = bytes.subspan(kHeaderLengthBytes + text->size());
    TensorFile file;
    const Result<std::vector<Entry>> entries = readHeader(*header, buffer.size(), file);
    if (!entries) {
        return entries.error();
    }
    for (const Entry& entry : *entries) {
        if (entry.dtype == "F32") {
            file.tensors[entry.name] = {entry.shape, valuesOf<float>(entry, buffer)};
        } else {
            file.integers[entry.name] = valuesOf<std::int32_t>(entry, buffer);
        }
    }
    return file;
}

Result<TensorFile> loadSafetensors(const std::filesystem::path& path)
{
    const Result<std::vector<std::uint8_t>> bytes = readFile(path, kLargestFile);
    if (!bytes) {
        return bytes.error();
    }
    Result<TensorFile> file = decodeSafetensors(*bytes);
    return file ? std::move(file) : Result<TensorFile>(Error{file.error().code, file.error().detail, path});
}

} // namespace saccade
