#include "engine/session/engine_loader.h"

#include "engine/session/late_modules.h"

namespace saccade {

EngineLoader::EngineLoader(QObject* parent) : QObject(parent), m_inbox(std::make_unique<UiInbox>()) {}

EngineLoader::~EngineLoader() = default;

void EngineLoader::start()
{
    if (m_thread.joinable()) {
        return;
    }
    m_thread = std::jthread([this] {
        const Result<const ImageReader*> reader = loadImageReader();
        m_inbox->post([this, reader] { setImageReader(reader); });
        const Result<const ComputeEngine*> engine = loadComputeEngine();
        m_inbox->post([this, engine] { setComputeEngine(engine); });
    });
}

void EngineLoader::adopt(const ImageReader* reader, const ComputeEngine* engine)
{
    const Error missing{ErrorCode::EngineMissing, {}, {}};
    setImageReader(reader != nullptr ? Result<const ImageReader*>(reader) : missing);
    setComputeEngine(engine != nullptr ? Result<const ComputeEngine*>(engine) : missing);
}

void EngineLoader::setImageReader(const Result<const ImageReader*>& reader)
{
    if (reader) {
        m_reader = *reader;
        emit imageReaderReady();
        return;
    }
    m_readerProblem = reader.error();
    emit failed(reader.error());
}

void EngineLoader::setComputeEngine(const Result<const ComputeEngine*>& engine)
{
    if (engine) {
        m_engine = *engine;
        emit computeEngineReady();
        return;
    }
    m_engineProblem = engine.error();
    emit failed(engine.error());
}

} // namespace saccade
