#pragma once

#include "engine/formats/json_members.h"
#include "engine/network/layer_graph.h"

namespace saccade {

[[nodiscard]] nlohmann::json graphToJson(const LayerGraph& graph);
/// The graph is sound: summarise() has accepted it.
[[nodiscard]] Result<LayerGraph> graphFromJson(const nlohmann::json& json, const std::string& place);

template <typename Io>
void describe(Io& io, ImageSize& size)
{
    io("height", size.height);
    io("width", size.width);
    io("channels", size.channels);
}

} // namespace saccade
