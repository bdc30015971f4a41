#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include "engine/training/frame_source.h"

/// What a scripted camera or video does: the frame of a number, or nothing at the end. Called on the reading thread.
using FrameScript = std::function<saccade::Result<std::optional<saccade::Frame>>(int number, const std::stop_token&)>;

/// Opens cameras and videos that are scripts. A path that begins with "missing" or "busy" gives that error. Must
/// outlive what it opened.
class FakeFrameOpener final : public saccade::FrameOpener
{
public:
    explicit FakeFrameOpener(FrameScript script = countingFrames(100)) : m_script(std::move(script)) {}

    void setScript(FrameScript script) { m_script = std::move(script); } ///< before anything is opened
    std::vector<saccade::Camera> cameras;                                ///< before anybody looks for them

    [[nodiscard]] std::vector<saccade::Camera> findCameras() const override { return cameras; }
    [[nodiscard]] saccade::Result<std::unique_ptr<saccade::FrameSource>>
    openCamera(const std::filesystem::path& device) const override;
    [[nodiscard]] saccade::Result<std::unique_ptr<saccade::FrameSource>>
    openVideo(const std::filesystem::path& file) const override;

    /// How many frames were asked for.
    [[nodiscard]] int asked() const { return m_asked; }
    [[nodiscard]] int openings() const { return m_openings; }

    /// So many frames of 4 x 6 pixels, each filled with its number, a hundredth of a second apart.
    [[nodiscard]] static FrameScript countingFrames(int count);
    [[nodiscard]] static saccade::Frame frame(int number);

private:
    class Source;

    FrameScript m_script;
    mutable std::atomic<int> m_asked{0};
    mutable std::atomic<int> m_openings{0};
};
