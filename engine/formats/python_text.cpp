#include "engine/formats/python_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>

#include "engine/base/utf8.h"

namespace saccade {

namespace {

// Keywords, what torch.nn.Module has of its own, and the buffers of the generated class.
constexpr std::array<std::string_view, 94> kTaken{
    "False",
    "None",
    "T_destination",
    "True",
    "add_module",
    "and",
    "apply",
    "as",
    "assert",
    "async",
    "await",
    "bfloat16",
    "break",
    "buffers",
    "call_super_init",
    "case",
    "children",
    "class",
    "compile",
    "continue",
    "cpu",
    "cuda",
    "def",
    "del",
    "deviation",
    "double",
    "dump_patches",
    "elif",
    "else",
    "eval",
    "except",
    "extra_repr",
    "finally",
    "float",
    "for",
    "forward",
    "from",
    "get_buffer",
    "get_extra_state",
    "get_parameter",
    "get_submodule",
    "global",
    "half",
    "if",
    "import",
    "in",
    "ipu",
    "is",
    "lambda",
    "load_state_dict",
    "match",
    "mean",
    "modules",
    "mtia",
    "named_buffers",
    "named_children",
    "named_modules",
    "named_parameters",
    "nonlocal",
    "not",
    "or",
    "parameters",
    "pass",
    "print",
    "raise",
    "register_backward_hook",
    "register_buffer",
    "register_forward_hook",
    "register_forward_pre_hook",
    "register_full_backward_hook",
    "register_full_backward_pre_hook",
    "register_load_state_dict_post_hook",
    "register_load_state_dict_pre_hook",
    "register_module",
    "register_parameter",
    "register_state_dict_post_hook",
    "register_state_dict_pre_hook",
    "requires_grad_",
    "return",
    "set_extra_state",
    "set_submodule",
    "share_memory",
    "state_dict",
    "to",
    "to_empty",
    "train",
    "training",
    "try",
    "type",
    "while",
    "with",
    "xpu",
    "yield",
    "zero_grad",
};

/// Characters that are not seen, or change how others are shown.
bool isInvisible(std::uint32_t point)
{
    constexpr std::array<std::array<std::uint32_t, 2>, 10> kRanges{{{0x00, 0x1f},
                                                                    {0x7f, 0xa0},
                                                                    {0xad, 0xad},
                                                                    {0x61c, 0x61c},
                                                                    {0x200b, 0x200f},
                                                                    {0x2028, 0x202f},
                                                                    {0x2060, 0x206f},
                                                                    {0xfeff, 0xfeff},
                                                                    {0xfff0, 0xffff},
                                                                    {0xe0000, 0x10ffff}}};
    return std::any_of(kRanges.begin(), kRanges.end(),
                       [point](const auto& range) { return point >= range[0] && point <= range[1]; });
}

std::uint32_t codePoint(std::string_view character)
{
    const auto first = static_cast<std::uint8_t>(character[0]);
    std::uint32_t point = character.size() == 1 ? first : first & (0x7fU >> character.size());
    for (const char c : character.substr(1)) {
        point = point << 6 | (static_cast<std::uint8_t>(c) & 0x3fU);
    }
    return point;
}

std::string escaped(std::uint32_t point)
{
    std::array<char, 16> text{};
    const char* format = point > 0xffff ? "\\U%08x" : point > 0xff ? "\\u%04x" : "\\x%02x";
    std::snprintf(text.data(), text.size(), format, point);
    return text.data();
}

/// The inside of a literal, character by character.
std::vector<std::string> characters(std::string_view text)
{
    std::vector<std::string> list;
    while (!text.empty()) {
        const std::size_t length = std::max<std::size_t>(1, utf8Length(text));
        const std::string_view character = text.substr(0, length);
        if (utf8Length(text) == 0) {
            list.push_back(escaped(0xdc00U + static_cast<std::uint8_t>(text[0])));
        } else if (character == "\"" || character == "\\") {
            list.push_back(std::string("\\").append(character));
        } else {
            const std::uint32_t point = codePoint(character);
            list.push_back(isInvisible(point) ? escaped(point) : std::string(character));
        }
        text.remove_prefix(length);
    }
    return list;
}

/// As people count: one for each character.
std::size_t columns(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<std::uint8_t>(c) & 0xc0U) != 0x80U; }));
}

} // namespace

std::string pythonString(std::string_view text)
{
    std::string literal = "\"";
    for (const std::string& character : characters(text)) {
        literal += character;
    }
    return literal + '"';
}

std::string pythonNumber(double value)
{
    if (!std::isfinite(value)) {
        return "None";
    }
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
    (void)error; // the longest double has 24 characters
    const std::string number(text.data(), end);
    return number.find_first_of(".e") == std::string::npos ? number + ".0" : number;
}

std::string pythonLine(std::size_t indent, const std::string& code)
{
    const std::string space(indent, ' ');
    std::size_t open = code.find('(');
    while (open != std::string::npos && open + 1 < code.size() && code[open + 1] == ')') {
        open = code.find('(', open + 1);
    }
    if (indent + columns(code) <= kPythonWidth || open == std::string::npos) {
        return space + code + '\n';
    }
    return space + code.substr(0, open + 1) + '\n' + space + "    " + code.substr(open + 1) + '\n';
}

std::string pythonStrings(const std::string& name, const std::vector<std::string>& values)
{
    constexpr std::size_t kRoom = kPythonWidth - 8; // indent, quotes, a bracket and a comma
    std::string text = name + " = [\n";
    for (const std::string& value : values) {
        std::vector<std::string> lines(1);
        for (const std::string& character : characters(value)) {
            if (columns(lines.back()) + columns(character) > kRoom) {
                lines.emplace_back();
            }
            lines.back() += character;
        }
        const bool isLong = lines.size() > 1;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            text += i > 0 ? "     \"" : isLong ? "    (\"" : "    \"";
            text += lines[i] + '"' + (i + 1 < lines.size() ? "" : isLong ? ")," : ",") + '\n';
        }
    }
    return text + "]\n";
}

bool isPlainAttribute(const std::string& name)
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    const auto isRest = [&](char c) { return isLetter(c) || (c >= '0' && c <= '9') || c == '_'; };
    return !name.empty() && isLetter(name.front()) && std::all_of(name.begin(), name.end(), isRest) &&
           std::find(kTaken.begin(), kTaken.end(), name) == kTaken.end();
}

} // namespace saccade
