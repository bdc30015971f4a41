#pragma once

#include <QObject>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/data/data_set.h"
#include "engine/runs/run_folder.h"
#include "engine/training/trainer.h"

namespace saccade {

/// Heat maps of one class for some images, as the weights of one step see them.
struct ClassMapsRequest
{
    std::shared_ptr<const RunFolder> run;
    std::int64_t step = 0;
    std::shared_ptr<const NamedTensors> tensors; ///< the weights; null: those that the run kept of the step
    DataSet dataSet;                             ///< the run's own; ClassesDisagree otherwise
    std::vector<std::int32_t> images;            ///< places in it
    int classIndex = 0;
    HeatMapMethod method = HeatMapMethod::GradCam;
};

/// Computes heat maps one by one on a worker thread; the newest request answers. UI thread.
class ClassMapsSession final : public QObject
{
    Q_OBJECT

public:
    explicit ClassMapsSession(QObject* parent = nullptr);
    ~ClassMapsSession() override;

    /// mapped() for each image in order, then finished(); or failed(). The engine must outlive the session. Must not
    /// block.
    void compute(const ClassMapsRequest& request, const ComputeEngine& engine);
    /// No map of an earlier request arrives any more. Must not block.
    void cancel();
    [[nodiscard]] bool isBusy() const;

signals:
    /// place: of the image in the request.
    void mapped(int place, const saccade::HeatMap& map);
    void finished();
    void failed(const saccade::Error& error);

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
