#pragma once

#include <QObject>
#include <cstdint>
#include <filesystem>
#include <memory>

#include "engine/session/engine_loader.h"

namespace saccade {

/// A picture out of its file, for the eye, and as a network sees it.
struct OpenedPicture
{
    std::uint64_t id = 0; ///< as open() got it
    ReadImage image;      ///< the original is reduced, see kShownSide
    ImageSize originalSize;
    std::int64_t fileTime = 0; ///< see lastChangeOf()
};

/// Opens pictures again that were classified before, on a worker thread; the newest request answers. UI thread.
class PictureSession final : public QObject
{
    Q_OBJECT

public:
    explicit PictureSession(EngineLoader& loader, QObject* parent = nullptr);
    ~PictureSession() override;

    /// opened() or failed() follows; nothing while no decoder is loaded. Must not block.
    void open(std::uint64_t id, const std::filesystem::path& file, const ResizeRule& rule);
    /// Nothing follows to what was asked before.
    void cancel();

signals:
    void opened(const saccade::OpenedPicture& picture);
    void failed(std::uint64_t id, const saccade::Error& error);

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
