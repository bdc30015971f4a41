#include "engine/session/prediction_csv.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>

#include "engine/formats/csv_text.h"
#include "engine/training/reject_rule.h"

namespace saccade {

namespace {

/// With a point whatever the locale.
std::string shareText(double share)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), share, std::chars_format::fixed, 6).ptr;
    return {text.data(), end};
}

} // namespace

std::vector<ClassProbability> topClasses(const std::vector<std::string>& classNames,
                                         const std::vector<float>& probabilities, int top)
{
    std::vector<std::size_t> order(std::min(classNames.size(), probabilities.size()));
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return probabilities[a] > probabilities[b]; });
    order.resize(std::min(order.size(), static_cast<std::size_t>(std::max(top, 0))));
    std::vector<ClassProbability> list;
    for (const std::size_t label : order) {
        list.push_back({classNames[label], static_cast<double>(probabilities[label])});
    }
    return list;
}

bool isUnknown(const std::vector<ClassProbability>& top, std::optional<double> rejectThreshold)
{
    return !top.empty() && isRejected(top.front().probability, rejectThreshold);
}

std::string predictionCsvHead(int top)
{
    std::vector<std::string> names{"path", "label", "probability", "unknown", "error"};
    for (int rank = 1; rank <= top; ++rank) {
        names.push_back("class_" + std::to_string(rank));
        names.push_back("probability_" + std::to_string(rank));
    }
    return csvLine(names);
}

std::string predictionCsvLine(const std::filesystem::path& file, const Result<std::vector<ClassProbability>>& answer,
                              std::optional<double> rejectThreshold, int top)
{
    std::vector<std::string> fields{csvField(file.native())};
    if (!answer) {
        fields.insert(fields.end(), {"", "", "", errorCodeName(answer.error().code)});
    } else if (answer->empty()) {
        fields.insert(fields.end(), {"", "", "", ""});
    } else {
        const bool unknown = isUnknown(*answer, rejectThreshold);
        fields.push_back(unknown ? std::string() : csvField(answer->front().name));
        fields.insert(fields.end(), {shareText(answer->front().probability), unknown ? "yes" : "no", ""});
    }
    for (std::size_t rank = 0; rank < static_cast<std::size_t>(std::max(top, 0)); ++rank) {
        const bool isThere = answer && rank < answer->size();
        fields.push_back(isThere ? csvField((*answer)[rank].name) : std::string());
        fields.push_back(isThere ? shareText((*answer)[rank].probability) : std::string());
    }
    return csvLine(fields);
}

} // namespace saccade
