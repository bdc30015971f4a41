#pragma once

#include <QObject>
#include <memory>

#include "engine/runs/run_folder.h"
#include "engine/session/predict_session.h"

namespace saccade {

/// Reads a run's best weights, or a file that a run was exported as, on a worker thread; the newest request answers. UI
/// thread.
class RunModelLoader final : public QObject
{
    Q_OBJECT

public:
    explicit RunModelLoader(QObject* parent = nullptr);
    ~RunModelLoader() override;

    /// `title` becomes the model's. Must not block.
    void load(const std::shared_ptr<const RunFolder>& run, const std::string& title);
    /// A run folder, or what openModelSource() takes; `path` becomes the model's source, and its title is the run's, or
    /// what the file says of itself. Must not block.
    void open(const std::filesystem::path& path);
    [[nodiscard]] bool isBusy() const;

signals:
    void loaded(const saccade::Model& model);
    void failed(const saccade::Error& error);

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
