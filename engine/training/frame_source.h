#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/data/image.h"

namespace saccade {

/// One picture of a camera or a video.
struct Frame
{
    Image image;        ///< upright RGB
    double seconds = 0; ///< since the video's begin, or since the camera was opened; never falls
    double decodeMs = 0;
};

/// What a camera or a video says of itself.
struct FrameFacts
{
    int width = 0;
    int height = 0;
    double framesPerSecond = 0; ///< 0 = unknown
    double seconds = 0;         ///< a video's length; 0 = unknown, or a camera
};

/// The frames of a camera or of a video file, one after the other. One thread at a time.
class FrameSource
{
public:
    virtual ~FrameSource() = default;

    [[nodiscard]] virtual FrameFacts facts() const = 0;
    /// The next frame of at least 1 and at most 16,384 pixels a side; nothing at a video's end. A camera's newest one
    /// is waited for. VideoDamaged without any frame; CameraMissing when it gives none for five seconds; OutOfMemory;
    /// stop gives Cancelled, within a tenth of a second once the first frame is there. Blocks.
    [[nodiscard]] virtual Result<std::optional<Frame>> next(const std::stop_token& stop) = 0;
};

/// A camera of this computer.
struct Camera
{
    std::filesystem::path device; ///< "/dev/video0"
    std::string name;             ///< for people, as its driver gives it

    bool operator==(const Camera&) const = default;
};

/// The door to cameras and videos, exported by the late module; lives to the end of the process. Any thread.
class FrameOpener
{
public:
    virtual ~FrameOpener() = default;

    /// Those that give pictures, also when another program uses them, by device. Blocks some ms.
    [[nodiscard]] virtual std::vector<Camera> findCameras() const = 0;
    /// CameraMissing, CameraBusy, FileUnreadable when this user may not. Blocks up to some seconds.
    [[nodiscard]] virtual Result<std::unique_ptr<FrameSource>>
    openCamera(const std::filesystem::path& device) const = 0;
    /// A regular file: AVI, MP4, MOV, MKV, WebM, Ogg, MPEG, FLV or WMV. FileNotFound, FileUnreadable, NotAVideo,
    /// VideoDamaged, ImageTooLarge. Nothing but this file is opened, whatever it names. Blocks.
    [[nodiscard]] virtual Result<std::unique_ptr<FrameSource>> openVideo(const std::filesystem::path& file) const = 0;
};

inline constexpr const char* kFrameOpenerFactory = "saccadeFrameOpener";
using FrameOpenerFactory = const FrameOpener* (*)();

} // namespace saccade
