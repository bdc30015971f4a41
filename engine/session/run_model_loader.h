#pragma once

#include <QObject>
#include <memory>

#include "engine/runs/run_folder.h"
#include "engine/session/predict_session.h"

namespace saccade {

/// Reads a run's best weights on a worker thread; the newest request answers. UI thread.
class RunModelLoader final : public QObject
{
    Q_OBJECT

public:
    explicit RunModelLoader(QObject* parent = nullptr);
    ~RunModelLoader() override;

    /// `title` becomes the model's. Must not block.
    void load(const std::shared_ptr<const RunFolder>& run, const std::string& title);
    [[nodiscard]] bool isBusy() const;

signals:
    void loaded(const saccade::Model& model);
    void failed(const saccade::Error& error);

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
