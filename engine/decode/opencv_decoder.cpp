#include "engine/decode/opencv_decoder.h"

#include <algorithm>
#include <new>

#include <opencv2/core.hpp>
#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>

namespace saccade {

namespace {

// A sample of 0..maxValue as 0..255, to the nearest.
template <typename Sample>
unsigned scaled(Sample value, unsigned maxValue)
{
    const unsigned inside = std::min<unsigned>(value, maxValue);
    return maxValue == 255 ? inside : (inside * 255U + maxValue / 2) / maxValue;
}

unsigned overWhite(unsigned value, unsigned alpha)
{
    return (value * alpha + 255U * (255U - alpha) + 127U) / 255U;
}

// From OpenCV's blue, green, red, alpha.
template <typename Sample>
void convertRow(const Sample* in, int width, int channels, const ImageHeader& header, std::uint8_t* out)
{
    // What was spread was rounded down, so rounding up gives back what was stored.
    const auto maxValue = static_cast<unsigned>(header.maxValue);
    const auto sample = [&](Sample value) {
        return scaled(header.isSpread ? static_cast<Sample>((value * maxValue + 254U) / 255U) : value, maxValue);
    };
    const bool hasAlpha = channels == 4 && header.kind != ImageKind::Bmp; // a BMP's fourth byte is mostly unused
    for (int x = 0; x < width; ++x, in += channels) {
        const unsigned alpha = hasAlpha ? sample(in[3]) : 255U;
        if (header.isGrey || channels == 1) {
            const bool isNothing = header.transparentGrey && in[0] == *header.transparentGrey;
            *out++ = static_cast<std::uint8_t>(isNothing ? 255U : overWhite(sample(in[0]), alpha));
            continue;
        }
        for (int c = 2; c >= 0; --c) {
            *out++ = static_cast<std::uint8_t>(overWhite(sample(in[c]), alpha));
        }
    }
}

Image convert(const cv::Mat& decoded, const ImageHeader& header)
{
    const int channels = decoded.channels();
    Image image;
    image.size = {decoded.rows, decoded.cols, header.isGrey || channels == 1 ? 1 : 3};
    image.pixels.resize(image.size.bytes());
    const std::size_t stride = image.size.bytes() / static_cast<std::size_t>(decoded.rows);
    for (int y = 0; y < decoded.rows; ++y) {
        std::uint8_t* out = image.pixels.data() + stride * static_cast<std::size_t>(y);
        if (decoded.depth() == CV_16U) {
            convertRow(decoded.ptr<std::uint16_t>(y), decoded.cols, channels, header, out);
        } else {
            convertRow(decoded.ptr<std::uint8_t>(y), decoded.cols, channels, header, out);
        }
    }
    return image;
}

bool isAsAnnounced(const cv::Mat& decoded, const ImageHeader& header)
{
    const int channels = decoded.channels();
    return !decoded.empty() && decoded.cols == header.width && decoded.rows == header.height &&
           (decoded.depth() == CV_8U || decoded.depth() == CV_16U) && (channels == 1 || channels == 3 || channels == 4);
}

} // namespace

Result<Image> decodeWithOpenCv(Bytes bytes, const ImageHeader& header, const std::filesystem::path& name)
{
    if (header.kind == ImageKind::Png && !isPngComplete(bytes)) {
        return Error{ErrorCode::ImageDamaged, "cut off or with a wrong checksum", name};
    }
    static const auto quiet = cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    (void)quiet;
    try {
        // The matrix only lends the bytes to the decoder, which reads them.
        const cv::Mat encoded(1, static_cast<int>(bytes.size()), CV_8UC1, const_cast<std::uint8_t*>(bytes.data()));
        const cv::Mat decoded = cv::imdecode(encoded, cv::IMREAD_UNCHANGED);
        if (!isAsAnnounced(decoded, header)) {
            return Error{ErrorCode::ImageDamaged, "not decodable", name};
        }
        return convert(decoded, header);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "", name};
    } catch (const std::exception& exception) {
        return Error{ErrorCode::ImageDamaged, exception.what(), name};
    }
}

} // namespace saccade
