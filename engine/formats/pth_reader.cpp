#include "engine/formats/pth_reader.h"

#include <algorithm>
#include <array>

#include "engine/base/atomic_file.h"
#include "engine/base/utf8.h"
#include "engine/formats/pickle_machine.h"
#include "engine/formats/torch_storages.h"

namespace saccade {

namespace {

constexpr std::size_t kLargestFile = std::size_t{4} << 30;
constexpr std::size_t kMostTensors = 100'000;
constexpr std::size_t kLongestName = 1'000;
constexpr int kDeepestWrapper = 4;
constexpr std::string_view kZipMark = "PK\x03\x04";
constexpr std::string_view kPrefix = "module.";
constexpr std::array<std::string_view, 2> kWrappers{"state_dict", "model"};

Error invalid(std::string rule)
{
    return {ErrorCode::FormatInvalid, std::move(rule), {}};
}

/// The dictionary under the first of the wrappers' names, or nullptr.
const PickleDict* wrapped(const Pickle& pickle, const PickleDict& dict)
{
    for (const auto& [key, value] : dict.items) {
        const auto* name = pickle.get<std::string>(key);
        if (name != nullptr && std::find(kWrappers.begin(), kWrappers.end(), *name) != kWrappers.end()) {
            if (const auto* inner = pickle.get<PickleDict>(value)) {
                return inner;
            }
        }
    }
    return nullptr;
}

Result<const PickleDict*> stateDict(const Pickle& pickle)
{
    const auto* dict = pickle.get<PickleDict>(pickle.root);
    if (dict == nullptr) {
        return invalid("the pickled object is no dictionary");
    }
    for (int depth = 0; depth < kDeepestWrapper; ++depth) {
        const PickleDict* inner = wrapped(pickle, *dict);
        if (inner == nullptr) {
            break;
        }
        dict = inner;
    }
    return dict;
}

bool hasPrefixEverywhere(const Pickle& pickle, const PickleDict& dict)
{
    return std::all_of(dict.items.begin(), dict.items.end(), [&](const auto& item) {
        const auto* name = pickle.template get<std::string>(item.first);
        return name != nullptr && name->compare(0, kPrefix.size(), kPrefix) == 0;
    });
}

/// The entries of one state dict, taken one by one.
class Collector final
{
public:
    Collector(const TorchArchive& archive, std::size_t fileBytes) : m_archive(archive), m_valuesLeft(fileBytes)
    {
        m_file.warnings = archive.warnings;
    }

    Result<void> add(const std::string& name, PickleRef ref)
    {
        if (name.size() > kLongestName || !isUtf8(name)) {
            return invalid("an entry whose name is no UTF-8 or too long");
        }
        const auto* tensor = m_archive.pickle.get<PickleTensor>(ref);
        if (tensor == nullptr || !isFloatingPoint(tensor->storage.type)) {
            m_file.leftOut.push_back(name);
            return {};
        }
        const auto count = static_cast<std::size_t>(tensor->count);
        if (count > m_valuesLeft) { // many arrays can share one storage
            return invalid(name + ": the arrays hold more values than the file has bytes");
        }
        m_valuesLeft -= count;
        HostTensor array{tensor->sizes, floatsOf(*tensor, m_archive.storages.at(tensor->storage.key))};
        return m_file.tensors.emplace(name, std::move(array)).second
                   ? Result<void>()
                   : Result<void>(invalid(name + ": twice in the dictionary"));
    }
    [[nodiscard]] PthFile take() { return std::move(m_file); }

private:
    const TorchArchive& m_archive;
    std::size_t m_valuesLeft;
    PthFile m_file;
};

Result<PthFile> collect(const TorchArchive& archive, const PickleDict& dict, std::size_t fileBytes)
{
    const Pickle& pickle = archive.pickle;
    const std::size_t cut = hasPrefixEverywhere(pickle, dict) ? kPrefix.size() : 0;
    if (dict.items.size() > kMostTensors) {
        return invalid("more than " + std::to_string(kMostTensors) + " arrays");
    }
    Collector collector(archive, fileBytes);
    for (const auto& [key, value] : dict.items) {
        const auto* name = pickle.get<std::string>(key);
        if (name == nullptr) {
            return invalid("a key of the dictionary is no text");
        }
        if (const Result<void> added = collector.add(name->substr(cut), value); !added) {
            return added.error();
        }
    }
    PthFile file = collector.take();
    return file.tensors.empty() ? Result<PthFile>(invalid("holds no arrays of floating-point numbers"))
                                : Result<PthFile>(std::move(file));
}

} // namespace

Result<PthFile> decodePth(std::span<const std::uint8_t> bytes)
{
    const bool isZip = bytes.size() >= kZipMark.size() && std::ranges::equal(bytes.first(kZipMark.size()), kZipMark);
    const Result<TorchArchive> archive = isZip ? openTorchZip(bytes) : openLegacyTorch(bytes);
    if (!archive) {
        return archive.error();
    }
    const Result<const PickleDict*> dict = stateDict(archive->pickle);
    return dict ? collect(*archive, **dict, bytes.size()) : Result<PthFile>(dict.error());
}

Result<PthFile> loadPth(const std::filesystem::path& path)
{
    const Result<std::vector<std::uint8_t>> bytes = readFile(path, kLargestFile);
    if (!bytes) {
        return bytes.error();
    }
    Result<PthFile> file = decodePth(*bytes);
    return file ? std::move(file) : Result<PthFile>(Error{file.error().code, file.error().detail, path});
}

} // namespace saccade
