#pragma once

#include <QObject>
#include <filesystem>
#include <memory>

#include "engine/session/engine_loader.h"

namespace saccade {

/// An image of a data set as it was before it became the network's input.
struct OriginalImage
{
    std::int32_t index = 0;               ///< into the data set
    std::filesystem::path file;           ///< empty when the source has no file of its own for it
    std::shared_ptr<const Image> whole;   ///< null when the data set's thumbnail is the original, pixel for pixel
    std::shared_ptr<const Image> reduced; ///< the same, longer side at most kReducedSide; null when it is no larger
};
inline constexpr int kReducedSide = 2048; ///< what a screen can show of an image at once, about

/// The file that holds an image; empty when there is none. Blocks: asks the disk.
[[nodiscard]] std::filesystem::path originalFileOf(const DataSet& dataSet, std::int32_t index);

/// Reads originals on a worker thread; the newest request answers. UI thread.
class OriginalSession final : public QObject
{
    Q_OBJECT

public:
    explicit OriginalSession(EngineLoader& loader, QObject* parent = nullptr);
    ~OriginalSession() override;

    /// found() or failed() follows. From an archive this is as slow as the archive is long. Must not block.
    void read(const DataSet& dataSet, std::int32_t index);
    /// Nobody waits any more. Must not block.
    void cancel();

signals:
    void found(const saccade::OriginalImage& image);
    void failed(std::int32_t index, const saccade::Error& error);

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
