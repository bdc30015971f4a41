#include "engine/web/refusal.h"

namespace saccade {

namespace {

Refusal imageRefusal(const Error& error, const char* sentence)
{
    const std::string detail = error.detail.empty() ? std::string() : " (" + error.detail + ")";
    return {422, errorCodeName(error.code), sentence + detail + ".", {}};
}

} // namespace

Refusal predictionRefusal(const Error& error)
{
    switch (error.code) {
    case ErrorCode::NotAnImage: return imageRefusal(error, "This is not an image that can be read");
    case ErrorCode::ImageDamaged: return imageRefusal(error, "The image is damaged");
    case ErrorCode::ImageTooLarge: return imageRefusal(error, "The image is too large");
    case ErrorCode::ImageUnsupported: return imageRefusal(error, "This kind of image is not supported");
    case ErrorCode::Cancelled: return {503, "stopping", "The server stops.", {}};
    case ErrorCode::OutOfMemory: return {503, "out_of_memory", "The server has no memory for this image now.", {}};
    default: return {500, "internal", "The image could not be classified.", {}};
    }
}

} // namespace saccade
