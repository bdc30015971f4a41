#include "engine/decode/data_set_opener.h"

#include <chrono>
#include <system_error>

#include "engine/data/cifar_folder.h"
#include "engine/data/data_set_id.h"
#include "engine/data/idx_source.h"
#include "engine/data/pixel_cache.h"
#include "engine/data/sample_shapes.h"
#include "engine/decode/data_set_writer.h"
#include "engine/decode/decode_pipeline.h"
#include "engine/decode/source_opener.h"

namespace saccade {

namespace fs = std::filesystem;

namespace {

constexpr const char* kSample = "sample";
constexpr int kMaxSide = 1024;

using Progress = std::function<void(const OpenProgress&)>;
using Clock = std::chrono::steady_clock;

// From the start of decoding: how far it is, and how long the rest will take at the same pace.
class Pace final
{
public:
    [[nodiscard]] OpenProgress at(std::size_t done, std::size_t read, const EncodedSource& source) const
    {
        OpenProgress progress{done, source.fileCount(), -1, -1};
        if (read > 0) {
            progress.share = source.shareRead() * static_cast<double>(done) / static_cast<double>(read);
        }
        const double seconds = std::chrono::duration<double>(Clock::now() - m_start).count();
        if (progress.share > 0.01 && seconds > 0.5) {
            progress.secondsLeft = seconds * (1 - progress.share) / progress.share;
        }
        return progress;
    }

private:
    const Clock::time_point m_start = Clock::now();
};

Result<DataSet> openSample(const OpenRequest& request, std::stop_token stop, const Progress& progress)
{
    if (request.side != 0 && request.side != kSampleSide) {
        return Error{
            ErrorCode::SettingInvalid, "side: the sample's images are " + std::to_string(kSampleSide) + " px", {}};
    }
    const auto start = Clock::now();
    Result<DataSet> set = renderSampleDataSet(std::move(stop), [&](std::size_t done, std::size_t total) {
        if (progress && total > 0) {
            const double share = static_cast<double>(done) / static_cast<double>(total);
            const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
            progress({done, total, done > 0 ? seconds * (1 - share) / share : -1, share});
        }
    });
    return set ? withResizeMode(*std::move(set), request.resize) : set;
}

// "birds" of birds/, birds.zip, birds.tar.gz and birds/train-images-idx3-ubyte.
std::string nameOf(const fs::path& path)
{
    if (std::error_code failed; fs::is_directory(path, failed)) {
        return path.filename().string();
    }
    if (isCifarFile(path) || isIdxFile(path)) { // one of several: together they are the folder's
        return path.parent_path().filename().string();
    }
    const fs::path stem = path.stem();
    return stem.extension() == ".tar" ? stem.stem().string() : stem.string();
}

std::uint64_t leastBytes(const EncodedSource& source, int side)
{
    const auto pixels = static_cast<std::uint64_t>(side) * static_cast<std::uint64_t>(side);
    return source.fileCount() * pixels;
}

Result<DataSet> decodeSource(EncodedSource& source, const fs::path& path, const OpenRequest& request,
                             const std::string& key, std::stop_token stop, const Progress& progress)
{
    auto entry = PixelCacheEntry::create(request.cacheFolder, key, leastBytes(source, request.side));
    if (!entry) {
        return entry.error();
    }
    DataSetWriter writer(**entry, request.side, request.resize);
    const Pace pace;
    std::size_t done = 0;
    const Result<void> decoded = decodeAll(
        source, request.side, request.resize, std::move(stop),
        [&](DecodedFile file) {
            ++done;
            return writer.add(std::move(file));
        },
        [&](std::size_t read) {
            if (progress) {
                progress(pace.at(done, read, source));
            }
        });
    if (!decoded) {
        const Error& error = decoded.error();
        return Error{error.code, error.detail, error.path.empty() ? path : error.path};
    }
    DataSet set;
    set.name = nameOf(path);
    set.source = path.string();
    return writer.finish(std::move(set), source);
}

} // namespace

Result<DataSet> openDataSet(const OpenRequest& request, std::stop_token stop, const Progress& progress)
{
    if (request.source == kSample) {
        return openSample(request, std::move(stop), progress);
    }
    if (request.side < 0 || request.side > kMaxSide) {
        return Error{ErrorCode::SettingInvalid, "side " + std::to_string(request.side), request.source};
    }
    const fs::path path = sourcePath(request.source);
    Result<std::unique_ptr<EncodedSource>> source = openEncodedSource(path, stop);
    if (!source) {
        return source.error();
    }
    OpenRequest kept = request;
    if (!(*source)->isSlowAt(request.side)) {
        kept.cacheFolder.clear();
    }
    const PixelCache cache(kept.cacheFolder);
    const std::string key = PixelCache::key(path.string(), request.side, request.resize);
    if (!kept.cacheFolder.empty()) {
        cache.removeLeftovers();
        if (Result<DataSet> found = cache.open(key, (*source)->fingerprint(), stop)) {
            return found;
        }
    }
    Result<DataSet> set = decodeSource(**source, path, kept, key, std::move(stop), progress);
    if (set && !kept.cacheFolder.empty()) {
        cache.trim(request.cacheBytes, key);
    }
    return set;
}

} // namespace saccade
