#include "engine/decode/image_decoder.h"

#include <new>

#include "engine/decode/gif_decoder.h"
#include "engine/decode/opencv_decoder.h"
#include "engine/decode/pixel_conversion.h"
#include "engine/decode/webp_decoder.h"

namespace saccade {

Result<Image> ImageDecoder::decode(Bytes bytes, const std::filesystem::path& name)
{
    const Result<ImageHeader> header = readImageHeader(bytes, name);
    if (!header) {
        return header.error();
    }
    try {
        Result<Image> stored = decodeStored(bytes, *header, name);
        return stored ? Result<Image>(orientImage(std::move(*stored), header->orientation)) : stored;
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "", name};
    }
}

Result<Image> ImageDecoder::decodeStored(Bytes bytes, const ImageHeader& header, const std::filesystem::path& name)
{
    switch (header.kind) {
    case ImageKind::Jpeg: return m_jpeg.decode(bytes, header, name);
    case ImageKind::Gif: return decodeGif(bytes, header, name);
    case ImageKind::WebP: return decodeWebP(bytes, header, name);
    case ImageKind::Png:
    case ImageKind::Bmp:
    case ImageKind::Pnm: return decodeWithOpenCv(bytes, header, name);
    }
    return Error{ErrorCode::NotAnImage, "", name};
}

} // namespace saccade
