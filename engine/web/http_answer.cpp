#include "engine/web/http_answer.h"

#include <array>
#include <cstdio>
#include <ctime>

#include "engine/web/answer_json.h"
#include "engine/web/upload_page.h"

namespace saccade {

namespace {

namespace http = boost::beast::http;

/// Now, as RFC 9110 section 5.6.7 writes it; strftime would write it in the user's language.
std::string httpDate()
{
    constexpr std::array<const char*, 7> kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                  kDays[static_cast<std::size_t>(parts.tm_wday)], parts.tm_mday,
                  kMonths[static_cast<std::size_t>(parts.tm_mon)], parts.tm_year + 1900, parts.tm_hour, parts.tm_min,
                  parts.tm_sec);
    return text.data();
}

HttpAnswer answerOf(const AnswerForm& form, http::status status, const char* type, std::string body)
{
    HttpAnswer answer(status, form.version);
    answer.set(http::field::date, httpDate());
    answer.set(http::field::content_type, type);
    answer.set(http::field::cache_control, "no-store");
    answer.set("X-Content-Type-Options", "nosniff");
    answer.set("Cross-Origin-Resource-Policy", "same-origin");
    answer.content_length(body.size());
    answer.keep_alive(form.isKeepAlive);
    if (!form.isHead) {
        answer.body() = std::move(body);
    }
    return answer;
}

} // namespace

HttpAnswer jsonAnswer(const AnswerForm& form, std::string json)
{
    json += '\n';
    return answerOf(form, http::status::ok, "application/json", std::move(json));
}

HttpAnswer pageAnswer(const AnswerForm& form)
{
    HttpAnswer answer = answerOf(form, http::status::ok, "text/html; charset=utf-8", uploadPage());
    answer.set("Content-Security-Policy", uploadPagePolicy());
    answer.set("Referrer-Policy", "no-referrer");
    answer.set("Cross-Origin-Opener-Policy", "same-origin");
    return answer;
}

HttpAnswer refusalAnswer(const AnswerForm& form, const Refusal& refusal)
{
    HttpAnswer answer =
        answerOf(form, http::int_to_status(refusal.status), "application/json", refusalJson(refusal) + '\n');
    if (refusal.status == 401) {
        answer.set(http::field::www_authenticate, "Bearer");
    } else if (refusal.status == 405) {
        answer.set(http::field::allow, refusal.allow);
    } else if (refusal.status == 503) {
        answer.set(http::field::retry_after, "1");
    }
    return answer;
}

} // namespace saccade
