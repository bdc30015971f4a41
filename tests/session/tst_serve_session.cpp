#include <QSignalSpy>
#include <QTest>

#include "engine/session/serve_session.h"
#include "tests/support/fake_engine.h"
#include "tests/support/raw_client.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

using Stage = ServeState::Stage;

/// A model of the fake engine: the answer is the image's first byte modulo the classes.
std::shared_ptr<const Model> modelOf(const std::vector<std::string>& classNames)
{
    Model model;
    model.network.nodes.push_back({"input", InputLayer{{3, 3, 1}, {}}, {}});
    NamedTensors tensors;
    tensors["answers"].values.resize(classNames.size());
    model.tensors = std::make_shared<const NamedTensors>(std::move(tensors));
    model.classNames = classNames;
    return std::make_shared<const Model>(std::move(model));
}

struct Fixture
{
    Fixture() { session.setModel(modelOf({"zero", "one", "two"})); }

    void start(std::uint16_t port = 0)
    {
        loader.adopt(&reader, &engine);
        session.start(port);
        QTRY_VERIFY(session.state().stage != Stage::Starting);
    }

    [[nodiscard]] std::uint16_t port() const
    {
        const std::string& address = session.state().address;
        return static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
    }

    [[nodiscard]] RawAnswer ask(const std::string& line, const std::string& fields, const std::string& body = {}) const
    {
        RawClient client(port());
        client.send(line + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port()) + "\r\n" + fields + "\r\n" + body);
        return client.read();
    }

    [[nodiscard]] RawAnswer predict(const std::string& image, const std::string& token) const
    {
        return ask("POST /predict",
                   "Authorization: Bearer " + token +
                       "\r\nContent-Type: image/png\r\nContent-Length: " + std::to_string(image.size()) + "\r\n",
                   image);
    }

    FakeImageReader reader;
    FakeComputeEngine engine;
    EngineLoader loader;
    ServeSession session{loader};
};

bool names(const RawAnswer& answer, const std::string& label)
{
    return answer.body.find("\"label\":\"" + label + "\"") != std::string::npos;
}

} // namespace

/// The endpoint behind its switch, over real sockets.
class TstServeSession : public QObject
{
    Q_OBJECT

private slots:
    void answersWithTheModel()
    {
        Fixture f;
        f.start();
        QVERIFY(f.session.state().stage == Stage::On);
        QCOMPARE(f.ask("GET /healthz", "").status, 200);
        const RawAnswer answer = f.predict("\x04", f.session.state().token);
        QCOMPARE(answer.status, 200);
        QVERIFY2(names(answer, "one"), answer.body.c_str());
        QCOMPARE(f.predict("\x04", "0123456789abcdef").status, 401);
        QTRY_COMPARE(f.session.state().answered, std::uint64_t{1});
        QTRY_COMPARE(f.session.state().refused, std::uint64_t{1});
    }

    void offRefusesConnections()
    {
        Fixture f;
        f.start();
        const std::uint16_t port = f.port();
        QVERIFY(RawClient(port).isConnected());
        f.session.stop();
        QTRY_VERIFY(f.session.state().stage == Stage::Off);
        QVERIFY(!RawClient(port).isConnected());
        const std::string token = f.session.state().token;
        f.start(port);
        QVERIFY(f.session.state().stage == Stage::On);
        QCOMPARE(f.port(), port);
        QCOMPARE(f.session.state().token, token);
    }

    void anotherModelKeepsPortAndToken()
    {
        Fixture f;
        f.start();
        const std::uint16_t port = f.port();
        const std::string token = f.session.state().token;
        QCOMPARE(f.predict("\x04", token).status, 200);
        f.session.setModel(modelOf({"a", "b", "c", "d", "e"}));
        QTRY_VERIFY(f.session.state().stage == Stage::On);
        QCOMPARE(f.port(), port);
        QCOMPARE(f.session.state().token, token);
        QCOMPARE(f.session.state().answered, std::uint64_t{1}); // since it was switched on
        const RawAnswer answer = f.predict("\x04", token);
        QVERIFY2(names(answer, "e"), answer.body.c_str());
    }

    void aTakenPortIsAnErrorAndLeavesItOff()
    {
        Fixture first;
        first.start();
        Fixture second;
        second.start(first.port());
        QVERIFY(second.session.state().stage == Stage::Off);
        QVERIFY(second.session.state().error->code == ErrorCode::PortUnavailable);
        second.start();
        QVERIFY(second.session.state().stage == Stage::On);
        QVERIFY(!second.session.state().error);
    }

    void whatIsMissingIsSaid()
    {
        Fixture f;
        f.session.setModel(nullptr);
        f.start();
        QVERIFY(f.session.state().error->code == ErrorCode::RunInvalid);
        Fixture without;
        without.session.start(0);
        QVERIFY(without.session.state().stage == Stage::Starting); // the modules may still come
        without.loader.adopt(&without.reader, nullptr);
        QTRY_VERIFY(without.session.state().stage == Stage::Off);
        QVERIFY(without.session.state().error->code == ErrorCode::EngineMissing);
    }

    void switchedFastTheLastWordCounts()
    {
        Fixture f;
        f.loader.adopt(&f.reader, &f.engine);
        for (int i = 0; i < 5; ++i) {
            f.session.start(0);
            f.session.stop();
        }
        QTRY_VERIFY(f.session.state().stage == Stage::Off);
        f.session.stop();
        f.session.start(0);
        f.session.setModel(modelOf({"a", "b"}));
        QTRY_VERIFY(f.session.state().stage == Stage::On);
        QVERIFY(names(f.predict("\x05", f.session.state().token), "b"));
    }

    void itCanBeDestroyedWhileItServes()
    {
        std::uint16_t port = 0;
        {
            Fixture f;
            f.start();
            port = f.port();
            const RawClient client(port); // stays open
            QVERIFY(client.isConnected());
        }
        QVERIFY(!RawClient(port).isConnected());
    }
};

SACCADE_TEST(tst_serve_session, TstServeSession)
#include "tst_serve_session.moc"
