#include "engine/decode/csv_records.h"

#include <algorithm>
#include <array>

namespace saccade {

Error CsvRecords::fault(const char* what) const
{
    return {ErrorCode::FormatInvalid, "line " + std::to_string(m_line) + ": " + what, {}};
}

bool CsvRecords::isAtLineEnd() const
{
    return m_at >= m_text.size() || m_text[m_at] == '\n' || m_text.substr(m_at, 2) == "\r\n";
}

Result<std::optional<CsvRecord>> CsvRecords::next()
{
    while (m_at < m_text.size() && isAtLineEnd()) {
        m_at += m_text[m_at] == '\n' ? 1 : 2;
        ++m_line;
    }
    if (m_at >= m_text.size()) {
        return std::optional<CsvRecord>();
    }
    CsvRecord record;
    record.line = m_line;
    const std::size_t begin = m_at;
    for (bool isMore = true; isMore;) {
        Result<std::string> field = readField(begin);
        if (!field) {
            return field.error();
        }
        if (record.fields.size() == kMaxCsvFields) {
            return fault("more than 64 fields");
        }
        record.fields.push_back(*std::move(field));
        const Result<bool> more = passDelimiter();
        if (!more) {
            return more.error();
        }
        isMore = *more;
    }
    return std::optional(std::move(record));
}

// After a field: true when another follows, false at the line's end.
Result<bool> CsvRecords::passDelimiter()
{
    if (isAtLineEnd()) {
        return false;
    }
    if (m_text[m_at] != m_delimiter) {
        return fault("text after a closing quote");
    }
    ++m_at;
    return true;
}

Result<std::string> CsvRecords::readField(std::size_t recordBegin)
{
    if (m_at < m_text.size() && m_text[m_at] == '"') {
        return readQuoted(recordBegin);
    }
    const std::size_t begin = m_at;
    while (!isAtLineEnd() && m_text[m_at] != m_delimiter) {
        switch (m_text[m_at]) {
        case '"': return fault("a quote inside a field");
        case '\r': return fault("a carriage return inside the line");
        case '\0': return fault("a NUL byte");
        default: break;
        }
        if (++m_at - recordBegin > kMaxCsvRecordBytes) {
            return fault("longer than 64 KiB");
        }
    }
    return std::string(m_text.substr(begin, m_at - begin));
}

Result<std::string> CsvRecords::readQuoted(std::size_t recordBegin)
{
    std::string field;
    const std::size_t firstLine = m_line;
    for (++m_at;; ++m_at) {
        if (m_at >= m_text.size()) {
            m_line = firstLine;
            return fault("a quote without its end");
        }
        if (m_at - recordBegin > kMaxCsvRecordBytes) {
            m_line = firstLine;
            return fault("longer than 64 KiB");
        }
        const char letter = m_text[m_at];
        if (letter == '\0') {
            return fault("a NUL byte");
        }
        if (letter == '"' && m_text.substr(m_at, 2) != "\"\"") {
            ++m_at;
            return field;
        }
        m_at += letter == '"' ? 1 : 0; // a doubled quote stands for one
        m_line += letter == '\n' ? 1 : 0;
        field += letter;
    }
}

char findDelimiter(std::string_view text)
{
    constexpr std::array<char, 3> kDelimiters{',', '\t', ';'};
    std::array<std::size_t, 3> counts{};
    bool isQuoted = false;
    for (const char letter : text.substr(0, kMaxCsvRecordBytes)) {
        if (letter == '\n' && !isQuoted) {
            break;
        }
        isQuoted = isQuoted != (letter == '"');
        const auto found = std::find(kDelimiters.begin(), kDelimiters.end(), letter);
        if (found != kDelimiters.end() && !isQuoted) {
            ++counts[static_cast<std::size_t>(found - kDelimiters.begin())];
        }
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    return *most == 0 ? '\0' : kDelimiters[static_cast<std::size_t>(most - counts.begin())];
}

} // namespace saccade
