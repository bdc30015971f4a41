#pragma once

#include "ui/window/workbench.h"

class QWidget;

namespace saccade {

/// The table of keys; returns at once. UI thread.
void showKeyboardHelp(QWidget* parent);

/// Version, libraries, licence; returns at once. UI thread.
void showAbout(Workbench& workbench, QWidget* parent);

} // namespace saccade
