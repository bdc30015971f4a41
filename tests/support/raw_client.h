#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

/// An answer as it came.
struct RawAnswer
{
    int status = 0;                            ///< 0: the connection ended, or nothing came in time
    std::map<std::string, std::string> fields; ///< names in lower case
    std::string body;

    [[nodiscard]] std::string field(const std::string& name) const;
};

/// A connection to this computer on which a test writes what it likes. Blocks, each call for some 20 s at most.
class RawClient final
{
public:
    explicit RawClient(std::uint16_t port, bool isVersion6 = false);
    ~RawClient();
    RawClient(RawClient&& other) noexcept;
    RawClient& operator=(RawClient&&) = delete;
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    [[nodiscard]] bool isConnected() const { return m_socket >= 0; }
    /// False when the other side takes no more.
    bool send(std::string_view text);
    void endSending();
    /// isHead: the answer to HEAD, which has no body whatever its length says.
    [[nodiscard]] RawAnswer read(bool isHead = false);
    /// True when the connection ends, not when more comes or nothing happens.
    [[nodiscard]] bool isEnded();

private:
    [[nodiscard]] bool receive();

    int m_socket = -1;
    std::string m_received;
};
