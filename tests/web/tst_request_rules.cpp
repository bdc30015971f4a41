#include <QTest>

#include "engine/web/access_token.h"
#include "engine/web/head_scanner.h"
#include "engine/web/request_rules.h"
#include "tests/test_registry.h"

using namespace saccade;
using namespace std::string_literals;

/// What is accepted, and the parts on their own; tst_malformed_requests has what is not.
class TstRequestRules : public QObject
{
    Q_OBJECT

private slots:
    void headsInPieces();
    void scannerStopsAtTheFault();
    void headIsTakenApart();
    void accepts_data();
    void accepts();
    void hostsOfAnyAddress_data();
    void hostsOfAnyAddress();
    void tokens();
};

namespace {

const std::string kPlain = "GET /healthz HTTP/1.1\r\nHost: localhost:80\r\nA: b\r\n\r\n";

AccessRules rules()
{
    return {{8080, false, {}}, "0123456789abcdef", 100};
}

RequestHead headOf(const std::string& text)
{
    const auto parsed = parseRequestHead(text);
    const auto* head = std::get_if<RequestHead>(&parsed);
    return head != nullptr ? *head : RequestHead{};
}

} // namespace

void TstRequestRules::headsInPieces()
{
    const std::string bytes = kPlain + "rest";
    for (std::size_t first = 0; first <= bytes.size(); ++first) {
        HeadScanner scanner{ServerLimits()};
        QVERIFY(!scanner.scan(std::string_view(bytes).substr(0, first)));
        QCOMPARE(scanner.length(), first >= kPlain.size() ? kPlain.size() : 0);
        QVERIFY(!scanner.scan(bytes));
        QCOMPARE(scanner.length(), kPlain.size());
    }
}

void TstRequestRules::scannerStopsAtTheFault()
{
    for (const std::string& bytes : {"GET / HTTP/1.1\n"s, "\r\n"s, "GET / HTTP/1.1\r\n "s, "\x01"s}) {
        HeadScanner scanner{ServerLimits()};
        QVERIFY(!scanner.scan(std::string_view(bytes).substr(0, bytes.size() - 1)));
        const std::optional<Refusal> refusal = scanner.scan(bytes);
        QVERIFY(refusal && refusal->status == 400);
    }
}

void TstRequestRules::headIsTakenApart()
{
    const RequestHead head = headOf("POST /a?b=c HTTP/1.0\r\nHOST:  x \r\nTwo: 1\r\nTwo: 2\r\nEmpty:\r\n\r\n");
    QCOMPARE(head.method, "POST"s);
    QCOMPARE(head.target, "/a?b=c"s);
    QCOMPARE(head.version, 10);
    QVERIFY(!head.isKeepAlive);
    const std::vector<std::pair<std::string, std::string>> fields{
        {"host", "x"}, {"two", "1"}, {"two", "2"}, {"empty", ""}};
    QVERIFY(head.fields == fields);
    QVERIFY(headOf(kPlain).isKeepAlive);
}

void TstRequestRules::accepts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("route");
    QTest::addColumn<bool>("isHead");
    QTest::addColumn<int>("bodyBytes");
    QTest::addColumn<bool>("isContinueExpected");
    const auto row = [](const char* name, const std::string& lines, Route route, bool isHead = false, int bytes = 0,
                        bool isExpected = false) {
        QTest::newRow(name) << QByteArray::fromStdString(lines + "\r\n\r\n") << static_cast<int>(route) << isHead
                            << bytes << isExpected;
    };
    const std::string host = "Host: 127.0.0.1:8080\r\n";
    const std::string token = "Authorization: Bearer 0123456789abcdef";
    row("page", "GET / HTTP/1.1\r\nHost: localhost:8080", Route::Page);
    row("page with a question", "GET /?a=b HTTP/1.1\r\nHost: LocalHost:8080", Route::Page);
    row("health by IPv6", "GET /healthz HTTP/1.1\r\nHost: [::1]:8080", Route::Health);
    row("health in 1.0", "GET /healthz HTTP/1.0\r\n" + host + "A: b", Route::Health);
    row("head", "HEAD /healthz HTTP/1.1\r\n" + host + "A: b", Route::Health, true);
    row("an empty body", "GET /healthz HTTP/1.1\r\n" + host + "Content-Length: 0", Route::Health);
    row("model", "GET /model HTTP/1.1\r\n" + host + token, Route::Model);
    row("scheme in lower case, two spaces",
        "GET /model HTTP/1.1\r\n" + host + "Authorization: bearer  0123456789abcdef", Route::Model);
    const std::string post = "POST /predict HTTP/1.1\r\n" + host + token + "\r\nContent-Length: 100\r\n";
    row("image", post + "Content-Type: image/png", Route::Predict, false, 100);
    row("any bytes", post + "Content-Type: Application/Octet-Stream ; a=b", Route::Predict, false, 100);
    row("not packed", post + "Content-Type: image/x\r\nContent-Encoding: identity", Route::Predict, false, 100);
    row("waits", post + "Content-Type: image/x\r\nExpect: 100-Continue", Route::Predict, false, 100, true);
    row("1.0 cannot wait",
        "POST /predict HTTP/1.0\r\n" + host + token +
            "\r\nContent-Length: 007\r\nContent-Type: image/x\r\nExpect: 100-continue",
        Route::Predict, false, 7);
}

void TstRequestRules::accepts()
{
    QFETCH(QByteArray, text);
    QFETCH(int, route);
    QFETCH(bool, isHead);
    QFETCH(int, bodyBytes);
    QFETCH(bool, isContinueExpected);
    const auto checked = checkRequest(headOf(text.toStdString()), rules());
    const auto* refusal = std::get_if<Refusal>(&checked);
    QVERIFY2(refusal == nullptr, refusal != nullptr ? refusal->message.c_str() : "");
    const AcceptedRequest wanted{static_cast<Route>(route), isHead, static_cast<std::uint64_t>(bodyBytes),
                                 isContinueExpected};
    QVERIFY(std::get<AcceptedRequest>(checked) == wanted);
}

void TstRequestRules::hostsOfAnyAddress_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("isAllowed");
    QTest::newRow("address") << QByteArray("192.168.1.7:8080") << true;
    QTest::newRow("another port") << QByteArray("192.168.1.7:9000") << true;
    QTest::newRow("no port") << QByteArray("192.168.1.7") << true;
    QTest::newRow("IPv6") << QByteArray("[fe80::1]:8080") << true;
    QTest::newRow("own name") << QByteArray("Desk.local:8080") << true;
    QTest::newRow("loopback") << QByteArray("localhost:9000") << true;
    QTest::newRow("another name") << QByteArray("evil.example:8080") << false;
    QTest::newRow("below the own name") << QByteArray("x.desk.local:8080") << false;
    QTest::newRow("IPv6 without brackets") << QByteArray("fe80::1") << false;
    QTest::newRow("not quite an address") << QByteArray("192.168.1:8080") << false;
    QTest::newRow("nothing") << QByteArray("") << false;
    QTest::newRow("a port too large") << QByteArray("192.168.1.7:65536") << false;
}

void TstRequestRules::hostsOfAnyAddress()
{
    QFETCH(QByteArray, host);
    QFETCH(bool, isAllowed);
    QCOMPARE(isHostAllowed(host.toStdString(), {8080, true, "desk.local"}), isAllowed);
}

void TstRequestRules::tokens()
{
    const Result<std::string> one = makeAccessToken();
    const Result<std::string> two = makeAccessToken();
    QVERIFY(one && two && *one != *two);
    QCOMPARE(one->size(), 32U);
    QVERIFY(isAccessToken(*one));
    QVERIFY(!isAccessToken("0123456789abcde"));
    QVERIFY(!isAccessToken("0123456789abcdef "));
    QVERIFY(!isAccessToken("0123456789abcdef\r\n"));
    QVERIFY(isAccessToken(std::string(256, '~')));
    QVERIFY(!isAccessToken(std::string(257, 'a')));
    QVERIFY(isSameToken(*one, *one));
    QVERIFY(!isSameToken(*one, *two));
    QVERIFY(!isSameToken(one->substr(1), *one));
    QVERIFY(!isSameToken("", *one));
}

SACCADE_TEST(tst_request_rules, TstRequestRules)
#include "tst_request_rules.moc"
