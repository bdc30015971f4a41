#include "app/cli/top_classes.h"

#include "app/cli/cli_text.h"
#include "app/cli/number_text.h"

namespace saccade {

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
