#pragma once

#include <QObject>
#include <optional>
#include <string>

#include "engine/session/run_model_loader.h"
#include "ui/window/workbench.h"

namespace saccade {

/// Has a model file tried on the images that are open: reads it, waits for the images and the engine, and opens the
/// images anew where the network takes another size. What comes of it the EvaluateSession tells. UI thread.
class ModelTrialStarter final : public QObject
{
    Q_OBJECT

public:
    explicit ModelTrialStarter(Workbench& workbench, QObject* parent = nullptr);

    /// A file that a run was exported as, or a deploy bundle. Must not block.
    void start(const QString& path);
    /// Something else is wanted.
    void giveUp();

signals:
    /// What it does or waits for, for people.
    void waits(const QString& forWhat);
    /// The file is no model, or can answer for no images that the open ones could become.
    void failed(const saccade::Error& error);

private:
    void useModel(const Model& model);
    void proceed();
    /// The images could not be opened.
    void goOnWithout(const Error& error);
    void fail(const Error& error);
    [[nodiscard]] bool isStarting() const { return !m_path.isEmpty(); }
    void openAnew();
    [[nodiscard]] QString sizeProblem() const;

    Workbench& m_workbench;
    RunModelLoader m_loader;
    QString m_path; // empty: nothing is wanted
    std::optional<Model> m_model;
    std::string m_openedAnew; // the source of the images that were; empty: none
};

} // namespace saccade
