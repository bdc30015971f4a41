#pragma once

namespace saccade {

/// Tells assistive programs the value at the cursor of every CurvePlot. Later calls do nothing. UI thread.
void installCurvePlotAccessible();

} // namespace saccade
