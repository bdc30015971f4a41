#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <optional>

#include "engine/session/live_classifier.h"

namespace saccade {

/// Where frames come from.
struct LiveOrigin
{
    std::filesystem::path path; ///< a camera's device, or a video file
    std::string name;           ///< for people
    bool isCamera = false;

    bool operator==(const LiveOrigin&) const = default;
};

/// How it goes with them.
struct LiveState
{
    enum class Stage
    {
        Off,
        Opening,
        Running,
        Paused,
        Ended ///< the video is over, or there is an error
    };

    Stage stage = Stage::Off;
    LiveOrigin origin;
    FrameFacts facts;            ///< once it runs
    double framesPerSecond = 0;  ///< that came, measured over two seconds
    double answersPerSecond = 0; ///< that were classified; the others were too old by then
    std::optional<Error> error;  ///< why it ended; empty for a video that is over
};

/// Frames of a camera or a video, each with the answer of the model of the moment. One thread reads, a second one
/// classifies the newest; the window gets the newest answer 30 times a second at most. UI thread.
class LiveSession final : public QObject
{
    Q_OBJECT

public:
    using OpenerSource = std::function<Result<const FrameOpener*>()>;

    /// openers is called on worker threads: it may load the late module, that is, block.
    LiveSession(EngineLoader& loader, OpenerSource openers, QObject* parent = nullptr);
    /// Blocks until the frame or the answer in work is done.
    ~LiveSession() override;

    void setModel(const std::shared_ptr<const Model>& model);
    /// camerasFound() or camerasFailed() follows. Must not block.
    void findCameras();
    /// In place of what runs. A video plays at its own speed, without frames for which there was no time. Must not
    /// block.
    void start(const LiveOrigin& origin);
    /// A camera goes on meanwhile, unseen.
    void pause();
    void resume();
    /// Nothing comes from it any more. Must not block.
    void stop();
    [[nodiscard]] const LiveState& state() const;

signals:
    void camerasFound(const std::vector<saccade::Camera>& cameras);
    void camerasFailed(const saccade::Error& error); ///< EngineMissing
    void changed();                                  ///< anything of the state but its numbers
    void frameReady(const saccade::LiveFrame& frame);

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
