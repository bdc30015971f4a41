#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/web/prediction_server.h"
#include "tests/support/raw_client.h"

inline constexpr const char* kTestToken = "0123456789abcdef-token";

/// Classifies without a network: the class is the image's first byte modulo three, with 0.8 of the probability; an
/// image that begins with '!' is none, one with '?' makes it throw. Closed, it holds each batch until it is opened.
class ScriptedClassifier final
{
public:
    [[nodiscard]] saccade::BatchClassifier function();
    void close();
    void open();
    /// Waits until so many batches have begun.
    void waitForBatches(std::size_t count);
    [[nodiscard]] std::vector<std::size_t> batchSizes() const;

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isClosed = false;
    std::vector<std::size_t> m_sizes;
};

/// A server with the classifier above, classes "zero", "one" and "two".
struct TestServer
{
    explicit TestServer(saccade::ServerLimits limits = {});
    ~TestServer() { classifier.open(); }

    [[nodiscard]] RawClient connect() const { return RawClient(server->port()); }
    /// Sends the text on a connection of its own and gives the first answer.
    [[nodiscard]] RawAnswer ask(const std::string& text) const;
    [[nodiscard]] bool isHealthy() const;
    [[nodiscard]] std::string host() const;
    /// GET with the Host field and further fields, each ending in CR LF.
    [[nodiscard]] std::string get(const std::string& target, const std::string& fields = {}) const;
    /// POST /predict with token and type; fields come on top.
    [[nodiscard]] std::string post(const std::string& image, const std::string& fields = {}) const;

    ScriptedClassifier classifier;
    std::unique_ptr<saccade::PredictionServer> server;
};

/// "Authorization: Bearer TOKEN" with CR LF.
[[nodiscard]] std::string tokenField();
/// Of this process, from /proc.
[[nodiscard]] std::size_t residentBytes();
