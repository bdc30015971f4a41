#pragma once

class QWidget;

namespace saccade {

/// A turn of the wheel over the control scrolls the pane that it lies in and changes no value. UI thread.
void leaveWheelToPane(QWidget* control);

} // namespace saccade
