#include "engine/training/size_schedule.h"

#include <algorithm>
#include <cmath>

#include "engine/network/graph_summary.h"

namespace saccade {

namespace {

constexpr int kGrid = 4; // few sizes: each costs the library some preparation

int scaledSide(int side, double scale)
{
    const auto rounded = static_cast<int>(std::lround(side * scale / kGrid)) * kGrid;
    return std::min(side, std::max(kGrid, rounded));
}

double pixelsOf(ImageSize size)
{
    return static_cast<double>(size.height) * size.width;
}

} // namespace

std::vector<SizeStage> sizeStages(const TrainSettings& settings, ImageSize full, std::int64_t steps)
{
    const auto growing = static_cast<std::int64_t>(std::llround(settings.fullSizeFrom * static_cast<double>(steps)));
    std::vector<SizeStage> stages;
    if (settings.firstScale >= 1 || growing <= 0) {
        return stages;
    }
    for (std::int64_t step = 0; step <= std::min(growing, steps - 1); ++step) {
        const double grown = static_cast<double>(step) / static_cast<double>(growing);
        const double scale = settings.firstScale + (1 - settings.firstScale) * grown;
        ImageSize size{scaledSide(full.height, scale), scaledSide(full.width, scale), full.channels};
        size = step == growing ? full : size;
        if (stages.empty() || stages.back().size != size) {
            stages.push_back({step, size});
        }
    }
    return stages;
}

std::vector<SizeStage> firstStages(const TrainSettings& settings, ImageSize full)
{
    constexpr std::int64_t kMany = 1000;
    return sizeStages(settings, full, kMany);
}

bool canBeginWith(const std::vector<SizeStage>& stages, const LayerGraph& graph)
{
    if (stages.empty()) {
        return true;
    }
    const Result<GraphSummary> whole = summarise(graph);
    if (!whole) {
        return false;
    }
    LayerGraph begun = graph;
    std::get<InputLayer>(begun.nodes.front().layer).size = stages.front().size;
    const Result<GraphSummary> small = summarise(begun);
    const auto isSame = [](const ParameterInfo& a, const ParameterInfo& b) { return a.shape == b.shape; };
    return small && std::equal(small->parameters.begin(), small->parameters.end(), whole->parameters.begin(),
                               whole->parameters.end(), isSame);
}

double fullSteps(const std::vector<SizeStage>& stages, ImageSize full, std::int64_t step)
{
    double sum = stages.empty() ? static_cast<double>(step) : 0;
    for (std::size_t i = 0; i < stages.size() && stages[i].firstStep < step; ++i) {
        const std::int64_t end = i + 1 < stages.size() ? std::min(step, stages[i + 1].firstStep) : step;
        sum += static_cast<double>(end - stages[i].firstStep) * pixelsOf(stages[i].size) / pixelsOf(full);
    }
    return sum;
}

} // namespace saccade
