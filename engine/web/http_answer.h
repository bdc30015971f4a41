#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <string>

#include "engine/web/refusal.h"

namespace saccade {

using HttpAnswer = boost::beast::http::response<boost::beast::http::string_body>;

/// Of the request that is answered: what shapes every answer to it.
struct AnswerForm
{
    unsigned version = 11;
    bool isHead = false; ///< the head of the answer alone, saying the length of the body
    bool isKeepAlive = true;
};

[[nodiscard]] HttpAnswer jsonAnswer(const AnswerForm& form, std::string json);
[[nodiscard]] HttpAnswer pageAnswer(const AnswerForm& form);
/// With Allow, WWW-Authenticate or Retry-After where the status has one.
[[nodiscard]] HttpAnswer refusalAnswer(const AnswerForm& form, const Refusal& refusal);

} // namespace saccade
