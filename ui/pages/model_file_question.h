#pragma once

#include <QString>
#include <functional>

#include "ui/window/workbench.h"

namespace saccade {

/// Asks for a file that a run was exported as; `done` is not called without one. What it is not, its reading says.
void askForModelFile(Workbench& workbench, QWidget* parent, std::function<void(const QString& file)> done);

} // namespace saccade
