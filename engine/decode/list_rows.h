#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/data_set.h"

namespace saccade {

/// One image of a list file.
struct ListRow
{
    std::string path; ///< below the list's folder, '/' between parts, without "." parts
    std::string label;
    std::optional<Part> part; ///< nothing when the list does not say
    std::string group;        ///< "" for none
};

struct ListRows
{
    std::vector<ListRow> rows;
    std::vector<Error> problems; ///< rows left out; the detail begins with the line, path is what the row says
};

/// Reads the text of a CSV file: path, label and, where wanted, split and group; separated by comma, tab or semicolon,
/// by a header's names (path, file, filename, image; label, class; split, part; group) or in that order without one. A
/// row with an empty, unsafe or repeated path or a bad label becomes a problem. FormatInvalid, without a path, for what
/// makes the whole file doubtful: not UTF-8, broken CSV, rows of different lengths, an unknown word in the split
/// column, a group in two parts. Pure.
[[nodiscard]] Result<ListRows> readListRows(std::string_view text);

} // namespace saccade
