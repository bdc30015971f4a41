#include <QTest>
#include <algorithm>
#include <sys/resource.h>
#include <thread>

#include "tests/test_registry.h"
#include "tests/web/test_server.h"

using namespace saccade;
using namespace std::chrono_literals;

/// Clients that take their time, say much, or say nothing: they end, others are served, and memory stays.
class TstSlowClients : public QObject
{
    Q_OBJECT

private slots:
    void aSlowHead();
    void aSilentConnection();
    void aKeptConnectionWithoutRequests();
    void aSlowBody();
    void aSilentBody();
    void aQuickBodyOfAnySize();
    void aReaderThatDoesNotRead();
    void aFullHouse();
    void aThousandIdleConnections();
    void aHeadOfHundredsOfMegabytes();
    void bodiesThatAreRefused();
};

namespace {

constexpr std::size_t kMostGrowth = std::size_t{64} << 20;

ServerLimits shortTimes()
{
    ServerLimits limits;
    limits.headTime = 400ms;
    limits.keepAliveTime = 400ms;
    limits.bodyGrace = 300ms;
    limits.bodySilence = 400ms;
    limits.answerTime = 400ms;
    limits.lingerTime = 400ms;
    limits.evictAfter = 100ms;
    return limits;
}

/// For what is sent at once: a busy machine may take a while to come to it.
ServerLimits timeToBegin(std::chrono::milliseconds time)
{
    ServerLimits limits = shortTimes();
    limits.headTime = time;
    limits.keepAliveTime = time;
    return limits;
}

/// The sanitizers keep freed memory back.
bool isMemoryTold()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return false;
#else
    return true;
#endif
}

/// Sends text again and again, with a pause, until the other side takes no more or a minute is over.
void drip(RawClient& client, const std::string& text, std::chrono::milliseconds pause)
{
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (std::chrono::steady_clock::now() < end && client.send(text)) {
        std::this_thread::sleep_for(pause);
    }
}

/// So many descriptors, or as many as this process may have.
std::size_t allowDescriptors(std::size_t count)
{
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = std::max<rlim_t>(limit.rlim_cur, std::min<rlim_t>(count, limit.rlim_max));
    setrlimit(RLIMIT_NOFILE, &limit);
    return std::min<std::size_t>(count, limit.rlim_cur);
}

} // namespace

void TstSlowClients::aSlowHead()
{
    const TestServer test(timeToBegin(3s));
    RawClient client = test.connect();
    client.send("GET /healthz HTTP/1.1\r\nHost: " + test.host() + "\r\nA: ");
    std::jthread dripping([&client] { drip(client, "b", 20ms); });
    QCOMPARE(client.read().status, 408);
    QVERIFY(test.isHealthy());
}

void TstSlowClients::aSilentConnection()
{
    const TestServer test(shortTimes());
    RawClient client = test.connect();
    QVERIFY(client.isEnded()); // without a word: a browser may have opened it in advance
}

void TstSlowClients::aKeptConnectionWithoutRequests()
{
    const TestServer test(timeToBegin(3s));
    RawClient client = test.connect();
    client.send(test.get("/healthz"));
    QCOMPARE(client.read().status, 200);
    QVERIFY(client.isEnded());
}

void TstSlowClients::aSlowBody()
{
    const TestServer test(timeToBegin(20s));
    RawClient client = test.connect();
    const std::string request = test.post(std::string(1'000'000, 'a'));
    client.send(std::string_view(request).substr(0, request.size() - 1'000'000));
    std::jthread dripping([&client] { drip(client, "aaaa", 20ms); }); // 200 bytes a second
    const RawAnswer answer = client.read();
    QCOMPARE(answer.status, 408);
    QVERIFY(answer.body.find("body_timeout") != std::string::npos);
    QVERIFY(test.isHealthy());
}

void TstSlowClients::aSilentBody()
{
    const TestServer test(timeToBegin(20s));
    RawClient client = test.connect();
    const std::string request = test.post(std::string(1'000'000, 'a'));
    client.send(std::string_view(request).substr(0, 900'000)); // much in advance does not buy a rest of 90 s
    QCOMPARE(client.read().status, 408);
}

void TstSlowClients::aQuickBodyOfAnySize()
{
    const TestServer test;
    for (const std::size_t size :
         {std::size_t{1}, std::size_t{65'536}, std::size_t{3'000'001}, std::size_t{32} << 20}) {
        QCOMPARE(test.ask(test.post(std::string(size, 'a'))).status, 200);
    }
}

void TstSlowClients::aReaderThatDoesNotRead()
{
    const TestServer test(shortTimes());
    RawClient client = test.connect();
    std::string many;
    for (int i = 0; i < 1000; ++i) {
        many += test.get("/");
    }
    const std::size_t before = residentBytes();
    int sent = 0;
    while (sent < 2000 && client.send(many)) { // the page is fifty times its request
        ++sent;
    }
    QVERIFY2(sent < 2000, "the server should have given up");
    QVERIFY(!isMemoryTold() || residentBytes() < before + kMostGrowth);
    QVERIFY(test.isHealthy());
}

void TstSlowClients::aFullHouse()
{
    ServerLimits limits;
    limits.evictAfter = 60s; // nobody leaves
    const TestServer test(limits);
    std::vector<RawClient> clients;
    for (std::size_t i = 0; i < limits.connections; ++i) {
        clients.push_back(test.connect());
    }
    QTRY_COMPARE_WITH_TIMEOUT(test.server->counts().connections, limits.connections, 20'000);
    RawClient extra = test.connect();
    extra.send(test.get("/healthz"));
    const RawAnswer answer = extra.read();
    QCOMPARE(answer.status, 503);
    QVERIFY(answer.body.find("too_many_connections") != std::string::npos);
    QVERIFY(extra.isEnded());
    clients.pop_back();
    bool isHealthy = false; // asked until once: each time takes the one free place for a moment
    QTRY_VERIFY_WITH_TIMEOUT(isHealthy = isHealthy || test.isHealthy(), 20'000);
    clients.front().send(test.get("/healthz"));
    QCOMPARE(clients.front().read().status, 200);
}

void TstSlowClients::aThousandIdleConnections()
{
    // Both ends of a connection are this process's: the server's are few.
    const std::size_t descriptors = allowDescriptors(1'300);
    if (descriptors < 300) {
        QSKIP("this process may not open enough connections");
    }
    const std::size_t count = std::min<std::size_t>(1'000, descriptors - 200);
    qInfo("%zu idle connections", count);
    ServerLimits limits = shortTimes();
    limits.headTime = 20s;
    const TestServer test(limits);
    const std::size_t before = residentBytes();
    std::vector<RawClient> idle;
    for (std::size_t i = 0; i < count; ++i) {
        idle.push_back(test.connect());
        QVERIFY(idle.back().isConnected());
    }
    QTRY_VERIFY_WITH_TIMEOUT(test.isHealthy(), 20'000); // in the place of one that was silent
    QTRY_COMPARE_WITH_TIMEOUT(test.ask(test.post("a")).status, 200, 20'000);
    QVERIFY(!isMemoryTold() || residentBytes() < before + kMostGrowth);
    QVERIFY(test.server->counts().connections > count);
}

void TstSlowClients::aHeadOfHundredsOfMegabytes()
{
    const TestServer test;
    const std::size_t before = residentBytes();
    RawClient client = test.connect();
    client.send("GET /healthz HTTP/1.1\r\nHost: " + test.host() + "\r\n");
    const std::string piece = "A: " + std::string(1'000, 'b') + "\r\n";
    for (int i = 0; i < 200'000 && client.send(piece); ++i) {
    }
    QVERIFY(!isMemoryTold() || residentBytes() < before + kMostGrowth);
    QVERIFY(test.isHealthy());
    QVERIFY(test.server->counts().refusals >= 1);
}

void TstSlowClients::bodiesThatAreRefused()
{
    const TestServer test;
    const std::size_t before = residentBytes();
    const std::string head = "POST /predict HTTP/1.1\r\nHost: " + test.host() + "\r\nContent-Type: image/png\r\n";
    std::vector<RawClient> clients;
    for (int i = 0; i < 30; ++i) {
        clients.push_back(test.connect());
        clients.back().send(head + tokenField() + "Content-Length: 10737418240\r\n\r\n" + std::string(10'000, 'x'));
        QCOMPARE(clients.back().read().status, 413);
    }
    RawClient stranger = test.connect();
    stranger.send(head + "Content-Length: 30000000\r\n\r\n" + std::string(1'000'000, 'x'));
    QCOMPARE(stranger.read().status, 401); // seen although the body still comes
    QVERIFY(!isMemoryTold() || residentBytes() < before + kMostGrowth);
    QVERIFY(test.isHealthy());
}

SACCADE_TEST(tst_slow_clients, TstSlowClients)
#include "tst_slow_clients.moc"
