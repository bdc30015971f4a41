#pragma once

#include "engine/data/data_set.h"

namespace saccade {

/// The same data set with parts assigned: given parts are kept, validation is drawn from training, stratified by class
/// (each class gives round(share * n), at least one when it has two or more) and seeded. With share 0 there is none.
/// Groups stay together, which shares and stratification yield to (see drawGroups()). Depends on names, not on order,
/// and on the source's labels, not on a person's changes, which are made afterwards: so they move no other image.
/// Any thread.
[[nodiscard]] DataSet withSplit(const DataSet& dataSet, const SplitRule& rule);

} // namespace saccade
