#pragma once

#include <QComboBox>

#include "ui/window/workbench.h"

namespace saccade {

/// For people, of a model as RunModelLoader::open() gives it: "Best of run", "run (model.onnx)".
[[nodiscard]] QString modelTitleOf(const Model& model);

/// Names the network that answers and offers the recent runs and model files. UI thread.
class PredictModelChooser final : public QComboBox
{
    Q_OBJECT

public:
    explicit PredictModelChooser(Workbench& workbench, QWidget* parent = nullptr);

    /// Asks for a folder and opens it.
    void chooseRunFolder();
    /// Asks for a file that a run was exported as.
    void chooseModelFile();
    /// Offers it from now on, before the older ones.
    void remember(const QString& modelFile);

signals:
    /// An exported file or a deploy bundle.
    void modelChosen(const QString& path);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void fill();
    void addPath(const QString& title, const QString& path);
    void choose(int index);
    void open(const QString& path);

    Workbench& m_workbench;
};

} // namespace saccade
