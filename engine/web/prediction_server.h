#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "engine/base/result.h"
#include "engine/web/batch_classifier.h"
#include "engine/web/served_model.h"
#include "engine/web/server_limits.h"

namespace saccade {

struct ServerConfig
{
    ServedModel model;
    std::uint16_t port = 0;    ///< 0: any that is free
    bool isAnyAddress = false; ///< reachable from other computers; else from this one alone
    std::string token;         ///< empty: a fresh one
    ServerLimits limits;
};

struct ServerCounts
{
    std::uint64_t connections = 0;
    std::uint64_t requests = 0;
    std::uint64_t predictions = 0;
    std::uint64_t refusals = 0; ///< answers that are errors
};

/// A local REST endpoint with two threads of its own, one for all connections and one that classifies in batches:
///   GET /         the upload page        GET /healthz  {"status": "ok"}
///   GET /model    classes and input      POST /predict an image (image/..., application/octet-stream) -> its classes
/// /model and /predict want `Authorization: Bearer TOKEN`. A cookie would do that for the page, but goes to every other
/// server of this computer; so the page finds the token behind the # of its address and keeps it for its tab.
class PredictionServer final
{
public:
    /// Listens when it returns. SettingInvalid for a token that is none, PortUnavailable when the port is taken or not
    /// allowed, Internal when no thread can be made. Blocks for milliseconds.
    [[nodiscard]] static Result<std::unique_ptr<PredictionServer>> start(ServerConfig config, BatchClassifier classify);
    ~PredictionServer(); ///< stop()
    PredictionServer(const PredictionServer&) = delete;
    PredictionServer& operator=(const PredictionServer&) = delete;

    /// No new connection; predictions that wait are answered 503, answers on their way are sent. Blocks for the running
    /// batch's current image and network call, and limits.stopTime at most. Any thread; a second call does nothing.
    void stop();

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] const std::string& token() const;
    [[nodiscard]] std::string address() const;     ///< "http://127.0.0.1:PORT"
    [[nodiscard]] std::string pageAddress() const; ///< of the upload page, with the token
    [[nodiscard]] ServerCounts counts() const;     ///< Any thread.

private:
    class Implementation;
    explicit PredictionServer(std::unique_ptr<Implementation> implementation);

    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
