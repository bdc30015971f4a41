#include <QSignalSpy>
#include <QTest>
#include <algorithm>
#include <atomic>
#include <condition_variable>

#include "engine/session/live_session.h"
#include "tests/support/fake_engine.h"
#include "tests/support/fake_frames.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

using Stage = LiveState::Stage;

const LiveOrigin kVideo{"/videos/ants.avi", "ants.avi", false};
const LiveOrigin kCamera{"/dev/video0", "HD webcam", true};

/// A model of the fake engine: the answer is the frame's number modulo the classes.
std::shared_ptr<const Model> modelOf(int classCount)
{
    Model model;
    model.title = std::to_string(classCount) + " classes";
    model.network.nodes.push_back({"input", InputLayer{{3, 3, 3}, {}}, {}});
    NamedTensors tensors;
    tensors["answers"].values.resize(static_cast<std::size_t>(classCount));
    model.tensors = std::make_shared<const NamedTensors>(std::move(tensors));
    model.classNames.resize(static_cast<std::size_t>(classCount), "class");
    model.rejectThreshold = 0.5;
    return std::make_shared<const Model>(std::move(model));
}

/// Frames for ever, until somebody stops.
Result<std::optional<Frame>> endless(int number, const std::stop_token&)
{
    if (number % 100 == 0) {
        std::this_thread::yield(); // on a busy machine each one costs a time slice
    }
    return std::optional(FakeFrameOpener::frame(number));
}

/// A camera that gives nothing, and notices a stop as a real one does.
Result<std::optional<Frame>> silent(int, const std::stop_token& stop)
{
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait(lock, stop, [] { return false; });
    return Error{ErrorCode::Cancelled, {}, {}};
}

struct Fixture
{
    explicit Fixture(FrameScript script = FakeFrameOpener::countingFrames(100), bool isLoaded = true)
        : opener(std::move(script))
    {
        QObject::connect(&session, &LiveSession::frameReady,
                         [this](const LiveFrame& frame) { frames.push_back(frame); });
        if (isLoaded) {
            loader.adopt(&reader, &engine);
        }
        session.setModel(modelOf(10));
    }

    [[nodiscard]] Stage stage() const { return session.state().stage; }

    FakeImageReader reader;
    FakeComputeEngine engine;
    FakeFrameOpener opener;
    EngineLoader loader;
    std::optional<Error> missing; ///< instead of the opener
    LiveSession session{loader, [this]() -> Result<const FrameOpener*> {
                            return missing ? Result<const FrameOpener*>(*missing) : &opener;
                        }};
    std::vector<LiveFrame> frames;
};

std::size_t bestOf(const Prediction& prediction)
{
    const auto& p = prediction.probabilities;
    return static_cast<std::size_t>(std::max_element(p.begin(), p.end()) - p.begin());
}

int numberOf(const LiveFrame& frame)
{
    return frame.prediction.image.original.pixels.front();
}

} // namespace

/// Frames of a camera or a video, their answers, and how it ends.
class TstLiveSession : public QObject
{
    Q_OBJECT

private slots:
    void aVideoPlaysToItsEnd()
    {
        Fixture f(FakeFrameOpener::countingFrames(30));
        QCOMPARE(f.stage(), Stage::Off);
        f.session.start(kVideo);
        QCOMPARE(f.stage(), Stage::Opening);
        QTRY_COMPARE(f.stage(), Stage::Ended);
        QVERIFY(!f.session.state().error);
        QCOMPARE(f.session.state().facts.width, 6);
        QCOMPARE(f.session.state().origin, kVideo);
        QTRY_VERIFY(!f.frames.empty() && numberOf(f.frames.back()) == 29); // shown, whatever was left out before
        double before = -1;
        for (const LiveFrame& frame : f.frames) {
            QVERIFY(!frame.prediction.error);
            QCOMPARE(bestOf(frame.prediction), static_cast<std::size_t>(numberOf(frame)) % 10);
            QCOMPARE(frame.seconds, numberOf(frame) / 100.0);
            QCOMPARE(frame.prediction.rejectThreshold, std::optional(0.5));
            QVERIFY(frame.prediction.decodeMs >= 0.5); // the frame's own time, and what the network's input took
            QVERIFY(frame.seconds > before);
            before = frame.seconds;
        }
        QVERIFY(f.session.state().framesPerSecond > 0);
        QVERIFY(f.frames.size() < 2 || f.session.state().answersPerSecond > 0);
        QCOMPARE(f.engine.predictorsAsked(), 1);
    }

    void manyFramesBecomeFewDeliveries()
    {
        Fixture f([](int number, const std::stop_token& stop) {
            return number < 20'000 ? endless(number, stop) : Result<std::optional<Frame>>(std::optional<Frame>());
        });
        f.session.start(kCamera); // frames of a camera do not wait for their time
        QTRY_COMPARE_WITH_TIMEOUT(f.stage(), Stage::Ended, 60'000);
        QTRY_VERIFY(!f.frames.empty() && f.frames.back().seconds == 199.99);
        QVERIFY(f.frames.size() < 5'000);
    }

    void aPausedCameraIsReadAndNotShown()
    {
        Fixture f(endless);
        f.session.start(kCamera);
        QTRY_VERIFY(!f.frames.empty());
        f.session.pause();
        QCOMPARE(f.stage(), Stage::Paused);
        const int asked = f.opener.asked();
        QTRY_VERIFY(f.opener.asked() > asked + 1'000);
        QVERIFY(f.frames.back().seconds <= asked / 100.0); // what was on its way may still come, and no later one
        const int later = f.opener.asked();
        f.session.resume();
        QCOMPARE(f.stage(), Stage::Running);
        QTRY_VERIFY(f.frames.back().seconds > later / 100.0); // nothing of the pause
    }

    void aPausedVideoWaits()
    {
        Fixture f(endless);
        f.session.start(kVideo);
        QTRY_VERIFY(f.frames.size() > 2);
        f.session.pause();
        f.session.resume();
        f.session.pause();
        const int asked = f.opener.asked();
        QCOMPARE(f.stage(), Stage::Paused);
        f.session.findCameras(); // some other work goes on meanwhile
        QSignalSpy found(&f.session, &LiveSession::camerasFound);
        QVERIFY(found.wait());
        QVERIFY(f.opener.asked() <= asked + 1);
        f.session.resume();
        QTRY_VERIFY(f.opener.asked() > asked + 5);
    }

    void stopEndsIt()
    {
        const auto run = std::make_shared<std::atomic<int>>(0);
        Fixture f([run](int number, const std::stop_token& stop) {
            *run += number == 0 ? 1 : 0;
            Result<std::optional<Frame>> frame = endless(number, stop);
            std::fill((*frame)->image.pixels.begin(), (*frame)->image.pixels.end(), static_cast<std::uint8_t>(*run));
            return frame;
        });
        f.session.start(kCamera);
        QTRY_VERIFY(!f.frames.empty());
        f.session.stop();
        QCOMPARE(f.stage(), Stage::Off);
        const std::size_t count = f.frames.size();
        f.session.start(kVideo); // comes only after the other one has let go
        QTRY_VERIFY(f.frames.size() > count);
        QCOMPARE(numberOf(f.frames[count]), 2);
        QCOMPARE(f.opener.openings(), 2);
    }

    void theModelOfTheMomentAnswers()
    {
        Fixture f(endless);
        f.session.start(kCamera);
        QTRY_VERIFY(!f.frames.empty());
        f.session.setModel(modelOf(3));
        QTRY_COMPARE(f.frames.back().prediction.modelTitle, std::string("3 classes"));
        QCOMPARE(f.frames.back().prediction.probabilities.size(), std::size_t{3});
        f.session.setModel(nullptr);
        QTRY_VERIFY(f.frames.back().prediction.error);
        QVERIFY(f.frames.back().prediction.error->code == ErrorCode::RunInvalid);
        QVERIFY(!f.frames.back().prediction.image.original.isEmpty()); // the picture goes on
    }

    void framesWaitForTheModules()
    {
        Fixture f(endless, false);
        f.session.start(kCamera);
        QTRY_VERIFY(f.opener.asked() > 100);
        QCOMPARE(f.frames.size(), std::size_t{0});
        f.loader.adopt(&f.reader, &f.engine);
        QTRY_VERIFY(!f.frames.empty());
        QVERIFY(!f.frames.back().prediction.error);
    }

    void errorsEndIt_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("isCamera");
        QTest::addColumn<int>("code");
        QTest::newRow("no such camera") << "/dev/missing" << true << static_cast<int>(ErrorCode::CameraMissing);
        QTest::newRow("busy camera") << "/dev/busy" << true << static_cast<int>(ErrorCode::CameraBusy);
        QTest::newRow("no video") << "/videos/missing.avi" << false << static_cast<int>(ErrorCode::NotAVideo);
        QTest::newRow("unplugged") << "/dev/video0" << true << static_cast<int>(ErrorCode::CameraMissing);
    }

    void errorsEndIt()
    {
        QFETCH(QString, path);
        QFETCH(bool, isCamera);
        QFETCH(int, code);
        Fixture f([](int number, const std::stop_token&) {
            return number == 0 ? Result<std::optional<Frame>>(FakeFrameOpener::frame(0))
                               : Error{ErrorCode::CameraMissing, {}, "/dev/video0"};
        });
        f.session.start({path.toStdString(), "it", isCamera});
        QTRY_COMPARE(f.stage(), Stage::Ended);
        QCOMPARE(static_cast<int>(f.session.state().error->code), code);
        f.session.start(kVideo); // another one begins without the error
        QVERIFY(!f.session.state().error);
    }

    void whatIsThrownIsAnError()
    {
        Fixture f([](int, const std::stop_token&) -> Result<std::optional<Frame>> { throw std::bad_alloc(); });
        f.session.start(kVideo);
        QTRY_COMPARE(f.stage(), Stage::Ended);
        QVERIFY(f.session.state().error->code == ErrorCode::OutOfMemory);
    }

    void camerasAreFound()
    {
        Fixture f;
        f.opener.cameras = {{"/dev/video0", "HD webcam"}, {"/dev/video2", "Microscope"}};
        std::vector<Camera> cameras;
        QObject::connect(&f.session, &LiveSession::camerasFound,
                         [&](const std::vector<Camera>& found) { cameras = found; });
        f.session.findCameras();
        QTRY_COMPARE(cameras.size(), std::size_t{2});
        QVERIFY(cameras == f.opener.cameras);
    }

    void aMissingModuleIsSaid()
    {
        Fixture f;
        f.missing = Error{ErrorCode::EngineMissing, "no such file", "/lib/libsaccade-video.so"};
        QSignalSpy failed(&f.session, &LiveSession::camerasFailed);
        f.session.findCameras();
        QTRY_COMPARE(failed.count(), 1);
        f.session.start(kVideo);
        QTRY_COMPARE(f.stage(), Stage::Ended);
        QVERIFY(f.session.state().error->code == ErrorCode::EngineMissing);
    }

    void destructionWhileRunning_data()
    {
        QTest::addColumn<int>("script");
        QTest::newRow("many frames") << 0;
        QTest::newRow("none") << 1;
        QTest::newRow("paused video") << 2;
    }

    void destructionWhileRunning()
    {
        QFETCH(int, script);
        Fixture f(script == 1 ? silent : endless);
        f.session.start(script == 2 ? kVideo : kCamera);
        QTRY_VERIFY(f.opener.asked() > 0);
        QTRY_COMPARE(f.stage(), Stage::Running);
        if (script == 2) {
            f.session.pause();
        }
    } // the fixture goes here, and with it the session
};

SACCADE_TEST(tst_live_session, TstLiveSession)
#include "tst_live_session.moc"
