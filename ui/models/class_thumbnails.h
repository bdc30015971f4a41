#pragma once

#include <QImage>
#include <QList>
#include <string>
#include <vector>

#include "engine/data/data_set.h"

namespace saccade {

/// The first image of each class, of the training part where there is one; a null image for a class without images.
/// Empty when the data set's classes are not `classNames`.
[[nodiscard]] QList<QImage> classThumbnails(const DataSet& dataSet, const std::vector<std::string>& classNames);

} // namespace saccade
