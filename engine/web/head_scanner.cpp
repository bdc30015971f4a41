#include "engine/web/head_scanner.h"

namespace saccade {

namespace {

constexpr std::size_t kRestOfRequestLine = 64; // method, version, spaces and line end

Refusal malformed(const char* what)
{
    return {400, "bad_request", what, {}};
}

bool isControl(unsigned char byte)
{
    return (byte < 0x20 && byte != '\t') || byte == 0x7f;
}

} // namespace

HeadScanner::HeadScanner(const ServerLimits& limits) : m_limits(limits) {}

std::optional<Refusal> HeadScanner::scan(std::string_view bytes)
{
    while (m_length == 0 && m_at < bytes.size()) {
        std::optional<Refusal> refusal = take(static_cast<unsigned char>(bytes[m_at]));
        if (refusal) {
            return refusal;
        }
        ++m_at;
    }
    return std::nullopt;
}

std::optional<Refusal> HeadScanner::take(unsigned char byte)
{
    if (m_hasReturn) {
        m_hasReturn = false;
        return byte == '\n' ? endLine() : malformed("A carriage return stands without its line feed.");
    }
    if (byte == '\r') {
        m_hasReturn = true;
        return std::nullopt;
    }
    if (byte == '\n') {
        return malformed("A line feed stands without its carriage return.");
    }
    if (isControl(byte)) {
        return malformed("The request's head holds a control character.");
    }
    if (m_at == m_lineStart && (byte == ' ' || byte == '\t')) {
        return malformed("A line of the request's head begins with a space.");
    }
    return checkSize();
}

std::optional<Refusal> HeadScanner::endLine()
{
    if (m_at == m_lineStart + 1) { // CR LF alone
        if (m_lines == 0) {
            return malformed("The request begins with an empty line.");
        }
        m_length = m_at + 1;
        return std::nullopt;
    }
    m_lineStart = m_at + 1;
    if (++m_lines == 1) {
        m_fieldsStart = m_lineStart;
    }
    if (m_lines > m_limits.fields + 1) {
        return Refusal{
            431, "too_many_fields", "At most " + std::to_string(m_limits.fields) + " header fields are accepted.", {}};
    }
    return std::nullopt;
}

std::optional<Refusal> HeadScanner::checkSize() const
{
    const std::size_t lineBytes = m_at + 1 - m_lineStart;
    if (m_lines == 0) {
        return lineBytes > m_limits.targetBytes + kRestOfRequestLine
                   ? std::optional(Refusal{414, "address_too_long", "The request's address is too long.", {}})
                   : std::nullopt;
    }
    if (lineBytes > m_limits.fieldBytes || m_at + 1 - m_fieldsStart > m_limits.headerBytes) {
        return Refusal{431, "header_too_large", "The header fields are too large.", {}};
    }
    return std::nullopt;
}

} // namespace saccade
