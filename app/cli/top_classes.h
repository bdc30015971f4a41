#pragma once

#include <string>
#include <vector>

#include "app/cli/output.h"
#include "engine/session/prediction_csv.h"

namespace saccade {

/// The prediction event, or a line: "path  rose 97.1 %, tulip 2.0 %"; "path  unknown: rose 41.0 %, ..." for a rejected
/// answer.
void tellPrediction(const std::string& path, const std::vector<ClassProbability>& top, bool unknown, Output& output);

} // namespace saccade
