#pragma once

#include <string_view>

#include "engine/base/result.h"
#include "engine/formats/pickle_value.h"

namespace saccade {

/// The callable or storage type of that name; FormatInvalid names any other.
[[nodiscard]] Result<PickleValue> pickleGlobal(std::string_view module, std::string_view name);

/// What the callable makes of its arguments, a tuple. A tensor's view is checked against its storage.
[[nodiscard]] Result<PickleValue> callPickle(const Pickle& pickle, PickleRef callable, PickleRef arguments);

/// The storage that a persistent id, a tuple, stands for: ("storage", type, key, location, elements), in old files with
/// a sixth item, a view of that storage.
[[nodiscard]] Result<PickleValue> pickleStorage(const Pickle& pickle, PickleRef id);

} // namespace saccade
