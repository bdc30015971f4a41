#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "engine/network/layer_graph.h"

namespace saccade {

/// What a family needs to know of the data.
struct NetworkRequest
{
    ImageSize size;
    int classCount = 0;
    Normalisation normalisation;
    double width = 1; ///< times the family's own channels
};

/// A builder of layer graphs. The list is the only place that knows the names.
struct NetworkFamily
{
    std::string name;    ///< stable: "notebook-cnn", "resnet-20"
    int minimumSide = 1; ///< smallest accepted height and width
    std::function<LayerGraph(const NetworkRequest&)> build;
};

[[nodiscard]] const std::vector<NetworkFamily>& networkFamilies();

/// NetworkUnknown names the nearest; InputTooSmall names the smallest side. Any thread.
[[nodiscard]] Result<LayerGraph> buildNetwork(const std::string& family, const NetworkRequest& request);

} // namespace saccade
