#include "tests/web/test_server.h"

#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <unistd.h>

using namespace saccade;

namespace {

Result<ImageAnswer> answerTo(EncodedImage image)
{
    if (image[0] == '?') {
        throw std::runtime_error("/a/secret/path");
    }
    if (image[0] == '!') {
        return Error{ErrorCode::NotAnImage, "a test", "/a/secret/path"};
    }
    ImageAnswer answer{{0.1F, 0.1F, 0.1F}, 0.25, 0.5};
    answer.probabilities[image[0] % 3] = 0.8F;
    return answer;
}

ServerConfig testConfig(const ServerLimits& limits)
{
    ServerConfig config;
    config.model = {"A \"test\"", {"zero", "one", "two"}, {{2, 2, 3}, ResizeMode::Squash}, 0.9, 2};
    config.token = kTestToken;
    config.limits = limits;
    return config;
}

} // namespace

BatchClassifier ScriptedClassifier::function()
{
    return [this](std::span<const EncodedImage> images, const std::stop_token&) {
        std::unique_lock lock(m_mutex);
        m_sizes.push_back(images.size());
        m_changed.notify_all();
        m_changed.wait(lock, [this] { return !m_isClosed; });
        std::vector<Result<ImageAnswer>> answers;
        for (const EncodedImage image : images) {
            answers.push_back(answerTo(image));
        }
        return answers;
    };
}

void ScriptedClassifier::close()
{
    const std::lock_guard lock(m_mutex);
    m_isClosed = true;
}

void ScriptedClassifier::open()
{
    const std::lock_guard lock(m_mutex);
    m_isClosed = false;
    m_changed.notify_all();
}

void ScriptedClassifier::waitForBatches(std::size_t count)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this, count] { return m_sizes.size() >= count; });
}

std::vector<std::size_t> ScriptedClassifier::batchSizes() const
{
    const std::lock_guard lock(m_mutex);
    return m_sizes;
}

TestServer::TestServer(ServerLimits limits)
{
    auto started = PredictionServer::start(testConfig(limits), classifier.function());
    if (!started) {
        std::abort(); // a test without its server would tell nothing
    }
    server = std::move(started).value();
}

RawAnswer TestServer::ask(const std::string& text) const
{
    RawClient client = connect();
    client.send(text);
    return client.read();
}

bool TestServer::isHealthy() const
{
    const RawAnswer answer = ask(get("/healthz"));
    return answer.status == 200 && answer.body == "{\"status\":\"ok\"}\n";
}

std::string TestServer::host() const
{
    return "127.0.0.1:" + std::to_string(server->port());
}

std::string TestServer::get(const std::string& target, const std::string& fields) const
{
    return "GET " + target + " HTTP/1.1\r\nHost: " + host() + "\r\n" + fields + "\r\n";
}

std::string TestServer::post(const std::string& image, const std::string& fields) const
{
    return "POST /predict HTTP/1.1\r\nHost: " + host() + "\r\n" + tokenField() +
           "Content-Type: image/png\r\nContent-Length: " + std::to_string(image.size()) + "\r\n" + fields + "\r\n" +
           image;
}

std::string tokenField()
{
    return std::string("Authorization: Bearer ") + kTestToken + "\r\n";
}

std::size_t residentBytes()
{
    std::ifstream file("/proc/self/statm");
    std::size_t pages = 0;
    file >> pages >> pages;
    return pages * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}
