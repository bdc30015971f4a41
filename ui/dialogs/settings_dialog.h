#pragma once

#include "ui/window/workbench.h"

class QWidget;

namespace saccade {

/// Opens the program's own settings (theme, cache, places) beside the window; returns at once. UI thread.
void showSettings(Workbench& workbench, QWidget* parent);

} // namespace saccade
