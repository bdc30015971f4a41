#include "engine/video/video_frames.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <fstream>
#include <opencv2/videoio.hpp>
#include <system_error>

#include "engine/video/frame_conversion.h"
#include "engine/video/video_header.h"

namespace saccade {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kMostFramesPerSecond = 1000;
constexpr double kMostSeconds = 1e6;

/// What a file says of itself may be anything: numbers outside of the range are unknown.
double within(double value, double most)
{
    return std::isfinite(value) && value > 0 && value <= most ? value : 0;
}

double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

class VideoFrames final : public FrameSource
{
public:
    VideoFrames(std::filesystem::path file, cv::VideoCapture capture)
        : m_file(std::move(file)), m_capture(std::move(capture))
    {
        m_facts.width = static_cast<int>(m_capture.get(cv::CAP_PROP_FRAME_WIDTH));
        m_facts.height = static_cast<int>(m_capture.get(cv::CAP_PROP_FRAME_HEIGHT));
        m_facts.framesPerSecond = within(m_capture.get(cv::CAP_PROP_FPS), kMostFramesPerSecond);
        if (m_facts.framesPerSecond > 0) {
            m_facts.seconds = within(m_capture.get(cv::CAP_PROP_FRAME_COUNT) / m_facts.framesPerSecond, kMostSeconds);
        }
    }

    [[nodiscard]] FrameFacts facts() const override { return m_facts; }

    [[nodiscard]] Result<std::optional<Frame>> next(const std::stop_token& stop) override
    {
        if (stop.stop_requested()) {
            return Error{ErrorCode::Cancelled, {}, {}};
        }
        try {
            return read();
        } catch (const std::bad_alloc&) {
            return Error{ErrorCode::OutOfMemory, {}, m_file};
        } catch (const std::exception& exception) {
            return Error{ErrorCode::VideoDamaged, exception.what(), m_file};
        }
    }

private:
    Result<std::optional<Frame>> read()
    {
        const Clock::time_point start = Clock::now();
        if (!m_capture.grab() || !m_capture.retrieve(m_pixels)) {
            if (m_count == 0) {
                return Error{ErrorCode::VideoDamaged, {}, m_file};
            }
            return std::optional<Frame>();
        }
        Result<Image> image = imageOfFrame(m_pixels);
        if (!image) {
            return Error{image.error().code, image.error().detail, m_file};
        }
        ++m_count;
        m_seconds = std::max(m_seconds, timeOfFrame());
        return std::optional(Frame{std::move(image).value(), m_seconds, millisecondsSince(start)});
    }

    /// Some containers keep no times: then the frame rate tells.
    [[nodiscard]] double timeOfFrame() const
    {
        const double told = m_capture.get(cv::CAP_PROP_POS_MSEC) / 1000;
        if (std::isfinite(told) && told > 0 && told <= kMostSeconds) {
            return told;
        }
        return m_facts.framesPerSecond > 0 ? static_cast<double>(m_count - 1) / m_facts.framesPerSecond : 0;
    }

    const std::filesystem::path m_file;
    cv::VideoCapture m_capture;
    FrameFacts m_facts;
    cv::Mat m_pixels;
    std::int64_t m_count = 0;
    double m_seconds = 0;
};

Result<void> checkFile(const std::filesystem::path& file)
{
    std::error_code failed;
    const std::filesystem::file_status status = std::filesystem::status(file, failed);
    if (!std::filesystem::exists(status)) {
        return Error{ErrorCode::FileNotFound, failed ? failed.message() : std::string(), file};
    }
    if (!std::filesystem::is_regular_file(status)) {
        return Error{ErrorCode::FileUnreadable, "not a regular file", file};
    }
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        return Error{ErrorCode::FileUnreadable, std::generic_category().message(errno), file};
    }
    std::array<char, kVideoHeaderBytes> begin{};
    stream.read(begin.data(), begin.size());
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(begin.data());
    if (!isVideoHeader({bytes, static_cast<std::size_t>(stream.gcount())})) {
        return Error{ErrorCode::NotAVideo, {}, file};
    }
    return {};
}

} // namespace

Result<std::unique_ptr<FrameSource>> openVideoFrames(const std::filesystem::path& file)
{
    if (const Result<void> usable = checkFile(file); !usable) {
        return usable.error();
    }
    try {
        // An absolute path: FFmpeg takes "x:" before a name for a protocol.
        cv::VideoCapture capture(std::filesystem::absolute(file).string(), cv::CAP_FFMPEG);
        if (!capture.isOpened()) {
            return Error{ErrorCode::VideoDamaged, {}, file};
        }
        const double width = capture.get(cv::CAP_PROP_FRAME_WIDTH);
        const double height = capture.get(cv::CAP_PROP_FRAME_HEIGHT);
        if (!isFrameSize(std::llround(width), std::llround(height))) {
            return Error{width > 0 && height > 0 ? ErrorCode::ImageTooLarge : ErrorCode::VideoDamaged, {}, file};
        }
        return std::unique_ptr<FrameSource>(std::make_unique<VideoFrames>(file, std::move(capture)));
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, {}, file};
    } catch (const std::exception& exception) {
        return Error{ErrorCode::VideoDamaged, exception.what(), file};
    }
}

} // namespace saccade
