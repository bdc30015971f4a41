#include "engine/decode/decode_pipeline.h"

#include <atomic>
#include <chrono>
#include <new>
#include <thread>

#include "engine/base/bounded_queue.h"
#include "engine/decode/image_decoder.h"
#include "engine/decode/ordered_handover.h"
#include "engine/decode/resize.h"
#include "engine/decode/thumbnail.h"

namespace saccade {

namespace {

// Tiny files travel in bundles: a lock for each would cost more than its decoding. A bundle of photographs is small:
// at the end, one thread waits while the other works on the last one.
constexpr std::size_t kBundleFiles = 64;
constexpr std::size_t kBundleBytes = std::size_t{256} << 10;
constexpr std::size_t kBundlesWaiting = 8;
constexpr int kDecodeThreads = 2;

struct EncodedBundle
{
    std::size_t index = 0;
    std::size_t bytes = 0;
    std::vector<EncodedFile> files;
};

DecodedFile decodeFile(ImageDecoder& decoder, EncodedFile file, int side, ResizeMode mode, const EncodedSource& source)
{
    DecodedFile decoded;
    decoded.bytes = static_cast<std::int64_t>(file.bytes.size());
    decoded.name = std::move(file.name);
    decoded.state = std::move(file.state);
    if (!decoded.state) {
        return decoded;
    }
    Result<Image> image = file.pixels.isEmpty() ? decoder.decode(file.bytes, source.pathOf(decoded.name))
                                                : Result<Image>(std::move(file.pixels));
    if (!image) {
        decoded.state = image.error();
        return decoded;
    }
    const ImageSize size = image->size;
    decoded.width = size.width;
    decoded.height = size.height;
    decoded.isInputOriginal =
        size.width == size.height && (side == 0 ? size.width <= kLargestOwnSide : size.width == side);
    if (decoded.isInputOriginal) {
        decoded.input = std::move(*image);
    } else {
        const int target = side == 0 ? kAutoSide : side;
        decoded.input = fitImage(viewOf(*image), {{target, target, size.channels}, mode});
        decoded.thumbnail = makeThumbnail(viewOf(*image));
        decoder.recycle(std::move(*image));
    }
    return decoded;
}

class Pipeline final
{
public:
    Pipeline(EncodedSource& source, int side, ResizeMode mode) : m_source(source), m_side(side), m_mode(mode)
    {
        m_threads.emplace_back([this] { guarded([this] { readSource(); }); });
        for (int i = 0; i < kDecodeThreads; ++i) {
            m_threads.emplace_back([this] { guarded([this] { decodeBundles(); }); });
        }
    }
    ~Pipeline()
    {
        m_isAborted = true;
        m_encoded.close();
        m_decoded.abort();
    }
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;

    [[nodiscard]] std::size_t filesRead() const { return m_filesRead; }
    [[nodiscard]] OrderedHandover<std::vector<DecodedFile>>& decoded() { return m_decoded; }

private:
    template <typename Work>
    void guarded(Work work)
    {
        try {
            work();
        } catch (const std::bad_alloc&) {
            m_decoded.fail({ErrorCode::OutOfMemory, "", {}});
        } catch (const std::exception& exception) {
            m_decoded.fail({ErrorCode::Internal, exception.what(), {}});
        }
    }

    void readSource()
    {
        EncodedBundle bundle;
        const auto send = [&] {
            const std::size_t index = bundle.index;
            const bool isTaken = m_encoded.push(std::move(bundle));
            bundle = EncodedBundle{index + 1, 0, {}};
            return isTaken;
        };
        const Result<void> read = m_source.read([&](EncodedFile file) {
            ++m_filesRead;
            bundle.bytes += file.bytes.size() + file.pixels.pixels.size();
            bundle.files.push_back(std::move(file));
            const bool isFull = bundle.files.size() >= kBundleFiles || bundle.bytes >= kBundleBytes;
            return !m_isAborted && (!isFull || send());
        });
        if (!read) {
            m_decoded.fail(read.error());
            return;
        }
        if (!bundle.files.empty()) {
            send();
        }
        m_decoded.setCount(bundle.index);
        m_encoded.close();
    }

    void decodeBundles()
    {
        ImageDecoder decoder;
        while (std::optional<EncodedBundle> bundle = m_encoded.pop()) {
            std::vector<DecodedFile> files;
            for (EncodedFile& file : bundle->files) {
                if (m_isAborted) {
                    return;
                }
                files.push_back(decodeFile(decoder, std::move(file), m_side, m_mode, m_source));
            }
            m_decoded.put(bundle->index, std::move(files));
        }
    }

    EncodedSource& m_source;
    const int m_side;
    const ResizeMode m_mode;
    std::atomic<bool> m_isAborted = false;
    std::atomic<std::size_t> m_filesRead = 0;
    BoundedQueue<EncodedBundle> m_encoded{kBundlesWaiting};
    OrderedHandover<std::vector<DecodedFile>> m_decoded{kBundlesWaiting};
    std::vector<std::jthread> m_threads; // last: they end before what they use
};

} // namespace

Result<void> decodeAll(EncodedSource& source, int side, ResizeMode mode, std::stop_token stop,
                       const std::function<Result<void>(DecodedFile)>& take,
                       const std::function<void(std::size_t)>& tick)
{
    constexpr auto kTick = std::chrono::milliseconds(50);
    Pipeline pipeline(source, side, mode);
    auto ticked = std::chrono::steady_clock::now();
    for (;;) {
        if (stop.stop_requested()) {
            return Error{ErrorCode::Cancelled, "", {}};
        }
        Result<std::optional<std::vector<DecodedFile>>> files = pipeline.decoded().next(kTick);
        if (!files) {
            return files.error();
        }
        if (!*files && pipeline.decoded().isAtEnd()) {
            tick(pipeline.filesRead());
            return {};
        }
        for (DecodedFile& file : *files ? **files : std::vector<DecodedFile>()) {
            if (Result<void> taken = take(std::move(file)); !taken) {
                return taken;
            }
        }
        if (const auto now = std::chrono::steady_clock::now(); now - ticked >= kTick) {
            ticked = now;
            tick(pipeline.filesRead());
        }
    }
}

} // namespace saccade
