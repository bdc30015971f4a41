#pragma once

#include <cstdint>

#include "engine/data/data_set.h"

namespace saccade {

/// How the images without a given part are divided. Percentages are of all images without a given part.
struct SplitRule
{
    double validationShare = 0.1; ///< of the training images, 0 .. 0.5; ignored when the source gives validation
    double testShare = 0.15; ///< of all images, 0 .. 0.5; used only when the source gives no test part and is not split
    std::uint64_t seed = 42;

    bool operator==(const SplitRule&) const = default;
};

/// The same data set with parts assigned: given parts are kept, validation is drawn from training, stratified by class
/// (each class gives round(share * n), at least one when it has two or more) and seeded. With share 0 there is none.
/// Groups stay together, which shares and stratification yield to (see drawGroups()). Depends on names, not on order.
/// Any thread.
[[nodiscard]] DataSet withSplit(const DataSet& dataSet, const SplitRule& rule);

} // namespace saccade
