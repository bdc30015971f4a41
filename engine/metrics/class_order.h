#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/metrics/confusion_matrix.h"

namespace saccade {

/// In which order a matrix shows its classes.
enum class ClassOrder
{
    ByName,     ///< by the names' bytes
    BySize,     ///< most images first
    ByErrors,   ///< most mistaken images of the class first
    ByConfusion ///< classes taken for each other are neighbours: seriation.h
};

/// The classes in that order, each once; equals keep the order of the classes. A class without a name comes first among
/// names. O(classes^2). Any thread.
[[nodiscard]] std::vector<int> orderClasses(ClassOrder order, const ConfusionMatrix& matrix,
                                            std::span<const std::string> names);

} // namespace saccade
