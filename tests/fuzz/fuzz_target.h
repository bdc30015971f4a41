#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

using FuzzInput = std::span<const std::uint8_t>;
using FuzzBytes = std::vector<std::uint8_t>;

/// An input to begin with: one that is read, or one for a reason of refusal.
struct FuzzSeed
{
    std::string name;
    FuzzBytes bytes;
    std::string fault; ///< words of the refusal's code or detail; "" when it is read
};

/// A parser that takes bytes from strangers. run() says what the parser said; a broken promise of the parser (a path
/// that leads out, a value that does not survive being written) ends the program, as a crash does.
struct FuzzTarget
{
    std::string name;
    saccade::Result<void> (*run)(FuzzInput input);
    std::vector<FuzzSeed> (*seeds)();
};

[[nodiscard]] const std::vector<FuzzTarget>& fuzzTargets();
/// nullptr: there is no such target.
[[nodiscard]] const FuzzTarget* fuzzTargetNamed(std::string_view name);

[[nodiscard]] FuzzBytes fuzzBytes(std::string_view text);
/// A seed whose bytes are those of the text.
[[nodiscard]] FuzzSeed fuzzSeed(const char* name, std::string_view text, const char* fault);
[[nodiscard]] std::string_view fuzzText(FuzzInput input);
/// The text with the first such part replaced; it must be there.
[[nodiscard]] std::string fuzzReplace(std::string text, std::string_view part, std::string_view by);
/// Ends the program unless the promise is kept.
void fuzzRequire(bool isKept, const char* promise);
