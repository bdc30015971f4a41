#include "engine/video/camera_frames.h"

#include <chrono>
#include <opencv2/videoio.hpp>

#include "engine/video/frame_conversion.h"

namespace saccade {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kStepNs = 50'000'000; ///< of waiting, between looks at the stop token
constexpr auto kPatience = std::chrono::seconds(5);

class CameraFrames final : public FrameSource
{
public:
    CameraFrames(std::filesystem::path device, const cv::VideoCapture& capture)
        : m_device(std::move(device)), m_captures{capture}, m_opened(Clock::now())
    {}

    [[nodiscard]] FrameFacts facts() const override
    {
        const cv::VideoCapture& capture = m_captures.front();
        return {static_cast<int>(capture.get(cv::CAP_PROP_FRAME_WIDTH)),
                static_cast<int>(capture.get(cv::CAP_PROP_FRAME_HEIGHT)), std::max(0.0, capture.get(cv::CAP_PROP_FPS)),
                0};
    }

    [[nodiscard]] Result<std::optional<Frame>> next(const std::stop_token& stop) override
    {
        try {
            return read(stop);
        } catch (const std::bad_alloc&) {
            return Error{ErrorCode::OutOfMemory, {}, m_device};
        } catch (const std::exception&) { // OpenCV's words name a line of its source
            return Error{ErrorCode::CameraMissing, {}, m_device};
        }
    }

private:
    Result<std::optional<Frame>> read(const std::stop_token& stop)
    {
        if (stop.stop_requested()) {
            return Error{ErrorCode::Cancelled, {}, {}};
        }
        const Clock::time_point start = Clock::now();
        std::vector<int> ready;
        // grab() would wait for ten seconds without looking at anything.
        while (!cv::VideoCapture::waitAny(m_captures, ready, kStepNs) || ready.empty()) {
            if (stop.stop_requested()) {
                return Error{ErrorCode::Cancelled, {}, {}};
            }
            if (Clock::now() - start > kPatience) {
                return Error{ErrorCode::CameraMissing, {}, m_device};
            }
        }
        const Clock::time_point came = Clock::now();
        if (!m_captures.front().retrieve(m_pixels)) {
            return Error{ErrorCode::CameraMissing, {}, m_device};
        }
        Result<Image> image = imageOfFrame(m_pixels);
        if (!image) {
            return Error{image.error().code, image.error().detail, m_device};
        }
        const Clock::time_point now = Clock::now();
        return std::optional(Frame{std::move(image).value(), std::chrono::duration<double>(came - m_opened).count(),
                                   std::chrono::duration<double, std::milli>(now - came).count()});
    }

    const std::filesystem::path m_device;
    std::vector<cv::VideoCapture> m_captures; ///< the one, as OpenCV wants it for waiting
    const Clock::time_point m_opened;
    cv::Mat m_pixels;
};

} // namespace

Result<std::unique_ptr<FrameSource>> openCameraFrames(const std::filesystem::path& device)
{
    try {
        const cv::VideoCapture capture(device.string(), cv::CAP_V4L2);
        if (!capture.isOpened()) {
            return Error{ErrorCode::CameraMissing, {}, device};
        }
        return std::unique_ptr<FrameSource>(std::make_unique<CameraFrames>(device, capture));
    } catch (const std::exception&) {
        return Error{ErrorCode::CameraMissing, {}, device};
    }
}

} // namespace saccade
