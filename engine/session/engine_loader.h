#pragma once

#include <QObject>
#include <memory>
#include <optional>
#include <thread>

#include "engine/base/result.h"
#include "engine/session/ui_inbox.h"
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
    /// Why a module will not come; empty while it may still. Known before failed() is emitted.
    [[nodiscard]] const std::optional<Error>& imageReaderProblem() const { return m_readerProblem; }
    [[nodiscard]] const std::optional<Error>& computeEngineProblem() const { return m_engineProblem; }

signals:
    void imageReaderReady();
    void computeEngineReady();
    void failed(const saccade::Error& error); ///< EngineMissing; once for each missing module

private:
    void setImageReader(const Result<const ImageReader*>& reader);
    void setComputeEngine(const Result<const ComputeEngine*>& engine);

    const ImageReader* m_reader = nullptr;
    const ComputeEngine* m_engine = nullptr;
    std::optional<Error> m_readerProblem;
    std::optional<Error> m_engineProblem;
    std::unique_ptr<UiInbox> m_inbox;
    std::jthread m_thread;
};

} // namespace saccade
