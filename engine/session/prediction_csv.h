#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.h"

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

/// "path,label,probability,unknown,error,class_1,probability_1,..." with `top` classes. Any thread.
[[nodiscard]] std::string predictionCsvHead(int top);

/// One image's line below that head. label is empty when the answer is unknown, class_1 is the likeliest all the same;
/// an error leaves all but path and error empty. Harmless to spreadsheets (csvField). Any thread.
[[nodiscard]] std::string predictionCsvLine(const std::filesystem::path& file,
                                            const Result<std::vector<ClassProbability>>& answer,
                                            std::optional<double> rejectThreshold, int top);

} // namespace saccade
