#pragma once

namespace saccade {

/// Makes every MatrixView a table for screen readers: its shown cells, each in words. Once; UI thread.
void installMatrixAccessible();

} // namespace saccade
