#include "engine/formats/csv_text.h"

namespace saccade {

std::string csvField(std::string_view text)
{
    constexpr std::string_view kFormulaStarts = "=+-@\t\r";
    constexpr std::string_view kSpecial = ",\"\r\n";
    std::string field;
    if (!text.empty() && kFormulaStarts.find(text.front()) != std::string_view::npos) {
        field = "'";
    }
    field += text;
    if (field.find_first_of(kSpecial) == std::string::npos) {
        return field;
    }
    std::string quoted = "\"";
    for (const char c : field) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + '"';
}

std::string csvLine(const std::vector<std::string>& fields)
{
    std::string line;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        line += (i == 0 ? "" : ",") + fields[i];
    }
    return line + "\r\n";
}

} // namespace saccade
