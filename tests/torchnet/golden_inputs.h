#pragma once

#include <map>
#include <string>
#include <vector>

#include "engine/data/batch_loader.h"
#include "engine/network/host_tensor.h"
#include "engine/network/layer_graph.h"

/// The numbers of goldens/make_goldens.py, bit by bit.
inline constexpr int kGoldenImages = 8;
inline constexpr double kGoldenSmoothing = 0.1;

[[nodiscard]] saccade::LayerGraph goldenGraph(const std::string& family);
[[nodiscard]] saccade::NamedTensors goldenTensors(const saccade::LayerGraph& graph);
[[nodiscard]] saccade::Batch goldenBatch();

/// What the script printed, by key.
[[nodiscard]] const std::map<std::string, std::vector<float>>& goldens();
/// Norm, sum and five entries, as the script's summary().
[[nodiscard]] std::vector<double> summaryOf(const saccade::HostTensor& tensor);
