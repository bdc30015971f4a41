#pragma once

#include "ui/widgets/chooser.h"
#include "ui/window/workbench.h"

namespace saccade {

/// Names the network that answers and offers the recent runs and model files. UI thread.
class PredictModelChooser final : public Chooser
{
    Q_OBJECT

public:
    explicit PredictModelChooser(Workbench& workbench, QWidget* parent = nullptr);

    /// Asks for a folder and opens it.
    void chooseRunFolder();
    /// Asks for a file that a run was exported as.
    void chooseModelFile();

signals:
    /// An exported file or a deploy bundle.
    void modelChosen(const QString& path);

private:
    void fill();
    void addPath(const QString& title, const QString& path);
    void choose(int index);
    void open(const QString& path);

    Workbench& m_workbench;
};

} // namespace saccade
