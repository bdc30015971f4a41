#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace saccade {

/// Numbers of PyTorch's storages, in the order of kScalarSizes.
enum class ScalarType : std::uint8_t
{
    Float,
    Double,
    Half,
    BFloat16,
    Long,
    Int,
    Short,
    Char,
    Byte,
    Bool
};
inline constexpr std::array<std::size_t, 10> kScalarSizes{4, 8, 2, 2, 8, 4, 2, 1, 1, 1};
[[nodiscard]] constexpr std::size_t scalarSize(ScalarType type)
{
    return kScalarSizes[static_cast<std::size_t>(type)];
}

/// A value of a pickle by its place on the heap: values that hold each other, in circles too, hold numbers.
using PickleRef = std::uint32_t;

struct PickleNone
{
    bool operator==(const PickleNone&) const = default;
};
/// A whole number of more than 64 bits: little-endian, two's complement.
struct PickleLong
{
    std::string bytes;
    bool operator==(const PickleLong&) const = default;
};
struct PickleTuple
{
    std::vector<PickleRef> items;
    bool operator==(const PickleTuple&) const = default;
};
struct PickleList
{
    std::vector<PickleRef> items;
    bool operator==(const PickleList&) const = default;
};
/// Entries in the order in which they were put; a key that was put twice is there twice.
struct PickleDict
{
    std::vector<std::pair<PickleRef, PickleRef>> items;
    bool operator==(const PickleDict&) const = default;
};
/// What may be called, besides the storage types.
enum class PickleCallable : std::uint8_t
{
    OrderedDict,      ///< collections.OrderedDict
    RebuildTensor,    ///< torch._utils._rebuild_tensor_v2
    RebuildParameter, ///< torch._utils._rebuild_parameter
    RestoreTypeTag    ///< torch.jit._pickle.restore_type_tag
};
struct PickleStorage
{
    ScalarType type = ScalarType::Float;
    std::string key;
    std::int64_t first = 0; ///< of the storage of that key; others than 0 come from views in old files
    std::int64_t count = 0; ///< elements
    bool operator==(const PickleStorage&) const = default;
};
/// A view that lies within its storage, checked.
struct PickleTensor
{
    PickleStorage storage;
    std::int64_t offset = 0; ///< elements, in the storage
    std::vector<std::int64_t> sizes;
    std::vector<std::int64_t> strides; ///< none is negative
    std::int64_t count = 0;            ///< product of the sizes
    bool operator==(const PickleTensor&) const = default;
};

using PickleValue = std::variant<PickleNone, bool, std::int64_t, double, std::string, PickleLong, PickleTuple,
                                 PickleList, PickleDict, PickleCallable, ScalarType, PickleStorage, PickleTensor>;

/// What one pickle makes.
struct Pickle
{
    std::vector<PickleValue> heap;
    PickleRef root = 0;
    std::size_t length = 0; ///< bytes, up to and with its end

    template <typename T>
    [[nodiscard]] const T* get(PickleRef ref) const
    {
        return std::get_if<T>(&heap[ref]);
    }
};

} // namespace saccade
