#pragma once

#include <memory>

#include "engine/data/data_set.h"
#include "engine/runs/run_folder.h"

/// A finished run of a linear network on that data set, three in four of its test images right, at `path`. The fake
/// engine takes its weights. goesOn: two more epochs, no better, whose weights are kept as the last.
[[nodiscard]] std::shared_ptr<const saccade::RunFolder>
recordedFolder(const std::filesystem::path& path, const saccade::DataSet& dataSet, bool goesOn = false);
