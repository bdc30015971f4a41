#include "engine/web/answer_json.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>

#include "engine/base/utf8.h"
#include "engine/training/reject_rule.h"

namespace saccade {

namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";
constexpr std::string_view kHexDigits = "0123456789abcdef";

/// The shortest text that reads back as the same number.
template <typename Number>
std::string numberText(Number number)
{
    if constexpr (std::is_floating_point_v<Number>) {
        if (!std::isfinite(number)) {
            return "null";
        }
    }
    std::array<char, 32> text{};
    const auto [end, fault] = std::to_chars(text.data(), text.data() + text.size(), number);
    return {text.data(), fault == std::errc() ? end : text.data()};
}

std::string millisecondsText(double milliseconds)
{
    return numberText(std::round(milliseconds * 1000) / 1000);
}

std::string shareJson(const std::string& label, float probability)
{
    return R"("label":)" + jsonString(label) + R"(,"probability":)" + numberText(probability);
}

void appendEscaped(std::string& text, char c)
{
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
        text += '\\';
        text += c;
    } else if (byte < 0x20 || byte == 0x7f) {
        text += "\\u00";
        text += kHexDigits[byte >> 4];
        text += kHexDigits[byte & 0xf];
    } else {
        text += c;
    }
}

std::vector<std::size_t> likeliest(const std::vector<float>& probabilities, std::size_t top)
{
    std::vector<std::size_t> order(probabilities.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto last = order.begin() + static_cast<std::ptrdiff_t>(std::min(top, order.size()));
    // NaN compares with nothing: it goes behind all numbers, so that there is an order.
    const auto key = [&](std::size_t i) { return std::isnan(probabilities[i]) ? -1.0F : probabilities[i]; };
    std::partial_sort(order.begin(), last, order.end(),
                      [&](std::size_t a, std::size_t b) { return key(a) > key(b) || (key(a) == key(b) && a < b); });
    order.erase(last, order.end());
    return order;
}

} // namespace

std::string jsonString(std::string_view text)
{
    std::string quoted = "\"";
    while (!text.empty()) {
        const std::size_t length = utf8Length(text);
        if (length == 0) {
            quoted += kReplacement;
        } else if (length == 1) {
            appendEscaped(quoted, text[0]);
        } else {
            quoted += text.substr(0, length);
        }
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return quoted + '"';
}

std::string answerJson(const ImageAnswer& answer, const ServedModel& model)
{
    std::vector<float> probabilities = answer.probabilities;
    probabilities.resize(std::min(probabilities.size(), model.classNames.size()));
    std::string best = R"("label":null,"probability":null)";
    float confidence = 0;
    std::string list;
    for (const std::size_t label : likeliest(probabilities, std::max<std::size_t>(model.top, 1))) {
        const std::string share = shareJson(model.classNames[label], probabilities[label]);
        if (list.empty()) {
            best = share;
            confidence = probabilities[label];
        } else {
            list += ',';
        }
        list += '{' + share + '}';
    }
    const bool isUnknown = isRejected(static_cast<double>(confidence), model.rejectThreshold);
    return '{' + best + R"(,"isUnknown":)" + (isUnknown ? "true" : "false") + R"(,"top":[)" + list +
           R"(],"milliseconds":{"decode":)" + millisecondsText(answer.decodeMs) + R"(,"network":)" +
           millisecondsText(answer.networkMs) + "}}";
}

std::string modelJson(const ServedModel& model)
{
    std::string classes;
    for (const std::string& name : model.classNames) {
        if (!classes.empty()) {
            classes += ',';
        }
        classes += jsonString(name);
    }
    const ImageSize& size = model.input.size;
    return R"({"title":)" + jsonString(model.title) + R"(,"classes":[)" + classes + R"(],"input":{"height":)" +
           numberText(size.height) + R"(,"width":)" + numberText(size.width) + R"(,"channels":)" +
           numberText(size.channels) + R"(,"resize":)" + jsonString(resizeModeName(model.input.mode)) +
           R"(},"rejectThreshold":)" + (model.rejectThreshold ? numberText(*model.rejectThreshold) : "null") + '}';
}

std::string refusalJson(const Refusal& refusal)
{
    return R"({"error":{"code":)" + jsonString(refusal.code) + R"(,"message":)" + jsonString(refusal.message) + "}}";
}

} // namespace saccade
