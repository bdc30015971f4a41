#include "engine/session/original_session.h"

#include <algorithm>
#include <cmath>
#include <stop_token>
#include <system_error>

#include "engine/session/ui_inbox.h"
#include "engine/session/worker_thread.h"

namespace saccade {

namespace {

namespace fs = std::filesystem;

const Sample& sampleOf(const DataSet& dataSet, std::int32_t index)
{
    return (*dataSet.samples)[static_cast<std::size_t>(index)];
}

/// A thumbnail holds an image that was no larger than thumbnails are.
bool isKeptWhole(const DataSet& dataSet, std::int32_t index)
{
    const Sample& sample = sampleOf(dataSet, index);
    const ImageSize size = dataSet.thumbnails->image(static_cast<std::size_t>(index)).size;
    return size.width == sample.width && size.height == sample.height;
}

Result<Image> readFromSource(const ImageReader& reader, const DataSet& dataSet, const Sample& sample,
                             const std::stop_token& stop)
{
    Result<Image> image = Error{ErrorCode::FileNotFound, {}, fs::path(dataSet.source) / sample.name};
    const Result<void> read =
        reader.readOriginals(dataSet.source, {sample.name}, stop, [&](const OriginalFile& original) {
            Result<ReadImage> decoded = reader.decode(original.bytes, original.name, {dataSet.size, dataSet.resize});
            image = decoded ? Result<Image>(std::move(decoded->original)) : decoded.error();
            return false;
        });
    return read ? image : read.error();
}

std::shared_ptr<const Image> reduced(const ImageReader& reader, const Image& image)
{
    const int longer = std::max(image.size.width, image.size.height);
    if (longer <= kReducedSide) {
        return nullptr;
    }
    const auto scaled = [longer](int side) {
        return std::max(1, static_cast<int>(std::lround(static_cast<double>(side) * kReducedSide / longer)));
    };
    const ImageSize size{scaled(image.size.height), scaled(image.size.width), image.size.channels};
    return std::make_shared<const Image>(reader.resize(viewOf(image), {size, ResizeMode::Squash}));
}

Result<OriginalImage> readOriginal(const ImageReader* reader, const DataSet& dataSet, std::int32_t index,
                                   const std::stop_token& stop)
{
    OriginalImage original{index, originalFileOf(dataSet, index), nullptr, nullptr};
    if (isKeptWhole(dataSet, index)) {
        return original;
    }
    const Sample& sample = sampleOf(dataSet, index);
    if (reader == nullptr) {
        return Error{ErrorCode::EngineMissing, {}, original.file};
    }
    Result<Image> image = Error{ErrorCode::Cancelled, {}, {}};
    if (original.file.empty()) {
        image = readFromSource(*reader, dataSet, sample, stop);
    } else {
        Result<ReadImage> read = reader->read(original.file, {dataSet.size, dataSet.resize});
        image = read ? Result<Image>(std::move(read->original)) : read.error();
    }
    if (!image) {
        return image.error();
    }
    original.whole = std::make_shared<const Image>(std::move(image).value());
    original.reduced = reduced(*reader, *original.whole);
    return original;
}

} // namespace

fs::path originalFileOf(const DataSet& dataSet, std::int32_t index)
{
    const fs::path source = dataSet.source;
    std::error_code failed;
    if (!source.is_absolute()) {
        return {}; // the sample
    }
    const fs::path folder = fs::is_directory(source, failed) ? source : source.parent_path();
    const fs::path file = folder / fs::path(sampleOf(dataSet, index).name);
    return fs::is_regular_file(file, failed) ? file : fs::path();
}

class OriginalSession::Implementation final
{
public:
    Implementation(OriginalSession& session, EngineLoader& loader)
        : m_session(session), m_loader(loader), m_worker("saccade-picture")
    {}
    ~Implementation() { m_stop.request_stop(); }

    void read(const DataSet& dataSet, std::int32_t index);
    void cancel();

private:
    void answer(std::int32_t index, const Result<OriginalImage>& image);

    OriginalSession& m_session;
    EngineLoader& m_loader;
    std::uint64_t m_ticket = 0; // of the newest request: answers to older ones are dropped
    std::stop_source m_stop;    // of that request
    UiInbox m_inbox;
    WorkerThread m_worker; // last: it writes into the inbox
};

void OriginalSession::Implementation::cancel()
{
    ++m_ticket;
    m_worker.clear();
    m_stop.request_stop();
    m_stop = {};
}

void OriginalSession::Implementation::read(const DataSet& dataSet, std::int32_t index)
{
    cancel();
    m_worker.post(
        [this, reader = m_loader.imageReader(), dataSet, index, ticket = m_ticket, stop = m_stop.get_token()] {
            const auto caught = [&]() -> Result<OriginalImage> {
                try {
                    return readOriginal(reader, dataSet, index, stop);
                } catch (...) {
                    return currentExceptionAsError();
                }
            };
            m_inbox.post([this, ticket, index, image = caught()] {
                if (ticket == m_ticket) {
                    answer(index, image);
                }
            });
        });
}

void OriginalSession::Implementation::answer(std::int32_t index, const Result<OriginalImage>& image)
{
    if (image) {
        emit m_session.found(*image);
    } else {
        emit m_session.failed(index, image.error());
    }
}

OriginalSession::OriginalSession(EngineLoader& loader, QObject* parent)
    : QObject(parent), m_implementation(std::make_unique<Implementation>(*this, loader))
{}

OriginalSession::~OriginalSession() = default;

void OriginalSession::read(const DataSet& dataSet, std::int32_t index)
{
    m_implementation->read(dataSet, index);
}

void OriginalSession::cancel()
{
    m_implementation->cancel();
}

} // namespace saccade
