#include "engine/session/live_session.h"

#include <chrono>

#include "engine/session/frame_pacer.h"
#include "engine/session/frame_rate.h"
#include "engine/session/mailbox.h"

namespace saccade {

namespace {

/// What waits for the window: the newest frame, and how its run goes.
struct LiveMail
{
    std::uint64_t run = 0;
    std::optional<FrameFacts> facts;
    std::optional<LiveFrame> frame;
    double framesPerSecond = 0;
    double answersPerSecond = 0;
    bool hasEnded = false;
    std::optional<Error> error;
};

double now()
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

} // namespace

class LiveSession::Implementation final
{
public:
    Implementation(LiveSession& session, EngineLoader& loader, OpenerSource openers);
    ~Implementation() { m_stop.request_stop(); }

    void setModules();
    void setModel(const std::shared_ptr<const Model>& model) { m_classifier.setModel(model); }
    void findCameras();
    void start(const LiveOrigin& origin);
    void setPaused(bool isPaused);
    void stop();
    [[nodiscard]] const LiveState& state() const { return m_state; }

private:
    void read(std::uint64_t run, const LiveOrigin& origin, const std::stop_token& stop);
    [[nodiscard]] Result<std::unique_ptr<FrameSource>> open(const LiveOrigin& origin) const;
    /// Until the source's end, or the stop.
    Result<void> readFrames(std::uint64_t run, FrameSource& source, bool isCamera, const std::stop_token& stop);
    void takeAnswer(std::uint64_t run, LiveFrame&& frame);
    template <typename Change>
    void put(std::uint64_t run, Change&& change);
    void deliver(const LiveMail& mail);
    void setStage(LiveState::Stage stage);

    LiveSession& m_session;
    EngineLoader& m_loader;
    const OpenerSource m_openers;
    LiveState m_state;
    std::uint64_t m_run = 0; // mail of an older one is dropped
    std::stop_source m_stop; // of the run
    FramePacer m_pacer;
    std::uint64_t m_answeredRun = 0; // the classifier's, like the rate
    FrameRate m_answers;
    UiInbox m_inbox;
    Mailbox<LiveMail> m_mailbox;
    LiveClassifier m_classifier;
    WorkerThread m_finder; // a camera can be looked for while another one runs
    WorkerThread m_reader; // last: it uses all of the above
};

LiveSession::Implementation::Implementation(LiveSession& session, EngineLoader& loader, OpenerSource openers)
    : m_session(session),
      m_loader(loader),
      m_openers(std::move(openers)),
      m_mailbox([this](LiveMail&& mail) { deliver(mail); }),
      m_classifier([this](std::uint64_t run, LiveFrame&& frame) { takeAnswer(run, std::move(frame)); }),
      m_finder("saccade-cameras"),
      m_reader("saccade-frames")
{
    setModules();
}

void LiveSession::Implementation::setModules()
{
    m_classifier.setModules({m_loader.imageReader(), m_loader.computeEngine(), m_loader.imageReaderProblem(),
                             m_loader.computeEngineProblem()});
}

void LiveSession::Implementation::findCameras()
{
    m_finder.post([this] {
        const Result<const FrameOpener*> opener = m_openers();
        if (!opener) {
            m_inbox.post([this, error = opener.error()] { emit m_session.camerasFailed(error); });
            return;
        }
        m_inbox.post([this, cameras = (*opener)->findCameras()] { emit m_session.camerasFound(cameras); });
    });
}

void LiveSession::Implementation::start(const LiveOrigin& origin)
{
    m_stop.request_stop();
    m_stop = std::stop_source();
    m_pacer.restart();
    m_state = {};
    m_state.origin = origin;
    m_reader.post([this, run = ++m_run, origin, stop = m_stop.get_token()] { read(run, origin, stop); });
    setStage(LiveState::Stage::Opening);
}

void LiveSession::Implementation::setPaused(bool isPaused)
{
    using Stage = LiveState::Stage;
    if (m_state.stage == (isPaused ? Stage::Running : Stage::Paused)) {
        m_pacer.setPaused(isPaused);
        setStage(isPaused ? Stage::Paused : Stage::Running);
    }
}

void LiveSession::Implementation::stop()
{
    m_stop.request_stop();
    ++m_run;
    if (m_state.stage != LiveState::Stage::Off) {
        m_state = {};
        emit m_session.changed();
    }
}

void LiveSession::Implementation::setStage(LiveState::Stage stage)
{
    m_state.stage = stage;
    emit m_session.changed();
}

void LiveSession::Implementation::read(std::uint64_t run, const LiveOrigin& origin, const std::stop_token& stop)
{
    if (stop.stop_requested()) {
        return;
    }
    Result<void> end;
    try {
        const Result<std::unique_ptr<FrameSource>> source = open(origin);
        if (source) {
            put(run, [facts = (*source)->facts()](LiveMail& mail) { mail.facts = facts; });
            end = readFrames(run, **source, origin.isCamera, stop);
        } else {
            end = source.error();
        }
    } catch (...) {
        end = currentExceptionAsError();
    }
    put(run, [&](LiveMail& mail) {
        mail.hasEnded = true;
        mail.error = end ? std::nullopt : std::optional(end.error());
    });
}

Result<std::unique_ptr<FrameSource>> LiveSession::Implementation::open(const LiveOrigin& origin) const
{
    const Result<const FrameOpener*> opener = m_openers();
    if (!opener) {
        return opener.error();
    }
    return origin.isCamera ? (*opener)->openCamera(origin.path) : (*opener)->openVideo(origin.path);
}

Result<void> LiveSession::Implementation::readFrames(std::uint64_t run, FrameSource& source, bool isCamera,
                                                     const std::stop_token& stop)
{
    FrameRate rate;
    for (;;) {
        Result<std::optional<Frame>> frame = source.next(stop);
        if (!frame) {
            return frame.error();
        }
        if (!*frame || stop.stop_requested()) {
            return {};
        }
        // A camera's frames cannot wait: those of a pause are gone, so that the first one after it is new.
        if (isCamera ? m_pacer.isPaused() : !m_pacer.waitFor((*frame)->seconds, stop)) {
            continue;
        }
        rate.add(now());
        put(run, [perSecond = rate.perSecond()](LiveMail& mail) { mail.framesPerSecond = perSecond; });
        m_classifier.put(run, std::move(**frame));
    }
}

void LiveSession::Implementation::takeAnswer(std::uint64_t run, LiveFrame&& frame)
{
    if (m_answeredRun != run) {
        m_answeredRun = run;
        m_answers = {};
    }
    m_answers.add(now());
    put(run, [&](LiveMail& mail) {
        mail.answersPerSecond = m_answers.perSecond();
        mail.frame = std::move(frame);
    });
}

template <typename Change>
void LiveSession::Implementation::put(std::uint64_t run, Change&& change)
{
    m_mailbox.put([&](LiveMail& mail) {
        if (mail.run > run) {
            return;
        }
        if (mail.run < run) {
            mail = {};
            mail.run = run;
        }
        change(mail);
    });
}

void LiveSession::Implementation::deliver(const LiveMail& mail)
{
    if (mail.run != m_run) {
        return;
    }
    m_state.framesPerSecond = mail.framesPerSecond > 0 ? mail.framesPerSecond : m_state.framesPerSecond;
    m_state.answersPerSecond = mail.answersPerSecond > 0 ? mail.answersPerSecond : m_state.answersPerSecond;
    if (mail.facts) {
        m_state.facts = *mail.facts;
        setStage(LiveState::Stage::Running);
    }
    if (mail.frame && mail.run == m_run) {
        emit m_session.frameReady(*mail.frame);
    }
    if (mail.hasEnded && mail.run == m_run) {
        m_state.error = mail.error;
        setStage(LiveState::Stage::Ended);
    }
}

LiveSession::LiveSession(EngineLoader& loader, OpenerSource openers, QObject* parent)
    : QObject(parent), m_implementation(std::make_unique<Implementation>(*this, loader, std::move(openers)))
{
    const auto setModules = [this] { m_implementation->setModules(); };
    connect(&loader, &EngineLoader::imageReaderReady, this, setModules);
    connect(&loader, &EngineLoader::computeEngineReady, this, setModules);
    connect(&loader, &EngineLoader::failed, this, setModules);
}

LiveSession::~LiveSession() = default;

void LiveSession::setModel(const std::shared_ptr<const Model>& model)
{
    m_implementation->setModel(model);
}

void LiveSession::findCameras()
{
    m_implementation->findCameras();
}

void LiveSession::start(const LiveOrigin& origin)
{
    m_implementation->start(origin);
}

void LiveSession::pause()
{
    m_implementation->setPaused(true);
}

void LiveSession::resume()
{
    m_implementation->setPaused(false);
}

void LiveSession::stop()
{
    m_implementation->stop();
}

const LiveState& LiveSession::state() const
{
    return m_implementation->state();
}

} // namespace saccade
