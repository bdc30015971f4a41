#include "engine/network/families.h"

#include "engine/base/fields.h"
#include "engine/network/graph_summary.h"
#include "engine/network/notebook_cnn.h"
#include "engine/network/residual_net.h"
#include "engine/network/speed_net.h"

namespace saccade {

namespace {

std::function<LayerGraph(const NetworkRequest&)> smallImageResNet(const char* name, int blocks)
{
    return [name, blocks](const NetworkRequest& request) { return buildSmallImageResNet(request, name, blocks); };
}

} // namespace

const std::vector<NetworkFamily>& networkFamilies()
{
    static const std::vector<NetworkFamily> families{
        {"notebook-cnn", kNotebookCnnSide, buildNotebookCnn},
        {"speed-net", kSpeedNetSide, buildSpeedNet},
        {"resnet-20", 1, smallImageResNet("resnet-20", 3)},
        {"resnet-32", 1, smallImageResNet("resnet-32", 5)},
        {"resnet-44", 1, smallImageResNet("resnet-44", 7)},
        {"resnet-56", 1, smallImageResNet("resnet-56", 9)},
        {"resnet-18-small", 1, [](const NetworkRequest& request) { return buildResNet18(request, Stem::Small); }},
        {"resnet-18", 1, [](const NetworkRequest& request) { return buildResNet18(request, Stem::Large); }},
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
