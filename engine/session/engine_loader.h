#pragma once

#include <QObject>
#include <thread>

#include "engine/base/error.h"
#include "engine/training/image_reader.h"
#include "engine/training/trainer.h"

namespace saccade {

/// Loads the late modules behind the first paint. UI thread.
class EngineLoader final : public QObject
{
    Q_OBJECT

public:
    explicit EngineLoader(QObject* parent = nullptr);
    ~EngineLoader() override;

    /// Starts loading on a worker thread: the image reader first, then LibTorch. Must not block.
    void start();
    /// For tests: take these as loaded (either may be nullptr = missing).
    void adopt(const ImageReader* reader, const ComputeEngine* engine);

    [[nodiscard]] const ImageReader* imageReader() const { return m_reader; }     ///< nullptr until ready
    [[nodiscard]] const ComputeEngine* computeEngine() const { return m_engine; } ///< nullptr until ready

signals:
    void imageReaderReady();
    void computeEngineReady();
    void failed(const saccade::Error& error); ///< EngineMissing; once for each missing module

private:
    const ImageReader* m_reader = nullptr;
    const ComputeEngine* m_engine = nullptr;
    std::jthread m_thread;
};

} // namespace saccade
