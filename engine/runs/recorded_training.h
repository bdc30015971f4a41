#pragma once

#include <stop_token>

#include "engine/runs/run_recorder.h"

namespace saccade {

/// Trains, tells `also` first and the recorder then of everything, and finishes the recorder, whatever the end. A
/// thrown exception ends the run as Failed. When the run itself went well but its folder could not be written to the
/// end, RunReport::error says so and the reason stays. Never throws. Blocks. Worker thread.
[[nodiscard]] RunReport trainRecorded(Trainer& trainer, const TrainPlan& plan, const DataSet& dataSet,
                                      RunRecorder& recorder, TrainObserver& also, std::stop_token stop);

} // namespace saccade
