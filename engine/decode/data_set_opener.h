#pragma once

#include "engine/training/image_reader.h"

namespace saccade {

/// ImageReader::open(): the sample, a folder or an archive, from the pixel cache when it holds the source as it is now.
[[nodiscard]] Result<DataSet> openDataSet(const OpenRequest& request, std::stop_token stop,
                                          const std::function<void(const OpenProgress&)>& progress);

} // namespace saccade
