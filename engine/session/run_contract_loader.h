#pragma once

#include <QObject>
#include <memory>

#include "engine/formats/portable_model.h"
#include "engine/runs/run_folder.h"

namespace saccade {

/// Reads, on a worker thread, what the files of a run will say of it: all of a PortableModel but its tensors. The
/// newest request answers. UI thread.
class RunContractLoader final : public QObject
{
    Q_OBJECT

public:
    explicit RunContractLoader(QObject* parent = nullptr);
    ~RunContractLoader() override;

    /// Must not block.
    void load(const std::shared_ptr<const RunFolder>& run, KeptWeights weights = KeptWeights::Best);

signals:
    void loaded(const saccade::PortableModel& contract);
    void failed(const saccade::Error& error); ///< the run's answer rule cannot be read

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
