#pragma once

#include <opencv2/core/mat.hpp>

#include "engine/base/result.h"
#include "engine/data/image.h"

namespace saccade {

inline constexpr int kLargestFrameSide = 16'384;
inline constexpr std::int64_t kMostFramePixels = 100'000'000;

/// Whether a frame of that size is read.
[[nodiscard]] bool isFrameSize(std::int64_t width, std::int64_t height);

/// OpenCV's blue-green-red pixels as RGB. ImageTooLarge, VideoDamaged for anything but 8-bit colour; OutOfMemory.
[[nodiscard]] Result<Image> imageOfFrame(const cv::Mat& frame);

} // namespace saccade
