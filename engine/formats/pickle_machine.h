#pragma once

#include <span>
#include <string>

#include "engine/base/result.h"
#include "engine/formats/pickle_value.h"

namespace saccade {

/// Runs the pickle at the front of the bytes, as far as files of PyTorch need it: 35 opcodes, 4 callables and 10
/// storage types; nothing is imported and nothing foreign is called. FormatInvalid names the first opcode or global
/// that is not among them, or the fault: at most 32 MiB, 2 million values, 8 million steps, rank 8. Opcodes: Python's
/// Lib/pickletools.py. Any thread.
[[nodiscard]] Result<Pickle> runPickle(std::span<const std::uint8_t> bytes);

/// For messages: what is no printable ASCII becomes '?', and what is long is cut.
[[nodiscard]] std::string printableName(std::string_view name);

} // namespace saccade
