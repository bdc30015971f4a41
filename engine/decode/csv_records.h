#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace saccade {

struct CsvRecord
{
    std::size_t line = 0; ///< where it begins, from 1
    std::vector<std::string> fields;
};

inline constexpr std::size_t kMaxCsvRecordBytes = std::size_t{64} << 10;
inline constexpr std::size_t kMaxCsvFields = 64;

/// Splits UTF-8 text into records as RFC 4180 has them: fields in double quotes may hold delimiters, line ends and
/// doubled quotes. Lines end with LF or CRLF, also mixed; empty lines are passed over. The text must outlive it.
class CsvRecords final
{
public:
    CsvRecords(std::string_view text, char delimiter) : m_text(text), m_delimiter(delimiter) {}

    /// The next record, or nothing at the end. FormatInvalid with the line in its detail: a quote inside a field or
    /// without end, a carriage return or NUL inside a line, over 64 KiB, over 64 fields.
    [[nodiscard]] Result<std::optional<CsvRecord>> next();

private:
    [[nodiscard]] Error fault(const char* what) const;
    Result<std::string> readField(std::size_t recordBegin);
    Result<std::string> readQuoted(std::size_t recordBegin);
    Result<bool> passDelimiter();
    [[nodiscard]] bool isAtLineEnd() const;

    std::string_view m_text;
    const char m_delimiter;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
};

/// The one of comma, tab and semicolon that the first line has most of, outside of quotes; 0 when it has none.
[[nodiscard]] char findDelimiter(std::string_view text);

} // namespace saccade
