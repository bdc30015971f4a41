#include <QTest>

#include "tests/test_registry.h"
#include "tests/web/test_server.h"

using namespace std::string_literals;

/// Requests that are wrong in one way each, over a socket: the status fits, and the next client is served. {host},
/// {port} and {token} stand for the server's.
class TstMalformedRequests : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void getTheirStatus_data();
    void getTheirStatus();
    void areMany();
    void cleanupTestCase() { m_server.reset(); }

private:
    void addRequestLines();
    void addLineEnds();
    void addFields();
    void addHosts();
    void addLengths();
    void addTokens();
    void addTypes();
    void addMethods();
    void addSizes();

    void add(const std::string& name, int status, const std::string& request);
    /// A request line with the Host field.
    void addLine(const std::string& name, int status, const std::string& line);
    /// GET /healthz with one field more.
    void addField(const std::string& name, int status, const std::string& field);
    /// POST /predict with the token and these fields, then five bytes.
    void addPost(const std::string& name, int status, const std::string& fields);

    std::unique_ptr<TestServer> m_server;
    int m_rows = 0;
};

namespace {

std::string replaced(std::string text, const std::string& part, const std::string& by)
{
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + by.size())) {
        text.replace(at, part.size(), by);
    }
    return text;
}

} // namespace

void TstMalformedRequests::initTestCase()
{
    saccade::ServerLimits limits;
    limits.headTime = std::chrono::seconds(2);
    m_server = std::make_unique<TestServer>(limits);
}

void TstMalformedRequests::add(const std::string& name, int status, const std::string& request)
{
    ++m_rows;
    QTest::newRow(name.c_str()) << QByteArray::fromStdString(request) << status;
}

void TstMalformedRequests::addLine(const std::string& name, int status, const std::string& line)
{
    add("line: " + name, status, line + "\r\nHost: {host}\r\n\r\n");
}

void TstMalformedRequests::addField(const std::string& name, int status, const std::string& field)
{
    add("field: " + name, status, "GET /healthz HTTP/1.1\r\nHost: {host}\r\n" + field + "\r\n\r\n");
}

void TstMalformedRequests::addPost(const std::string& name, int status, const std::string& fields)
{
    add("post: " + name, status,
        "POST /predict HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n" + fields + "\r\n\r\nhello");
}

void TstMalformedRequests::addRequestLines()
{
    addLine("only a method", 400, "GET");
    addLine("no version", 400, "GET /healthz");
    addLine("two spaces", 400, "GET  /healthz HTTP/1.1");
    addLine("a space first", 400, " GET /healthz HTTP/1.1");
    addLine("no method", 400, "/healthz HTTP/1.1");
    addLine("a space in the address", 400, "GET /heal thz HTTP/1.1");
    addLine("words behind", 400, "GET /healthz HTTP/1.1 now");
    addLine("a tab for a space", 400, "GET\t/healthz HTTP/1.1");
    addLine("short version", 400, "GET /healthz HTTP/1");
    addLine("open version", 400, "GET /healthz HTTP/1.");
    addLine("long version", 400, "GET /healthz HTTP/1.10");
    addLine("lower-case version", 400, "GET /healthz http/1.1");
    addLine("another protocol", 400, "GET /healthz HTTPS/1.1");
    addLine("version 0.9", 505, "GET /healthz HTTP/0.9");
    addLine("version 1.2", 505, "GET /healthz HTTP/1.2");
    addLine("version 2", 505, "GET /healthz HTTP/2.0");
    addLine("version 9.9", 505, "GET /healthz HTTP/9.9");
    addLine("a method that is no token", 400, "G@T /healthz HTTP/1.1");
    addLine("a proxy's address", 400, "GET http://127.0.0.1/healthz HTTP/1.1");
    addLine("a star", 400, "GET * HTTP/1.1");
    addLine("options of all", 400, "OPTIONS * HTTP/1.1");
    addLine("a tunnel", 400, "CONNECT example.com:443 HTTP/1.1");
    addLine("a backslash", 400, "GET \\healthz HTTP/1.1");
    for (const char* path : {"//", "/../healthz", "/./healthz", "/healthz/", "/HEALTHZ", "/healthz%20", "/%68ealthz",
                             "/healthz;a", "/healthz%00", "/etc/passwd", "/%2e%2e/etc/passwd", "/index.html"}) {
        addLine("not there: "s + path, 404, "GET "s + path + " HTTP/1.1");
    }
    add("HTTP/2 begins", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    add("TLS begins", 400, "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"s);
    add("SSH begins", 408, "SSH-2.0-OpenSSH_9.2\r\n");
    add("bytes of a picture", 400, "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"s);
    add("nothing but its end", 400, "\r\n\r\n");
    add("an empty line first", 400, "\r\nGET /healthz HTTP/1.1\r\nHost: {host}\r\n\r\n");
}

void TstMalformedRequests::addLineEnds()
{
    add("line feeds alone", 400, "GET /healthz HTTP/1.1\nHost: {host}\n\n");
    add("one line feed alone", 400, "GET /healthz HTTP/1.1\r\nHost: {host}\n\r\n");
    add("returns alone", 400, "GET /healthz HTTP/1.1\rHost: {host}\r\r");
    add("return twice", 400, "GET /healthz HTTP/1.1\r\r\nHost: {host}\r\n\r\n");
    add("return inside a field", 400, "GET /healthz HTTP/1.1\r\nHost: {host}\r\nA: b\rC: d\r\n\r\n");
    add("the end as line feed", 400, "GET /healthz HTTP/1.1\r\nHost: {host}\r\n\n");
    for (int byte = 0; byte < 0x20; ++byte) {
        if (byte != '\t' && byte != '\n' && byte != '\r') {
            addField("control character " + std::to_string(byte), 400, "A: b"s + static_cast<char>(byte) + "c");
        }
    }
    addField("delete character", 400, "A: b\x7f");
    addLine("a zero in the address", 400, "GET /\0 HTTP/1.1"s);
    addField("a zero in a name", 400, "A\0: b"s);
}

void TstMalformedRequests::addFields()
{
    addField("no colon", 400, "Accept");
    addField("no name", 400, ": value");
    addField("a space before the colon", 400, "Accept : a");
    addField("a space in the name", 400, "Acc ept: a");
    addField("a bracket in the name", 400, "Acc(ept: a");
    addField("a letter beyond ASCII in the name", 400, "Acc\xc3\xa9pt: a");
    addField("a line that goes on", 400, "A: b\r\n c");
    addField("a line that goes on with a tab", 400, "A: b\r\n\tc");
    addField("a connection that is no list", 400, "Connection: a b");
    add("the first field goes on", 400, "GET /healthz HTTP/1.1\r\n Host: {host}\r\n\r\n");
    add("half a head", 408, "GET /healthz HTTP/1.1\r\nHost: {host}\r\nA: ");
}

void TstMalformedRequests::addHosts()
{
    add("host: none", 400, "GET /healthz HTTP/1.1\r\n\r\n");
    add("host: none in 1.0", 400, "GET /healthz HTTP/1.0\r\n\r\n");
    add("host: two", 400, "GET /healthz HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n");
    for (const char* host : {"",
                             "evil.example",
                             "evil.example:{port}",
                             "127.0.0.1",
                             "localhost",
                             "[::1]",
                             "127.0.0.1:1",
                             "127.0.0.1:",
                             "127.0.0.1:0{port}0",
                             "127.0.0.1:-1",
                             "127.0.0.1:+{port}",
                             "127.0.0.1:{port}:{port}",
                             "127.0.0.1:{port}x",
                             "127.0.0.1.evil.example:{port}",
                             "localhost.:{port}",
                             "localhost.evil.example:{port}",
                             "127.1:{port}",
                             "0.0.0.0:{port}",
                             "192.168.0.1:{port}",
                             "user@127.0.0.1:{port}",
                             "[::1",
                             "[::1]x:{port}",
                             "[::2]:{port}",
                             "::1:{port}",
                             "http://127.0.0.1:{port}",
                             "127.0.0.1:{port}/",
                             "127.0.0.1:{port}, evil.example"}) {
        add("host: "s + host, 403, "GET /healthz HTTP/1.1\r\nHost: "s + host + "\r\n\r\n");
    }
    add("host: wrong with the token", 403,
        "POST /predict HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer {token}\r\nContent-Type: "
        "image/png\r\nContent-Length: 1\r\n\r\nx");
}

void TstMalformedRequests::addLengths()
{
    for (const char* length : {"+5", "-5", "-1", "5, 5", "5,6", "0x5", "5 5", "", "5.0", "5e0", "five",
                               "18446744073709551616", "99999999999999999999999999999"}) {
        addPost("length "s + length, 400, "Content-Type: image/png\r\nContent-Length: "s + length);
    }
    addPost("length twice", 400, "Content-Type: image/png\r\nContent-Length: 5\r\nContent-Length: 5");
    addPost("two lengths", 400, "Content-Type: image/png\r\nContent-Length: 5\r\nContent-Length: 6");
    addPost("length and chunks", 400, "Content-Type: image/png\r\nContent-Length: 5\r\nTransfer-Encoding: chunked");
    addPost("chunks and length", 400, "Content-Type: image/png\r\nTransfer-Encoding: chunked\r\nContent-Length: 5");
    addPost("length and another coding", 400, "Content-Type: image/png\r\nContent-Length: 5\r\nTransfer-Encoding: x");
    addPost("chunks", 411, "Content-Type: image/png\r\nTransfer-Encoding: chunked");
    addPost("another coding", 411, "Content-Type: image/png\r\nTransfer-Encoding: gzip");
    addPost("no length", 411, "Content-Type: image/png");
    addPost("nothing", 400, "Content-Type: image/png\r\nContent-Length: 0");
    addPost("10 GB", 413, "Content-Type: image/png\r\nContent-Length: 10737418240");
    addPost("18 EB", 413, "Content-Type: image/png\r\nContent-Length: 18446744073709551615");
    addPost("a byte too many", 413, "Content-Type: image/png\r\nContent-Length: 33554433");
    addField("a body where there is none", 400, "Content-Length: 5");
    addField("chunks where there are none", 400, "Transfer-Encoding: chunked");
}

void TstMalformedRequests::addTokens()
{
    const std::string length = "Content-Type: image/png\r\nContent-Length: 5\r\n";
    const std::string token = kTestToken;
    const auto both = [&](const std::string& name, int status, const std::string& field) {
        add("token of predict: " + name, status,
            "POST /predict HTTP/1.1\r\nHost: {host}\r\n" + length + field + "\r\nhello");
        add("token of model: " + name, status, "GET /model HTTP/1.1\r\nHost: {host}\r\n" + field + "\r\n");
    };
    both("none", 401, "");
    both("empty", 401, "Authorization:\r\n");
    both("only the scheme", 401, "Authorization: Bearer\r\n");
    both("another scheme", 401, "Authorization: Basic " + token + "\r\n");
    both("no scheme", 401, "Authorization: " + token + "\r\n");
    both("no space", 401, "Authorization: Bearer" + token + "\r\n");
    both("wrong", 401, "Authorization: Bearer 0000000000000000000000\r\n");
    both("its begin", 401, "Authorization: Bearer " + token.substr(0, token.size() - 1) + "\r\n");
    both("longer", 401, "Authorization: Bearer " + token + "0\r\n");
    both("other case", 401, "Authorization: Bearer 0123456789ABCDEF-TOKEN\r\n");
    both("with a tail", 401, "Authorization: Bearer " + token + " x\r\n");
    both("twice", 400, "Authorization: Bearer {token}\r\nAuthorization: Bearer {token}\r\n");
    both("as a cookie", 401, "Cookie: token=" + token + "\r\n");
    add("token of model: in the address", 401, "GET /model?token={token} HTTP/1.1\r\nHost: {host}\r\n\r\n");
}

void TstMalformedRequests::addTypes()
{
    addPost("no type", 415, "Content-Length: 5");
    for (const char* type : {"", "image", "image/", "images/png", "text/plain", "application/json", "image /png",
                             "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ";image/png"}) {
        addPost("type "s + type, 415, "Content-Length: 5\r\nContent-Type: "s + type);
    }
    addPost("two types", 400, "Content-Length: 5\r\nContent-Type: image/png\r\nContent-Type: image/png");
    addPost("packed", 415, "Content-Length: 5\r\nContent-Type: image/png\r\nContent-Encoding: gzip");
    addPost("another expectation", 417, "Content-Length: 5\r\nContent-Type: image/png\r\nExpect: 200-ok");
    addPost("two expectations", 417,
            "Content-Length: 5\r\nContent-Type: image/png\r\nExpect: 100-continue\r\nExpect: 100-continue");
    addPost("no image", 422, "Content-Length: 1\r\nContent-Type: image/png\r\nConnection: close\r\n\r\n!");
}

void TstMalformedRequests::addMethods()
{
    for (const char* path : {"/", "/healthz", "/model", "/predict"}) {
        for (const char* method : {"PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW", "get"}) {
            add("method: "s + method + " " + path, 405,
                std::string(method) + " " + path + " HTTP/1.1\r\nHost: {host}\r\n\r\n");
        }
    }
    addLine("GET of predict", 405, "GET /predict HTTP/1.1");
    addLine("POST of the page", 405, "POST / HTTP/1.1");
    addLine("POST of healthz", 405, "POST /healthz HTTP/1.1");
    addLine("POST of the model", 405, "POST /model HTTP/1.1");
}

void TstMalformedRequests::addSizes()
{
    const std::string long64(65'600, 'a');
    addLine("an address too long", 414, "GET /" + long64 + " HTTP/1.1");
    addLine("a method too long", 414, long64 + " / HTTP/1.1");
    addField("one too large", 431, "A: "s.append(49'200, 'b'));
    addField("a name too large", 431, std::string(49'200, 'b') + ": a");
    addField("all too large", 431, "A: "s.append(40'000, 'b').append("\r\nB: ").append(30'000, 'b'));
    std::string many;
    for (int i = 0; i < 127; ++i) { // with Host 128
        many += std::string("A").append(std::to_string(i)).append(": b\r\n");
    }
    addField("one too many", 431, many + "B: c");
    addField("no end", 431, many + many);
}

void TstMalformedRequests::getTheirStatus_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<int>("status");
    addRequestLines();
    addLineEnds();
    addFields();
    addHosts();
    addLengths();
    addTokens();
    addTypes();
    addMethods();
    addSizes();
}

void TstMalformedRequests::getTheirStatus()
{
    QFETCH(QByteArray, request);
    QFETCH(int, status);
    std::string text = replaced(request.toStdString(), "{host}", m_server->host());
    text = replaced(text, "{port}", std::to_string(m_server->server->port()));
    RawClient client = m_server->connect();
    client.send(replaced(text, "{token}", kTestToken));
    const RawAnswer answer = client.read();
    QVERIFY2(answer.status == status, (std::to_string(answer.status) + ": " + answer.body).c_str());
    QVERIFY2(answer.body.starts_with("{\"error\":{\"code\":\""), answer.body.c_str());
    QCOMPARE(answer.field("content-type"), "application/json"s);
    QVERIFY(!answer.field("date").empty());
    QCOMPARE(answer.field("www-authenticate"), status == 401 ? "Bearer"s : std::string());
    QCOMPARE(!answer.field("allow").empty(), status == 405);
    if (status == 400 || status == 408 || status == 411 || status == 413 || status == 431) {
        if (!request.contains("HTTP/1.0")) {                // which has no other way
            QCOMPARE(answer.field("connection"), "close"s); // where it is unclear what follows, nothing may
        }
        QVERIFY(client.isEnded());
    }
    QVERIFY(m_server->isHealthy());
}

void TstMalformedRequests::areMany()
{
    QVERIFY2(m_rows >= 120, std::to_string(m_rows).c_str());
    qInfo("%d malformed requests", m_rows);
}

SACCADE_TEST(tst_malformed_requests, TstMalformedRequests)
#include "tst_malformed_requests.moc"
