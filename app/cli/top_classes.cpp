#include "app/cli/top_classes.h"

#include <algorithm>
#include <numeric>

#include "app/cli/cli_text.h"
#include "app/cli/number_text.h"

namespace saccade {

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
    return rejectThreshold && !top.empty() && top.front().probability < *rejectThreshold;
}

void tellPrediction(const std::string& path, const std::vector<ClassProbability>& top, bool unknown, Output& output)
{
    Json list = Json::array();
    std::string text = printable(path) + (unknown ? "  unknown:" : " ");
    for (const ClassProbability& entry : top) {
        list.push_back({{"class", entry.name}, {"probability", entry.probability}});
        text +=
            (list.size() > 1 ? ", " : " ") + printable(entry.name) + " " + fixedText(100 * entry.probability, 1) + " %";
    }
    output.event({{"event", "prediction"}, {"path", path}, {"top", list}, {"unknown", unknown}});
    output.line(text);
}

} // namespace saccade
