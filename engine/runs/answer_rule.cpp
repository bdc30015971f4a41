#include "engine/runs/answer_rule.h"

#include <cmath>
#include <string_view>

#include "engine/base/atomic_file.h"
#include "engine/formats/json_members.h"
#include "engine/formats/json_text.h"
#include "engine/formats/settings_json.h"

namespace saccade {

namespace {

using nlohmann::json;

constexpr const char* kFileName = "answer_rule.json";
constexpr const char* kVersionKey = "formatVersion";
constexpr const char* kThresholdKey = "rejectThreshold";
constexpr int kVersion = 1;
constexpr JsonLimits kLimits{std::size_t{64} << 10, 4, 100};

Result<void> checkRule(const AnswerRule& rule, ErrorCode code)
{
    if (!std::isfinite(rule.temperature) || rule.temperature <= 0) {
        return Error{code, "temperature is no number above 0", {}};
    }
    if (rule.rejectThreshold && !(*rule.rejectThreshold >= 0 && *rule.rejectThreshold <= 1)) {
        return Error{code, "rejectThreshold is no number from 0 to 1", {}};
    }
    return {};
}

Result<AnswerRule> readRule(const json& value)
{
    if (const Result<void> version = checkFormatVersion(value, kVersionKey, kVersion); !version) {
        return version.error();
    }
    JsonReader reader(value, {});
    AnswerRule rule;
    (void)reader.member(kVersionKey);
    reader("temperature", rule.temperature);
    if (const json* threshold = reader.member(kThresholdKey); threshold != nullptr && !threshold->is_null()) {
        reader(kThresholdKey, rule.rejectThreshold.emplace());
    }
    if (const Result<void> read = reader.finish(); !read) {
        return Error{ErrorCode::FormatInvalid, read.error().detail, {}};
    }
    if (const Result<void> valid = checkRule(rule, ErrorCode::FormatInvalid); !valid) {
        return valid.error();
    }
    return rule;
}

Result<AnswerRule> decodeRule(std::string_view text)
{
    const Result<json> value = parseJson(text, kLimits);
    return value ? readRule(*value) : Result<AnswerRule>(value.error());
}

} // namespace

Result<AnswerRule> loadAnswerRule(const std::filesystem::path& run)
{
    const std::filesystem::path path = run / kFileName;
    const Result<std::vector<std::uint8_t>> bytes = readFile(path, kLimits.bytes);
    if (!bytes) {
        return bytes.error().code == ErrorCode::FileNotFound ? Result<AnswerRule>(AnswerRule{}) : bytes.error();
    }
    Result<AnswerRule> rule = decodeRule({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
    if (!rule) {
        return Error{rule.error().code, rule.error().detail, path};
    }
    return rule;
}

Result<void> saveAnswerRule(const std::filesystem::path& run, const AnswerRule& rule, FileLayer& layer)
{
    if (const Result<void> valid = checkRule(rule, ErrorCode::SettingInvalid); !valid) {
        return valid.error();
    }
    const json value{{kVersionKey, kVersion},
                     {"temperature", rule.temperature},
                     {kThresholdKey, rule.rejectThreshold ? json(*rule.rejectThreshold) : json(nullptr)}};
    return writeFileAtomically(run / kFileName, dumpJson(value), layer);
}

} // namespace saccade
