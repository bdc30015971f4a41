#pragma once

#include <QObject>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "engine/session/predict_session.h"

namespace saccade {

/// How the endpoint is.
struct ServeState
{
    enum class Stage
    {
        Off,
        Starting, ///< also while the modules load, and while another model takes its place
        On,
        Stopping
    };

    Stage stage = Stage::Off;
    std::string address;        ///< "http://127.0.0.1:PORT"; the last one, empty before the first
    std::string pageAddress;    ///< of the upload page, with the token
    std::string token;          ///< the same as long as the session lives
    std::uint64_t answered = 0; ///< predictions since it was switched on
    std::uint64_t refused = 0;  ///< requests that were answered with an error, since then
    std::optional<Error> error; ///< why it is off: PortUnavailable, RunInvalid without a model, EngineMissing, ...
};

/// The REST endpoint of engine/web for other programs on this computer (loopback only), with the model of the moment.
/// It is made, started and stopped on a worker thread. UI thread.
class ServeSession final : public QObject
{
    Q_OBJECT

public:
    explicit ServeSession(EngineLoader& loader, QObject* parent = nullptr);
    /// Blocks until the endpoint has stopped.
    ~ServeSession() override;

    /// While it is on, the new model takes the old one's place, at the same port and with the same token. Must not
    /// block.
    void setModel(const std::shared_ptr<const Model>& model);
    /// port 0: any that is free. changed() follows. Must not block.
    void start(std::uint16_t port);
    /// Must not block.
    void stop();
    [[nodiscard]] const ServeState& state() const;

signals:
    void changed(); ///< the state; the counts once a second

private:
    class Implementation;
    std::unique_ptr<Implementation> m_implementation;
};

} // namespace saccade
