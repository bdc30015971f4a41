#include "engine/session/picture_session.h"

#include "engine/runs/kept_predictions.h"
#include "engine/session/image_classifier.h"
#include "engine/session/ui_inbox.h"
#include "engine/session/worker_thread.h"

namespace saccade {

namespace {

Result<OpenedPicture> openPicture(const ImageReader& reader, std::uint64_t id, const std::filesystem::path& file,
                                  const ResizeRule& rule)
{
    try {
        const std::int64_t fileTime = lastChangeOf(file);
        Result<ReadImage> image = reader.read(file, rule);
        if (!image) {
            return image.error();
        }
        OpenedPicture picture{id, *std::move(image), {}, fileTime};
        picture.originalSize = picture.image.original.size;
        picture.image.original = reducedForTheEye(reader, std::move(picture.image.original));
        return picture;
    } catch (...) {
        return currentExceptionAsError();
    }
}

} // namespace

class PictureSession::Implementation final
{
public:
    Implementation(PictureSession& session, EngineLoader& loader)
        : m_session(session), m_loader(loader), m_worker("saccade-picture")
    {}

    void open(std::uint64_t id, const std::filesystem::path& file, const ResizeRule& rule);
    void cancel();

private:
    PictureSession& m_session;
    EngineLoader& m_loader;
    std::uint64_t m_ticket = 0; // of the newest request: answers to older ones are dropped
    UiInbox m_inbox;
    WorkerThread m_worker; // last: it writes into the inbox
};

void PictureSession::Implementation::open(std::uint64_t id, const std::filesystem::path& file, const ResizeRule& rule)
{
    cancel();
    const ImageReader* reader = m_loader.imageReader();
    if (reader == nullptr) {
        return;
    }
    m_worker.post([this, reader, id, file, rule, ticket = m_ticket] {
        m_inbox.post([this, id, ticket, picture = openPicture(*reader, id, file, rule)] {
            if (ticket != m_ticket) {
                return;
            }
            if (picture) {
                emit m_session.opened(*picture);
            } else {
                emit m_session.failed(id, picture.error());
            }
        });
    });
}

void PictureSession::Implementation::cancel()
{
    ++m_ticket;
    m_worker.clear();
}

PictureSession::PictureSession(EngineLoader& loader, QObject* parent)
    : QObject(parent), m_implementation(std::make_unique<Implementation>(*this, loader))
{}

PictureSession::~PictureSession() = default;

void PictureSession::open(std::uint64_t id, const std::filesystem::path& file, const ResizeRule& rule)
{
    m_implementation->open(id, file, rule);
}

void PictureSession::cancel()
{
    m_implementation->cancel();
}

} // namespace saccade
