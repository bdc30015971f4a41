#pragma once

#include <QComboBox>

#include "ui/window/workbench.h"

namespace saccade {

/// Names the network that answers and offers the recent runs. UI thread.
class PredictModelChooser final : public QComboBox
{
    Q_OBJECT

public:
    explicit PredictModelChooser(Workbench& workbench, QWidget* parent = nullptr);

    /// Asks for a folder and opens it.
    void chooseRunFolder();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void fill();
    void choose(int index);

    Workbench& m_workbench;
};

} // namespace saccade
