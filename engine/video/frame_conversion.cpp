#include "engine/video/frame_conversion.h"

#include <opencv2/imgproc.hpp>

namespace saccade {

bool isFrameSize(std::int64_t width, std::int64_t height)
{
    return width >= 1 && height >= 1 && width <= kLargestFrameSide && height <= kLargestFrameSide &&
           width * height <= kMostFramePixels;
}

Result<Image> imageOfFrame(const cv::Mat& frame)
{
    if (frame.type() != CV_8UC3) {
        return Error{ErrorCode::VideoDamaged, "a frame without colours", {}};
    }
    if (!isFrameSize(frame.cols, frame.rows)) {
        return Error{ErrorCode::ImageTooLarge, std::to_string(frame.cols) + " x " + std::to_string(frame.rows), {}};
    }
    try {
        Image image{{frame.rows, frame.cols, 3}, {}};
        image.pixels.resize(image.size.bytes());
        cv::Mat target(frame.rows, frame.cols, CV_8UC3, image.pixels.data());
        cv::cvtColor(frame, target, cv::COLOR_BGR2RGB);
        return image;
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "", {}};
    } catch (const cv::Exception& exception) {
        return Error{ErrorCode::VideoDamaged, exception.err, {}};
    }
}

} // namespace saccade
