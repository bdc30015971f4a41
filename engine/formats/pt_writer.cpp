#include "engine/formats/pt_writer.h"

#include <limits>
#include <string_view>

#include "engine/base/atomic_file.h"
#include "engine/base/utf8.h"
#include "engine/formats/little_endian.h"
#include "engine/formats/stored_zip.h"

namespace saccade {

namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr const char* kFolder = "archive/";

/// Opcodes of pickle protocol 2, as Python's pickletools names them.
class PickleWriter final
{
public:
    PickleWriter() { put({0x80, 2}); }

    void global(std::string_view module, std::string_view name)
    {
        put({'c'});
        raw(module);
        put({'\n'});
        raw(name);
        put({'\n'});
    }
    void text(std::string_view text)
    {
        put({'X'});
        putLittle(m_bytes, static_cast<std::uint32_t>(text.size()));
        raw(text);
    }
    void number(std::int64_t value)
    {
        if (value <= std::numeric_limits<std::int32_t>::max()) {
            put({'J'});
            putLittle(m_bytes, static_cast<std::int32_t>(value));
        } else {
            put({0x8a, 8});
            putLittle(m_bytes, value);
        }
    }
    void numbers(const std::vector<std::int64_t>& values)
    {
        mark();
        for (const std::int64_t value : values) {
            number(value);
        }
        tuple();
    }
    void mark() { put({'('}); }
    void tuple() { put({'t'}); }
    void persistentId() { put({'Q'}); }
    void no() { put({0x89}); }
    void call() { put({'R'}); }
    void items() { put({'u'}); }
    void orderedDict()
    {
        global("collections", "OrderedDict");
        put({')'});
        call();
    }
    [[nodiscard]] Bytes take()
    {
        put({'.'});
        return std::move(m_bytes);
    }

private:
    void put(std::initializer_list<std::uint8_t> bytes) { m_bytes.insert(m_bytes.end(), bytes); }
    void raw(std::string_view text) { m_bytes.insert(m_bytes.end(), text.begin(), text.end()); }

    Bytes m_bytes;
};

Error invalid(std::string rule)
{
    return {ErrorCode::FormatInvalid, std::move(rule), {}};
}

Result<void> check(const std::string& name, const HostTensor& tensor)
{
    if (!isUtf8(name) || name.size() > std::numeric_limits<std::uint16_t>::max()) {
        return invalid("an array whose name is no UTF-8 or too long");
    }
    std::uint64_t count = 1;
    for (const std::int64_t side : tensor.shape) {
        if (side < 0 || __builtin_mul_overflow(count, static_cast<std::uint64_t>(side), &count)) {
            return invalid(name + ": no shape");
        }
    }
    return count == tensor.values.size() ? Result<void>()
                                         : Result<void>(invalid(name + ": values do not fit the shape"));
}

/// torch._utils._rebuild_tensor_v2(storage, offset, size, stride, requires_grad, backward_hooks).
void putTensor(PickleWriter& pickle, const HostTensor& tensor, const std::string& key)
{
    std::vector<std::int64_t> strides(tensor.shape.size(), 1);
    for (std::size_t i = strides.size(); i > 1; --i) {
        strides[i - 2] = strides[i - 1] * std::max<std::int64_t>(1, tensor.shape[i - 1]);
    }
    pickle.global("torch._utils", "_rebuild_tensor_v2");
    pickle.mark();
    pickle.mark();
    pickle.text("storage");
    pickle.global("torch", "FloatStorage");
    pickle.text(key);
    pickle.text("cpu");
    pickle.number(static_cast<std::int64_t>(tensor.values.size()));
    pickle.tuple();
    pickle.persistentId();
    pickle.number(0);
    pickle.numbers(tensor.shape);
    pickle.numbers(strides);
    pickle.no();
    pickle.orderedDict();
    pickle.tuple();
    pickle.call();
}

Bytes pickleOf(const NamedTensors& tensors)
{
    PickleWriter pickle;
    pickle.orderedDict();
    pickle.mark();
    std::size_t key = 0;
    for (const auto& [name, tensor] : tensors) {
        pickle.text(name);
        putTensor(pickle, tensor, std::to_string(key++));
    }
    pickle.items();
    return pickle.take();
}

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

} // namespace

Result<Bytes> encodePt(const NamedTensors& tensors)
{
    for (const auto& [name, tensor] : tensors) {
        if (const Result<void> sound = check(name, tensor); !sound) {
            return sound.error();
        }
    }
    const std::string folder = kFolder;
    const Bytes pickle = pickleOf(tensors);
    std::vector<ZipEntry> entries{{folder + "data.pkl", pickle}, {folder + "byteorder", bytesOf("little")}};
    std::size_t key = 0;
    for (const auto& [name, tensor] : tensors) {
        const auto* values = reinterpret_cast<const std::uint8_t*>(tensor.values.data());
        entries.push_back({folder + "data/" + std::to_string(key++), {values, tensor.values.size() * sizeof(float)}});
    }
    entries.push_back({folder + "version", bytesOf("3\n")});
    return encodeStoredZip(entries);
}

Result<void> savePt(const std::filesystem::path& path, const NamedTensors& tensors)
{
    const Result<Bytes> bytes = encodePt(tensors);
    return bytes ? writeFileAtomically(path, *bytes)
                 : Result<void>(Error{bytes.error().code, bytes.error().detail, path});
}

} // namespace saccade
