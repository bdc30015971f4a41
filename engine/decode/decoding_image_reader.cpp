#include "engine/decode/decoding_image_reader.h"

#include <chrono>
#include <exception>
#include <new>

#include "engine/decode/data_set_opener.h"
#include "engine/decode/image_decoder.h"
#include "engine/decode/original_files.h"
#include "engine/decode/pixel_conversion.h"
#include "engine/decode/resize.h"

namespace saccade {

Result<DataSet> DecodingImageReader::open(const OpenRequest& request, std::stop_token stop,
                                          const std::function<void(const OpenProgress&)>& progress) const
{
    try {
        return openDataSet(request, std::move(stop), progress);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "", request.source};
    } catch (const std::exception& exception) {
        return Error{ErrorCode::Internal, exception.what(), request.source};
    }
}

Result<ReadImage> DecodingImageReader::decode(std::span<const std::uint8_t> bytes, const std::filesystem::path& name,
                                              const ResizeRule& rule) const
{
    ImageDecoder decoder;
    const Result<Image> upright = decoder.decode(bytes, name);
    if (!upright) {
        return upright.error();
    }
    using Clock = std::chrono::steady_clock;
    const Clock::time_point start = Clock::now();
    Image input = fitImage(viewOf(*upright), rule);
    const std::chrono::duration<double, std::milli> resizing = Clock::now() - start;
    return ReadImage{convertChannels(viewOf(*upright), 3), std::move(input), resizing.count()};
}

Result<ReadImage> DecodingImageReader::read(const std::filesystem::path& file, const ResizeRule& rule) const
{
    const Result<std::vector<std::uint8_t>> bytes = readImageFile(file, true);
    if (!bytes) {
        return bytes.error();
    }
    return decode(*bytes, file, rule);
}

Result<void> DecodingImageReader::readOriginals(const std::string& source, const std::set<std::string>& names,
                                                std::stop_token stop,
                                                const std::function<bool(const OriginalFile&)>& take) const
{
    try {
        return readOriginalFiles(source, names, std::move(stop), take);
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "", source};
    } catch (const std::exception& exception) {
        return Error{ErrorCode::Internal, exception.what(), source};
    }
}

Image DecodingImageReader::resize(ImageView image, const ResizeRule& rule) const
{
    return fitImage(image, rule);
}

} // namespace saccade

const saccade::ImageReader* saccadeImageReader()
{
    static const saccade::DecodingImageReader reader;
    return &reader;
}
