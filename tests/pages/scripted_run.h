#pragma once

#include "tests/support/fake_engine.h"

/// A run of `epochs` epochs of ten steps that learns nicely and says class 0 of every probe; stops when asked. Its best
/// accuracy is 1 - 0.6 / (1 + epochs).
[[nodiscard]] saccade::RunReport scriptedRun(const saccade::TrainPlan& plan, saccade::TrainObserver& observer,
                                             std::stop_token stop, int epochs);
