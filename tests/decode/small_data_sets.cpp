#include "tests/decode/small_data_sets.h"

#include <algorithm>
#include <iterator>

#include "engine/decode/decoding_image_reader.h"
#include "tests/decode/encoded_images.h"

using namespace saccade;

namespace fs = std::filesystem;

Result<DataSet> openSource(const fs::path& source, int side, const fs::path& cache, std::stop_token stop,
                           const std::function<void(const OpenProgress&)>& progress, ResizeMode resize)
{
    OpenRequest request;
    request.source = source.string();
    request.side = side;
    request.cacheFolder = cache;
    request.resize = resize;
    return saccadeImageReader()->open(request, std::move(stop), progress);
}

void writePng(const fs::path& file, ImageSize size, int seed)
{
    writeBytes(file, encodeImage(makeGradient(size, seed), ".png"));
}

// Two classes with three images each.
void writeSmallSet(const fs::path& folder, ImageSize size)
{
    for (int i = 0; i < 6; ++i) {
        writePng(folder / (i % 2 == 0 ? "ant" : "bee") / (std::to_string(i) + ".png"), size, i);
    }
}

std::string problemOf(const DataSet& set, const std::string& ending)
{
    for (const Error& problem : set.problems) {
        if (problem.path.native().ends_with(ending)) {
            return errorCodeName(problem.code);
        }
    }
    return {};
}

bool haveEqualPixels(const ImageStore& a, const ImageStore& b)
{
    if (a.count() != b.count()) {
        return false;
    }
    for (std::size_t i = 0; i < a.count(); ++i) {
        const ImageView left = a.image(i);
        const ImageView right = b.image(i);
        if (left.size != right.size || !std::equal(left.bytes().begin(), left.bytes().end(), right.bytes().begin())) {
            return false;
        }
    }
    return true;
}

bool isSame(const DataSet& a, const DataSet& b)
{
    return a.name == b.name && a.source == b.source && a.id == b.id && a.classNames == b.classNames &&
           a.size == b.size && a.resize == b.resize && *a.samples == *b.samples && a.problems == b.problems &&
           a.hasGivenTest == b.hasGivenTest && a.hasGivenValidation == b.hasGivenValidation &&
           a.hasOnlyTestFiles == b.hasOnlyTestFiles && haveEqualPixels(*a.pixels, *b.pixels) &&
           haveEqualPixels(*a.thumbnails, *b.thumbnails);
}

std::size_t entriesBelow(const fs::path& folder)
{
    std::error_code missing;
    const fs::recursive_directory_iterator walk(folder, missing);
    return missing ? 0 : static_cast<std::size_t>(std::distance(begin(walk), end(walk)));
}

std::string codeOf(const Result<DataSet>& result)
{
    return result ? "opened" : errorCodeName(result.error().code);
}
