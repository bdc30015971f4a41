#include <QTest>
#include <algorithm>
#include <future>

#include "tests/test_registry.h"
#include "tests/web/test_server.h"

using namespace saccade;
using namespace std::string_literals;

/// What a client that keeps to the rules gets, over real connections.
class TstPredictionServer : public QObject
{
    Q_OBJECT

private slots:
    void answersItsRoutes();
    void classifies();
    void imagesThatCannotBeUsed();
    void headIsGetWithoutItsBody();
    void connectionsAreKept();
    void oldClients();
    void pipelinedRequestsKeepTheirOrder();
    void waitsToContinue();
    void concurrentRequestsBecomeABatch();
    void tooManyWait();
    void bodiesShareTheirMemory();
    void listensWithIPv6();
    void portsAndTokens();
    void stopsWhileBusy();
    void stopsWhileAClientIsSilent();
};

namespace {

ServerConfig bareConfig()
{
    ServerConfig config;
    config.model = {"test", {"zero", "one", "two"}, {{2, 2, 3}, ResizeMode::Squash}, std::nullopt};
    return config;
}

const std::string kBusy = "\"code\":\"busy\"";

} // namespace

void TstPredictionServer::answersItsRoutes()
{
    const TestServer test;
    QVERIFY(test.isHealthy());
    const RawAnswer page = test.ask(test.get("/"));
    QCOMPARE(page.status, 200);
    QVERIFY(page.body.starts_with("<!doctype html>"));
    QVERIFY(page.field("content-security-policy").starts_with("default-src 'none'"));
    QVERIFY(page.body.find(kTestToken) == std::string::npos);
    const RawAnswer model = test.ask(test.get("/model", tokenField()));
    QCOMPARE(model.status, 200);
    QVERIFY2(model.body.starts_with("{\"title\":\"A \\\"test\\\"\",\"classes\":[\"zero\",\"one\",\"two\"]"),
             model.body.c_str());
    for (const char* field : {"access-control-allow-origin", "set-cookie", "server"}) {
        QVERIFY(!model.fields.contains(field));
    }
    QCOMPARE(test.server->pageAddress(), "http://" + test.host() + "/#token=" + kTestToken);
}

void TstPredictionServer::classifies()
{
    const TestServer test;
    const RawAnswer answer = test.ask(test.post("b")); // 98 modulo 3
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, "{\"label\":\"two\",\"probability\":0.8,\"isUnknown\":true,\"top\":[{\"label\":\"two\","
                          "\"probability\":0.8},{\"label\":\"zero\",\"probability\":0.1}],\"milliseconds\":"
                          "{\"decode\":0.25,\"network\":0.5}}\n"s);
    QCOMPARE(test.server->counts().predictions, 1U);
    QCOMPARE(test.server->counts().requests, 1U);
    QCOMPARE(test.server->counts().refusals, 0U);
}

void TstPredictionServer::imagesThatCannotBeUsed()
{
    const TestServer test;
    RawClient client = test.connect();
    client.send(test.post("!none"));
    const RawAnswer none = client.read();
    QCOMPARE(none.status, 422);
    QVERIFY2(none.body.find("\"code\":\"not_an_image\"") != std::string::npos, none.body.c_str());
    client.send(test.post("?throws"));
    const RawAnswer thrown = client.read();
    QCOMPARE(thrown.status, 500);
    QVERIFY2(thrown.body.find("secret") == std::string::npos, thrown.body.c_str());
    client.send(test.post("a"));
    QCOMPARE(client.read().status, 200); // on the same connection
}

void TstPredictionServer::headIsGetWithoutItsBody()
{
    const TestServer test;
    for (const char* path : {"/", "/healthz", "/model"}) {
        const std::string get = test.get(path, tokenField());
        const RawAnswer full = test.ask(get);
        RawClient client = test.connect();
        client.send("HEAD" + get.substr(3) + test.get("/healthz"));
        const RawAnswer head = client.read(true);
        QCOMPARE(head.status, 200);
        QCOMPARE(head.field("content-length"), std::to_string(full.body.size()));
        QCOMPARE(client.read().body, "{\"status\":\"ok\"}\n"s); // what follows is the next answer
    }
}

void TstPredictionServer::connectionsAreKept()
{
    const TestServer test;
    RawClient client = test.connect();
    for (int i = 0; i < 20; ++i) {
        QVERIFY(client.send(test.get("/nothing")) && client.read().status == 404);
        QVERIFY(client.send(test.get("/model")) && client.read().status == 401);
        QVERIFY(client.send(test.post("a")) && client.read().status == 200);
    }
    QCOMPARE(test.server->counts().connections, 1U);
    client.send(test.get("/healthz", "Connection: close\r\n"));
    QCOMPARE(client.read().field("connection"), "close"s);
    QVERIFY(client.isEnded());
}

void TstPredictionServer::oldClients()
{
    const TestServer test;
    const std::string host = "Host: " + test.host() + "\r\n";
    RawClient client = test.connect();
    client.send("GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n" + host + "\r\n");
    QCOMPARE(client.read().field("connection"), "keep-alive"s);
    client.send("GET /healthz HTTP/1.0\r\n" + host + "\r\n");
    QCOMPARE(client.read().status, 200);
    QVERIFY(client.isEnded());
}

void TstPredictionServer::pipelinedRequestsKeepTheirOrder()
{
    const TestServer test;
    RawClient client = test.connect();
    std::string all;
    const std::string labels = "zero one two "s;
    for (char image = 'c'; image < 'c' + 12; ++image) { // 99 modulo 3 is 0
        all += test.post(std::string(5'000, image)) + test.get("/healthz");
    }
    client.send(all);
    for (int i = 0; i < 12; ++i) {
        const std::vector<std::string> names{"zero", "one", "two"};
        const RawAnswer answer = client.read();
        QVERIFY2(answer.body.starts_with("{\"label\":\"" + names[static_cast<std::size_t>(i) % 3]),
                 answer.body.c_str());
        QCOMPARE(client.read().body, "{\"status\":\"ok\"}\n"s);
    }
}

void TstPredictionServer::waitsToContinue()
{
    const TestServer test;
    RawClient client = test.connect();
    const std::string request = test.post(std::string(100'000, 'b'), "Expect: 100-continue\r\n");
    const std::size_t head = request.find("\r\n\r\n") + 4;
    client.send(std::string_view(request).substr(0, head));
    QCOMPARE(client.read().status, 100);
    client.send(std::string_view(request).substr(head));
    QCOMPARE(client.read().status, 200);
    client.send(request.substr(0, head - 2) + "Transfer-Encoding: chunked\r\n\r\n");
    QCOMPARE(client.read().status, 400); // told before the body is sent
}

void TstPredictionServer::concurrentRequestsBecomeABatch()
{
    TestServer test;
    test.classifier.close();
    std::vector<RawClient> clients;
    for (int i = 0; i < 9; ++i) {
        clients.push_back(test.connect());
        clients.back().send(test.post("a"));
        if (i == 0) {
            test.classifier.waitForBatches(1);
        }
    }
    QTRY_COMPARE_WITH_TIMEOUT(test.server->counts().requests, 9U, 20'000);
    test.classifier.open();
    for (RawClient& client : clients) {
        QCOMPARE(client.read().status, 200);
    }
    const std::vector<std::size_t> sizes = test.classifier.batchSizes();
    QCOMPARE(sizes.front(), 1U);
    QVERIFY2(sizes.size() <= 3, std::to_string(sizes.size()).c_str()); // one batch, or two when the machine is slow
}

void TstPredictionServer::tooManyWait()
{
    TestServer test;
    test.classifier.close();
    std::vector<RawClient> clients;
    clients.push_back(test.connect());
    clients.back().send(test.post("a"));
    test.classifier.waitForBatches(1);
    for (int i = 0; i < 9; ++i) { // eight wait, the ninth is told so
        clients.push_back(test.connect());
        clients.back().send(test.post("a"));
    }
    QTRY_COMPARE_WITH_TIMEOUT(test.server->counts().refusals, 1U, 20'000);
    QVERIFY(test.isHealthy()); // others are served all the time
    test.classifier.open();
    int busy = 0;
    for (RawClient& client : clients) {
        const RawAnswer answer = client.read();
        const bool isBusy = answer.status == 503 && answer.field("retry-after") == "1" &&
                            answer.body.find(kBusy) != std::string::npos && answer.field("connection").empty();
        busy += isBusy ? 1 : 0;
        QVERIFY(isBusy || answer.status == 200);
    }
    QCOMPARE(busy, 1);
}

void TstPredictionServer::bodiesShareTheirMemory()
{
    ServerLimits limits;
    limits.allBodyBytes = 100'000;
    const TestServer test(limits);
    const std::string image = test.post(std::string(60'000, 'a'));
    RawClient first = test.connect();
    first.send(std::string_view(image).substr(0, 30'000));
    QTRY_COMPARE_WITH_TIMEOUT(test.server->counts().requests, 1U, 20'000);
    const RawAnswer second = test.ask(image);
    QCOMPARE(second.status, 503);
    QVERIFY(second.body.find(kBusy) != std::string::npos);
    first.send(std::string_view(image).substr(30'000));
    QCOMPARE(first.read().status, 200);
    QCOMPARE(test.ask(image).status, 200); // given back
    {
        RawClient leaves = test.connect();
        leaves.send(std::string_view(image).substr(0, 30'000));
    }
    QTRY_COMPARE_WITH_TIMEOUT(test.ask(image).status, 200, 20'000); // also by one who went
}

void TstPredictionServer::listensWithIPv6()
{
    const TestServer test;
    RawClient client(test.server->port(), true);
    if (!client.isConnected()) {
        QSKIP("this computer has no IPv6 loopback");
    }
    client.send("GET /healthz HTTP/1.1\r\nHost: [::1]:" + std::to_string(test.server->port()) + "\r\n\r\n");
    QCOMPARE(client.read().status, 200);
}

void TstPredictionServer::portsAndTokens()
{
    ScriptedClassifier classifier;
    auto first = PredictionServer::start(bareConfig(), classifier.function());
    QVERIFY(first);
    ServerConfig config = bareConfig();
    config.port = (*first)->port();
    const auto second = PredictionServer::start(config, classifier.function());
    QVERIFY(!second);
    QCOMPARE(second.error().code, ErrorCode::PortUnavailable);
    QVERIFY2(second.error().detail.starts_with("port " + std::to_string(config.port) + ": "),
             second.error().detail.c_str());
    const std::string oldToken = (*first)->token();
    (*first)->stop();
    const auto third = PredictionServer::start(config, classifier.function()); // the port is free at once
    QVERIFY(third);
    QCOMPARE((*third)->port(), config.port);
    QVERIFY((*third)->token() != oldToken);
    config.port = 0;
    config.token = "short";
    QCOMPARE(PredictionServer::start(config, classifier.function()).error().code, ErrorCode::SettingInvalid);
    config.token.clear();
    config.isAnyAddress = true;
    const auto open = PredictionServer::start(config, classifier.function());
    QVERIFY(open);
    RawClient client((*open)->port());
    client.send(
        "GET /healthz HTTP/1.1\r\nHost: 192.0.2.1:9\r\n\r\nGET /healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    QCOMPARE(client.read().status, 200);
    QCOMPARE(client.read().status, 403);
}

void TstPredictionServer::stopsWhileBusy()
{
    TestServer test;
    test.classifier.close();
    RawClient running = test.connect();
    running.send(test.post("a"));
    test.classifier.waitForBatches(1);
    RawClient waiting = test.connect();
    waiting.send(test.post("b"));
    RawClient idle = test.connect();
    QTRY_COMPARE_WITH_TIMEOUT(test.server->counts().requests, 2U, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(test.server->counts().connections, 3U, 20'000);
    auto stopped = std::async(std::launch::async, [&test] { test.server->stop(); });
    QVERIFY(idle.isEnded());                                // at once
    QVERIFY(!RawClient(test.server->port()).isConnected()); // nobody new
    test.classifier.open();
    QCOMPARE(running.read().status, 200);
    const RawAnswer refused = waiting.read();
    QCOMPARE(refused.status, 503);
    QVERIFY2(refused.body.find("\"stopping\"") != std::string::npos, refused.body.c_str());
    stopped.get();
    QVERIFY(running.isEnded() && waiting.isEnded());
    test.server->stop(); // does nothing
}

void TstPredictionServer::stopsWhileAClientIsSilent()
{
    TestServer test;
    RawClient half = test.connect();
    half.send("GET /healthz HT");
    const std::string image = test.post(std::string(60'000, 'a'));
    RawClient body = test.connect();
    body.send(std::string_view(image).substr(0, 30'000));
    QTRY_COMPARE_WITH_TIMEOUT(test.server->counts().requests, 1U, 20'000);
    test.server->stop();
    QVERIFY(half.isEnded());
    QVERIFY(body.isEnded());
}

SACCADE_TEST(tst_prediction_server, TstPredictionServer)
#include "tst_prediction_server.moc"
