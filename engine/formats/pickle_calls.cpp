#include "engine/formats/pickle_calls.h"

#include <algorithm>
#include <array>

#include "engine/formats/pickle_machine.h"

namespace saccade {

namespace {

constexpr std::size_t kHighestRank = 8;
constexpr std::size_t kLongestKey = 100;

struct GlobalName
{
    std::string_view module;
    std::string_view name;
    PickleValue value;
};

const std::array<GlobalName, 14>& globalNames()
{
    static const std::array<GlobalName, 14> names{{
        {"collections", "OrderedDict", PickleCallable::OrderedDict},
        {"torch._utils", "_rebuild_tensor_v2", PickleCallable::RebuildTensor},
        {"torch._utils", "_rebuild_parameter", PickleCallable::RebuildParameter},
        {"torch.jit._pickle", "restore_type_tag", PickleCallable::RestoreTypeTag},
        {"torch", "FloatStorage", ScalarType::Float},
        {"torch", "DoubleStorage", ScalarType::Double},
        {"torch", "HalfStorage", ScalarType::Half},
        {"torch", "BFloat16Storage", ScalarType::BFloat16},
        {"torch", "LongStorage", ScalarType::Long},
        {"torch", "IntStorage", ScalarType::Int},
        {"torch", "ShortStorage", ScalarType::Short},
        {"torch", "CharStorage", ScalarType::Char},
        {"torch", "ByteStorage", ScalarType::Byte},
        {"torch", "BoolStorage", ScalarType::Bool},
    }};
    return names;
}

Error invalid(std::string rule)
{
    return {ErrorCode::FormatInvalid, "pickle: " + std::move(rule), {}};
}

/// A count or an index, from 0 up.
const std::int64_t* countAt(const Pickle& pickle, PickleRef ref)
{
    const auto* number = pickle.get<std::int64_t>(ref);
    return number != nullptr && *number >= 0 ? number : nullptr;
}

Result<std::vector<std::int64_t>> countsAt(const Pickle& pickle, PickleRef ref)
{
    const auto* tuple = pickle.get<PickleTuple>(ref);
    if (tuple == nullptr || tuple->items.size() > kHighestRank) {
        return invalid("a tensor whose size or stride is no tuple of at most 8");
    }
    std::vector<std::int64_t> counts;
    for (const PickleRef item : tuple->items) {
        const std::int64_t* count = countAt(pickle, item);
        if (count == nullptr) {
            return invalid("a tensor with a negative size or stride");
        }
        counts.push_back(*count);
    }
    return counts;
}

/// offset + sum of (size - 1) * stride + 1 <= elements of the storage; empty tensors: offset <= elements.
Result<void> checkView(PickleTensor& tensor)
{
    std::int64_t last = tensor.offset;
    tensor.count = 1;
    bool isSound = true;
    for (std::size_t i = 0; i < tensor.sizes.size(); ++i) {
        std::int64_t step = 0;
        isSound = isSound && !__builtin_mul_overflow(tensor.count, tensor.sizes[i], &tensor.count);
        isSound = isSound &&
                  !__builtin_mul_overflow(std::max<std::int64_t>(tensor.sizes[i], 1) - 1, tensor.strides[i], &step);
        isSound = isSound && !__builtin_add_overflow(last, step, &last);
    }
    const bool isEmpty = isSound && tensor.count == 0;
    if (!isSound || (isEmpty ? tensor.offset > tensor.storage.count : last >= tensor.storage.count)) {
        return invalid("a tensor that leaves its storage");
    }
    // Its elements are copied, so a stride of 0 would make much out of little.
    return tensor.count <= tensor.storage.count ? Result<void>()
                                                : Result<void>(invalid("a tensor with more elements than its storage"));
}

/// (storage, offset, size, stride, requires_grad, backward hooks), in newer files with metadata behind them.
Result<PickleValue> rebuildTensor(const Pickle& pickle, const PickleTuple& arguments)
{
    const std::size_t count = arguments.items.size();
    const auto* storage = count < 6 || count > 7 ? nullptr : pickle.get<PickleStorage>(arguments.items[0]);
    const std::int64_t* offset = storage == nullptr ? nullptr : countAt(pickle, arguments.items[1]);
    if (offset == nullptr) {
        return invalid("_rebuild_tensor_v2 with other arguments than a tensor's");
    }
    Result<std::vector<std::int64_t>> sizes = countsAt(pickle, arguments.items[2]);
    if (!sizes) {
        return sizes.error();
    }
    Result<std::vector<std::int64_t>> strides = countsAt(pickle, arguments.items[3]);
    if (!strides) {
        return strides.error();
    }
    if (sizes->size() != strides->size()) {
        return invalid("a tensor with more sizes than strides, or fewer");
    }
    PickleTensor tensor{*storage, *offset, std::move(*sizes), std::move(*strides), 0};
    const Result<void> inside = checkView(tensor);
    return inside ? Result<PickleValue>(std::move(tensor)) : Result<PickleValue>(inside.error());
}

/// (data, requires_grad, hooks): the data.
Result<PickleValue> rebuildParameter(const Pickle& pickle, const PickleTuple& arguments)
{
    const auto* tensor = arguments.items.size() == 3 ? pickle.get<PickleTensor>(arguments.items[0]) : nullptr;
    return tensor != nullptr ? Result<PickleValue>(*tensor)
                             : Result<PickleValue>(invalid("_rebuild_parameter without a tensor"));
}

/// (): empty. ([[key, value], ...]): what Python 2 wrote.
Result<PickleValue> makeDict(const Pickle& pickle, const PickleTuple& arguments)
{
    PickleDict dict;
    const auto* pairs = arguments.items.size() == 1 ? pickle.get<PickleList>(arguments.items[0]) : nullptr;
    if (pairs == nullptr) {
        return arguments.items.empty() ? Result<PickleValue>(std::move(dict))
                                       : Result<PickleValue>(invalid("OrderedDict of something else than pairs"));
    }
    for (const PickleRef ref : pairs->items) {
        const auto* list = pickle.get<PickleList>(ref);
        const auto* tuple = pickle.get<PickleTuple>(ref);
        const std::vector<PickleRef>* pair = list != nullptr    ? &list->items
                                             : tuple != nullptr ? &tuple->items
                                                                : nullptr;
        if (pair == nullptr || pair->size() != 2) {
            return invalid("OrderedDict of something else than pairs");
        }
        dict.items.emplace_back((*pair)[0], (*pair)[1]);
    }
    return PickleValue(std::move(dict));
}

/// (key, offset, elements) of a view, put into the storage; None leaves it whole.
Result<PickleValue> viewed(const Pickle& pickle, PickleStorage storage, PickleRef view)
{
    if (pickle.get<PickleNone>(view) != nullptr) {
        return PickleValue(std::move(storage));
    }
    const auto* parts = pickle.get<PickleTuple>(view);
    const std::int64_t* first =
        parts != nullptr && parts->items.size() == 3 ? countAt(pickle, parts->items[1]) : nullptr;
    const std::int64_t* count = first != nullptr ? countAt(pickle, parts->items[2]) : nullptr;
    if (count == nullptr || *first > storage.count || *count > storage.count - *first) {
        return invalid("a view that leaves its storage");
    }
    storage.first = *first;
    storage.count = *count;
    return PickleValue(std::move(storage));
}

} // namespace

Result<PickleValue> pickleGlobal(std::string_view module, std::string_view name)
{
    for (const GlobalName& global : globalNames()) {
        if (global.module == module && global.name == name) {
            return global.value;
        }
    }
    return invalid("the global " + printableName(module) + "." + printableName(name) + " is not allowed");
}

Result<PickleValue> callPickle(const Pickle& pickle, PickleRef callable, PickleRef arguments)
{
    const auto* function = pickle.get<PickleCallable>(callable);
    const auto* tuple = pickle.get<PickleTuple>(arguments);
    if (function == nullptr || tuple == nullptr) {
        return invalid("REDUCE of something that cannot be called");
    }
    switch (*function) {
    case PickleCallable::OrderedDict: return makeDict(pickle, *tuple);
    case PickleCallable::RebuildTensor: return rebuildTensor(pickle, *tuple);
    case PickleCallable::RebuildParameter: return rebuildParameter(pickle, *tuple);
    case PickleCallable::RestoreTypeTag: break;
    }
    return invalid("restore_type_tag without two arguments");
}

Result<PickleValue> pickleStorage(const Pickle& pickle, PickleRef id)
{
    const auto* tuple = pickle.get<PickleTuple>(id);
    if (tuple == nullptr || tuple->items.size() < 5 || tuple->items.size() > 6) {
        return invalid("a persistent id that is no storage");
    }
    const auto* kind = pickle.get<std::string>(tuple->items[0]);
    const auto* type = pickle.get<ScalarType>(tuple->items[1]);
    const auto* key = pickle.get<std::string>(tuple->items[2]);
    const std::int64_t* count = countAt(pickle, tuple->items[4]);
    if (kind == nullptr || *kind != "storage" || type == nullptr || key == nullptr || count == nullptr ||
        key->size() > kLongestKey) {
        return invalid("a persistent id that is no storage");
    }
    PickleStorage storage{*type, *key, 0, *count};
    return tuple->items.size() == 6 ? viewed(pickle, std::move(storage), tuple->items[5])
                                    : Result<PickleValue>(std::move(storage));
}

} // namespace saccade
