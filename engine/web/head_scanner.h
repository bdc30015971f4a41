#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "engine/web/refusal.h"
#include "engine/web/server_limits.h"

namespace saccade {

/// Finds the end of a request's head in bytes that come in pieces, and refuses at the first byte that breaks a limit or
/// a rule of RFC 9112 on lines: each ends with CR LF, none is continued, none holds control characters but tabs.
class HeadScanner final
{
public:
    explicit HeadScanner(const ServerLimits& limits);

    /// bytes is all that came so far, what was scanned before included: only the rest is looked at. 400, 414 or 431.
    /// After a refusal or the end the object is done.
    [[nodiscard]] std::optional<Refusal> scan(std::string_view bytes);
    /// Bytes of the head with its empty line; 0 until that was met.
    [[nodiscard]] std::size_t length() const { return m_length; }

private:
    [[nodiscard]] std::optional<Refusal> take(unsigned char byte);
    [[nodiscard]] std::optional<Refusal> endLine();
    [[nodiscard]] std::optional<Refusal> checkSize() const;

    ServerLimits m_limits;
    std::size_t m_at = 0;
    std::size_t m_lineStart = 0;
    std::size_t m_fieldsStart = 0;
    std::size_t m_lines = 0;
    std::size_t m_length = 0;
    bool m_hasReturn = false; // the last byte was CR
};

} // namespace saccade
