#include "engine/formats/torch_storages.h"

#include <algorithm>

#include "engine/formats/little_endian.h"
#include "engine/formats/pickle_machine.h"
#include "engine/formats/stored_zip.h"

namespace saccade {

namespace {

using Bytes = std::span<const std::uint8_t>;
using Storages = std::map<std::string, Bytes>;

constexpr std::string_view kMagic = "\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19"; // 0x1950a86a20f9469cfc6c
constexpr std::int64_t kProtocol = 1001;

Error invalid(std::string rule)
{
    return {ErrorCode::FormatInvalid, std::move(rule), {}};
}

/// The whole storages that the pickle speaks of; two that share a key must be of one type.
Result<std::map<std::string, ScalarType>> typesOf(const Pickle& pickle)
{
    std::map<std::string, ScalarType> types;
    for (const PickleValue& value : pickle.heap) {
        const auto* storage = std::get_if<PickleStorage>(&value);
        if (storage != nullptr && types.try_emplace(storage->key, storage->type).first->second != storage->type) {
            return invalid("storage " + printableName(storage->key) + ": of two types");
        }
    }
    return types;
}

/// In a zip a storage is as long as its file; in old files views say less than the whole.
Result<void> checkLengths(const Pickle& pickle, const Storages& storages, bool isExact)
{
    for (const PickleValue& value : pickle.heap) {
        const auto* storage = std::get_if<PickleStorage>(&value);
        if (storage == nullptr) {
            continue;
        }
        const auto found = storages.find(storage->key);
        if (found == storages.end()) {
            return invalid("storage " + printableName(storage->key) + " is missing");
        }
        const auto there = static_cast<std::int64_t>(found->second.size() / scalarSize(storage->type));
        const bool isWhole = found->second.size() % scalarSize(storage->type) == 0;
        const bool fits = isExact ? storage->count == there && isWhole
                                  : storage->first <= there && storage->count <= there - storage->first;
        if (!fits) {
            return invalid("storage " + printableName(storage->key) + ": of another length than announced");
        }
    }
    return {};
}

/// The one folder that holds everything, with its '/'.
Result<std::string> topFolder(const std::vector<ZipEntry>& entries)
{
    const std::size_t slash = entries.empty() ? std::string::npos : entries.front().name.find('/');
    if (slash == std::string::npos) {
        return invalid("no folder at the top of the zip");
    }
    const std::string folder = entries.front().name.substr(0, slash + 1);
    for (const ZipEntry& entry : entries) {
        if (entry.name.compare(0, folder.size(), folder) != 0) {
            return invalid("more than one folder at the top of the zip");
        }
    }
    return folder;
}

Result<TorchArchive> openEntries(const std::vector<ZipEntry>& entries, const std::string& folder)
{
    TorchArchive archive;
    const ZipEntry* object = nullptr;
    const std::string data = folder + "data/";
    for (const ZipEntry& entry : entries) {
        if (!entry.isIntact) {
            archive.warnings.push_back(printableName(entry.name));
        }
        if (entry.name == folder + "data.pkl") {
            object = &entry;
        } else if (entry.name == folder + "byteorder" && !std::ranges::equal(entry.bytes, std::string_view("little"))) {
            return invalid("numbers that are not little-endian");
        } else if (entry.name.compare(0, data.size(), data) == 0) {
            archive.storages.emplace(entry.name.substr(data.size()), entry.bytes);
        }
    }
    if (object == nullptr) {
        return invalid("no data.pkl in the zip");
    }
    Result<Pickle> pickle = runPickle(object->bytes);
    if (!pickle) {
        return pickle.error();
    }
    archive.pickle = std::move(pickle).value();
    return archive;
}

/// Pickles and what follows them, from front to back.
class LegacyFile final
{
public:
    explicit LegacyFile(Bytes bytes) : m_bytes(bytes) {}

    Result<Pickle> next()
    {
        Result<Pickle> pickle = runPickle(m_bytes);
        if (pickle) {
            m_bytes = m_bytes.subspan(pickle->length);
        }
        return pickle;
    }
    /// A storage: the number of its elements, then these.
    Result<Bytes> nextStorage(std::size_t elementSize)
    {
        std::uint64_t length = 0;
        if (m_bytes.size() < sizeof(std::uint64_t) ||
            __builtin_mul_overflow(littleAt<std::uint64_t>(m_bytes, 0), elementSize, &length) ||
            !isInside(m_bytes, sizeof(std::uint64_t), length)) {
            return invalid("a storage that ends behind the file");
        }
        const Bytes storage = m_bytes.subspan(sizeof(std::uint64_t), length);
        m_bytes = m_bytes.subspan(sizeof(std::uint64_t) + length);
        return storage;
    }
    [[nodiscard]] bool isAtEnd() const { return m_bytes.empty(); }

private:
    Bytes m_bytes;
};

Result<void> checkMagic(LegacyFile& file)
{
    const Result<Pickle> magic = file.next();
    if (!magic) {
        return magic.error();
    }
    const auto* number = magic->get<PickleLong>(magic->root);
    return number != nullptr && number->bytes == kMagic ? Result<void>()
                                                        : Result<void>(invalid("no mark of a PyTorch file"));
}

Result<void> checkProtocol(LegacyFile& file)
{
    const Result<Pickle> protocol = file.next();
    if (!protocol) {
        return protocol.error();
    }
    const auto* number = protocol->get<std::int64_t>(protocol->root);
    return number != nullptr && *number == kProtocol ? Result<void>()
                                                     : Result<void>(invalid("another protocol than 1001"));
}

Result<void> checkSystem(LegacyFile& file)
{
    const Result<Pickle> system = file.next();
    if (!system) {
        return system.error();
    }
    if (const auto* facts = system->get<PickleDict>(system->root)) {
        for (const auto& [key, value] : facts->items) {
            const auto* name = system->get<std::string>(key);
            const auto* isLittle = system->get<bool>(value);
            if (name != nullptr && *name == "little_endian" && isLittle != nullptr && *isLittle) {
                return {};
            }
        }
    }
    return invalid("numbers that are not little-endian");
}

Result<Storages> readStorages(LegacyFile& file, const std::map<std::string, ScalarType>& types)
{
    const Result<Pickle> keys = file.next();
    if (!keys) {
        return keys.error();
    }
    const auto* list = keys->get<PickleList>(keys->root);
    if (list == nullptr) {
        return invalid("no list of storages");
    }
    Storages storages;
    for (const PickleRef item : list->items) {
        const auto* key = keys->get<std::string>(item);
        const auto type = key == nullptr ? types.end() : types.find(*key);
        if (type == types.end()) {
            return invalid("a storage that no array uses");
        }
        const Result<Bytes> bytes = file.nextStorage(scalarSize(type->second));
        if (!bytes) {
            return bytes.error();
        }
        if (!storages.emplace(*key, *bytes).second) {
            return invalid("storage " + printableName(*key) + ": twice in the list");
        }
    }
    return file.isAtEnd() ? Result<Storages>(std::move(storages)) : invalid("bytes behind the last storage");
}

} // namespace

Result<TorchArchive> openTorchZip(Bytes bytes)
{
    const Result<std::vector<ZipEntry>> entries = readStoredZip(bytes);
    if (!entries) {
        return entries.error();
    }
    const Result<std::string> folder = topFolder(*entries);
    if (!folder) {
        return folder.error();
    }
    Result<TorchArchive> archive = openEntries(*entries, *folder);
    if (!archive) {
        return archive.error();
    }
    if (const auto types = typesOf(archive->pickle); !types) {
        return types.error();
    }
    const Result<void> lengths = checkLengths(archive->pickle, archive->storages, true);
    return lengths ? std::move(archive) : Result<TorchArchive>(lengths.error());
}

Result<TorchArchive> openLegacyTorch(Bytes bytes)
{
    LegacyFile file(bytes);
    for (const auto check : {checkMagic, checkProtocol, checkSystem}) {
        if (const Result<void> sound = check(file); !sound) {
            return sound.error();
        }
    }
    Result<Pickle> object = file.next();
    if (!object) {
        return object.error();
    }
    const auto types = typesOf(*object);
    if (!types) {
        return types.error();
    }
    Result<Storages> storages = readStorages(file, *types);
    if (!storages) {
        return storages.error();
    }
    if (const Result<void> lengths = checkLengths(*object, *storages, false); !lengths) {
        return lengths.error();
    }
    return TorchArchive{std::move(*object), std::move(*storages), {}};
}

} // namespace saccade
