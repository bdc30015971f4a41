#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/data_set.h"

namespace saccade {

/// ClassesDisagree unless the data set has exactly the classes that a network or a run was made with, in their order.
/// Any thread.
[[nodiscard]] Result<void> checkClasses(const std::vector<std::string>& wanted, const DataSet& dataSet);

/// A class that one part of a data set has and another lacks.
struct ClassGap
{
    std::int32_t label = 0;
    Part has = Part::Training;
    Part lacks = Part::Test;
    std::int32_t lookalike = -1; ///< a class of the part that lacks it, spelt nearly the same; -1: there is none

    bool operator==(const ClassGap&) const = default;
};

/// Classes that the parts which the source gave do not share with the training images (those that a split draws from
/// them count as training: a class may be too small to be drawn from). A class spelt differently is one gap, not two.
/// Walks the samples. Any thread.
[[nodiscard]] std::vector<ClassGap> classGaps(const DataSet& dataSet);

/// Facts for an Error's detail: "zebra" is in training, but not in test; "Cat" in training is "cat" in test.
[[nodiscard]] std::string describe(const ClassGap& gap, const DataSet& dataSet);

/// Equal but for the case of letters, spaces, '_' and '-'; from five letters on also but for one letter that is added,
/// missing or another one. Digits must be equal: "class 1" and "class 2" are two classes.
[[nodiscard]] bool isNearlySameName(std::string_view a, std::string_view b);

} // namespace saccade
