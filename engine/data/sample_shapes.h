#pragma once

#include <functional>
#include <stop_token>

#include "engine/base/result.h"
#include "engine/data/data_set.h"

namespace saccade {

inline constexpr int kSampleTrainingCount = 10'000;
inline constexpr int kSampleTestCount = 2'000;
inline constexpr int kSampleSide = 32;

/// One shape of the built-in sample: 32x32 RGB, anti-aliased, drawn from (label, index) alone. label 0..9. Any thread.
[[nodiscard]] Image renderSampleShape(int label, int index);

/// The built-in data set "sample": ten classes of shapes, 10,000 training and 2,000 test images, classes equally large,
/// the same bits on every machine. Blocks about a second. progress(done, total) comes on the calling thread.
[[nodiscard]] Result<DataSet> renderSampleDataSet(std::stop_token stop = {},
                                                  const std::function<void(std::size_t, std::size_t)>& progress = {});

} // namespace saccade
