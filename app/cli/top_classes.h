#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cli/output.h"

namespace saccade {

struct ClassProbability
{
    std::string name;
    double probability = 0; ///< 0..1
};

/// The `top` likeliest classes, likeliest first; equal ones in the order of the classes. Any thread.
[[nodiscard]] std::vector<ClassProbability> topClasses(const std::vector<std::string>& classNames,
                                                       const std::vector<float>& probabilities, int top);

/// Whether the likeliest class has less probability than the threshold; never without one.
[[nodiscard]] bool isUnknown(const std::vector<ClassProbability>& top, std::optional<double> rejectThreshold);

/// The prediction event, or a line: "path  rose 97.1 %, tulip 2.0 %"; "path  unknown: rose 41.0 %, ..." for a rejected
/// answer.
void tellPrediction(const std::string& path, const std::vector<ClassProbability>& top, bool unknown, Output& output);

} // namespace saccade
