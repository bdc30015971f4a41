#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace saccade {

/// The files of resources/deploy that go into every deploy bundle, by their place in it ("app.py", "cpp/main.cpp"), put
/// into the program when it is built. README.md has marks of the kind @TITLE@. Any thread.
[[nodiscard]] const std::vector<std::pair<std::string_view, std::string_view>>& deployTexts();

} // namespace saccade
