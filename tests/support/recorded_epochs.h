#pragma once

#include <filesystem>

#include "engine/data/data_set.h"

/// A finished run of a data set with some labels: validations at the steps 10, 20 and 30 (epochs 1 to 3) of which 3, 1
/// and 2 images are wrong, the weights of the second (best) and the third (last) kept, and a test with one image wrong.
/// Wrong images are the first ones, taken for the next class.
[[nodiscard]] std::filesystem::path recordThreeEpochs(const std::filesystem::path& runsFolder,
                                                      const saccade::DataSet& dataSet);
