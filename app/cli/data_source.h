#pragma once

#include <stop_token>
#include <string>

#include "app/cli/command_line.h"
#include "app/cli/output.h"
#include "engine/base/result.h"
#include "engine/data/data_set.h"

namespace saccade {

/// Opens "sample" or a path, showing progress; pixels are cached below the cache folder. The sample needs no decoder.
/// Blocks.
[[nodiscard]] Result<DataSet> openSource(const std::string& source, const Shape& shape, Output& output,
                                         const std::stop_token& stop);

/// The data set with what a person changed of it in the window, which is told. Errors of the file. Blocks.
[[nodiscard]] Result<DataSet> withKeptChanges(DataSet dataSet, Output& output);

/// Images left for training when the default validation part is drawn: what presets are made for, here and in the
/// window.
[[nodiscard]] std::size_t trainingImagesOf(const DataSet& dataSet);

} // namespace saccade
