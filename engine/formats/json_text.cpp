#include "engine/formats/json_text.h"

#include <set>
#include <vector>

namespace saccade {

namespace {

using nlohmann::json;

constexpr const char* kBytesKey = "bytes";

/// Reads without building anything: a lenient parser silently keeps the last of two equal keys, and a deep or broad
/// text must be refused before memory is spent on it.
class StrictScan final : public nlohmann::json_sax<json>
{
public:
    explicit StrictScan(const JsonLimits& limits) : m_limits(limits) {}

    bool null() override { return count(); }
    bool boolean(bool) override { return count(); }
    bool number_integer(number_integer_t) override { return count(); }
    bool number_unsigned(number_unsigned_t) override { return count(); }
    bool number_float(number_float_t, const string_t&) override { return count(); }
    bool string(string_t&) override { return count(); }
    bool binary(binary_t&) override { return refuse("binary value"); }
    bool start_object(std::size_t) override
    {
        m_keys.emplace_back();
        return open();
    }
    bool end_object() override
    {
        m_keys.pop_back();
        --m_depth;
        return true;
    }
    bool start_array(std::size_t) override { return open(); }
    bool end_array() override
    {
        --m_depth;
        return true;
    }
    bool key(string_t& name) override
    {
        return m_keys.back().insert(name).second ? count() : refuse("duplicate key " + name);
    }
    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override
    {
        return refuse("not JSON at byte " + std::to_string(position));
    }

    [[nodiscard]] const std::string& fault() const { return m_fault; }

private:
    bool open() { return ++m_depth > m_limits.depth ? refuse("nested too deeply") : count(); }
    bool count() { return ++m_values > m_limits.values ? refuse("too many values") : true; }
    bool refuse(std::string fault)
    {
        m_fault = std::move(fault);
        return false;
    }

    const JsonLimits& m_limits;
    std::vector<std::set<std::string>> m_keys;
    std::string m_fault;
    int m_depth = 0;
    std::size_t m_values = 0;
};

bool isUtf8(const std::string& text)
{
    const json quoted = text;
    return quoted.dump(-1, ' ', false, json::error_handler_t::ignore) ==
           quoted.dump(-1, ' ', false, json::error_handler_t::replace);
}

int hexDigit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

} // namespace

Result<json> parseJson(std::string_view text, const JsonLimits& limits)
{
    if (text.size() > limits.bytes) {
        return Error{ErrorCode::FormatInvalid, "larger than " + std::to_string(limits.bytes) + " bytes", {}};
    }
    StrictScan scan(limits);
    if (!json::sax_parse(text.begin(), text.end(), &scan)) {
        return Error{ErrorCode::FormatInvalid, scan.fault(), {}};
    }
    return json::parse(text.begin(), text.end(), nullptr, false);
}

std::string dumpJson(const json& value, int indent)
{
    return value.dump(indent, ' ', false, json::error_handler_t::replace) + (indent < 0 ? "" : "\n");
}

json textToJson(const std::string& text)
{
    if (isUtf8(text)) {
        return text;
    }
    constexpr char kDigits[] = "0123456789abcdef";
    std::string hex;
    for (const char c : text) {
        hex += kDigits[static_cast<unsigned char>(c) >> 4];
        hex += kDigits[static_cast<unsigned char>(c) & 15];
    }
    return json{{kBytesKey, hex}};
}

Result<std::string> textFromJson(const json& value)
{
    const Error fault{ErrorCode::FormatInvalid, "must be a text", {}};
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (!value.is_object() || value.size() != 1 || !value.contains(kBytesKey) || !value[kBytesKey].is_string()) {
        return fault;
    }
    const auto& hex = value[kBytesKey].get_ref<const std::string&>();
    std::string text;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        const int high = hexDigit(hex[i]);
        const int low = hexDigit(hex[i + 1]);
        if (high < 0 || low < 0) {
            return fault;
        }
        text += static_cast<char>(high * 16 + low);
    }
    return hex.size() % 2 == 0 ? Result<std::string>(text) : Result<std::string>(fault);
}

} // namespace saccade
