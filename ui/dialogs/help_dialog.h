#pragma once

#include "ui/window/workbench.h"

class QWidget;

namespace saccade {

/// The way from images to answers, and the keys; returns at once. UI thread.
void showHelp(QWidget* parent);

/// Version, libraries, licence; returns at once. UI thread.
void showAbout(Workbench& workbench, QWidget* parent);

} // namespace saccade
