#include "engine/decode/original_files.h"

#include <algorithm>
#include <exception>
#include <new>

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include "engine/data/sample_shapes.h"
#include "engine/decode/source_opener.h"

namespace saccade {

namespace {

using Take = std::function<bool(const OriginalFile&)>;

Result<OriginalFile> asPng(const std::string& name, ImageView pixels)
{
    Result<std::vector<std::uint8_t>> png = encodePng(pixels);
    return png ? Result<OriginalFile>(OriginalFile{name, std::move(*png), true}) : png.error();
}

Result<void> readSample(const std::set<std::string>& names, std::stop_token stop, const Take& take)
{
    const Result<DataSet> set = renderSampleDataSet(std::move(stop));
    if (!set) {
        return set.error();
    }
    for (std::size_t i = 0; i < set->count(); ++i) {
        if (!names.contains((*set->samples)[i].name)) {
            continue;
        }
        const Result<OriginalFile> file = asPng((*set->samples)[i].name, set->pixels->image(i));
        if (!file) {
            return file.error();
        }
        if (!take(*file)) {
            break;
        }
    }
    return {};
}

} // namespace

Result<std::vector<std::uint8_t>> encodePng(ImageView image)
{
    try {
        const int channels = image.size.channels;
        // Blue first, as OpenCV wants it.
        std::vector<std::uint8_t> pixels(image.bytes().begin(), image.bytes().end());
        for (std::size_t i = 0; channels == 3 && i < pixels.size(); i += 3) {
            std::swap(pixels[i], pixels[i + 2]);
        }
        const cv::Mat matrix(image.size.height, image.size.width, CV_8UC(channels), pixels.data());
        std::vector<std::uint8_t> bytes;
        if (!cv::imencode(".png", matrix, bytes)) {
            return Error{ErrorCode::Internal, "PNG", {}};
        }
        return bytes;
    } catch (const std::bad_alloc&) {
        return Error{ErrorCode::OutOfMemory, "", {}};
    } catch (const std::exception& exception) {
        return Error{ErrorCode::Internal, exception.what(), {}};
    }
}

Result<void> readOriginalFiles(const std::string& source, const std::set<std::string>& names, std::stop_token stop,
                               const Take& take)
{
    if (source == "sample") {
        return readSample(names, std::move(stop), take);
    }
    const std::filesystem::path path = sourcePath(source);
    Result<std::unique_ptr<EncodedSource>> opened = openEncodedSource(path, stop);
    if (!opened) {
        return opened.error();
    }
    std::size_t left = names.size();
    Result<void> state;
    const Result<void> read = (*opened)->read([&](EncodedFile file) {
        if (stop.stop_requested()) {
            state = Error{ErrorCode::Cancelled, "", {}};
            return false;
        }
        if (!names.contains(file.name)) {
            return true;
        }
        Result<OriginalFile> original = OriginalFile{file.name, std::move(file.bytes), false};
        if (!file.pixels.isEmpty()) {
            original = asPng(file.name, viewOf(file.pixels));
        }
        state = file.state ? (original ? Result<void>() : original.error()) : file.state;
        return state && take(*original) && --left > 0;
    });
    return read ? state : read;
}

} // namespace saccade
