#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/decode/source_layout.h"

namespace saccade {

inline constexpr std::size_t kMaxFoldersBelowClass = 8;

/// images and folders are paths inside the source. One sub-folder is a class; folders named train, val (valid,
/// validation) and test divide them; single folders around all of that are passed through; deeper folders belong to
/// their class. The classes are those of all parts together (see classGaps()). DataSetEmpty, TooFewClasses (detail: the
/// class). Pure.
[[nodiscard]] Result<SourceLayout> layOutFolders(const std::vector<std::string>& images,
                                                 const std::vector<std::string>& folders);

/// A folder name that stands for a part, in any case of letters.
[[nodiscard]] std::optional<Part> partNamed(std::string_view folder);

} // namespace saccade
