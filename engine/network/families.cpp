#include "engine/network/families.h"

#include "engine/base/fields.h"
#include "engine/network/graph_summary.h"
#include "engine/network/notebook_cnn.h"
#include "engine/network/speed_net.h"

namespace saccade {

const std::vector<NetworkFamily>& networkFamilies()
{
    static const std::vector<NetworkFamily> families{
        {"notebook-cnn", kNotebookCnnSide, buildNotebookCnn},
        {"speed-net", kSpeedNetSide, buildSpeedNet},
    };
    return families;
}

Result<LayerGraph> buildNetwork(const std::string& family, const NetworkRequest& request)
{
    std::vector<std::string> names;
    for (const NetworkFamily& candidate : networkFamilies()) {
        names.push_back(candidate.name);
        if (candidate.name != family) {
            continue;
        }
        LayerGraph graph = candidate.build(request);
        if (const Result<GraphSummary> summary = summarise(graph); !summary) {
            Error error = summary.error();
            error.detail = family + ": " + error.detail;
            return error;
        }
        return graph;
    }
    return Error{ErrorCode::NetworkUnknown, family + "; nearest: " + nearestName(family, names), {}};
}

} // namespace saccade
