#include "app/cli/commands.h"
#include "app/cli/number_text.h"
#include "engine/network/families.h"
#include "engine/network/graph_summary.h"

namespace saccade {

namespace {

constexpr ImageSize kTypicalSize{32, 32, 3};
constexpr int kTypicalClasses = 10;

void tell(const NetworkFamily& family, const GraphSummary& summary, Output& output)
{
    output.event({{"event", "network"},
                  {"name", family.name},
                  {"minimum_side", family.minimumSide},
                  {"parameters", summary.parameterCount},
                  {"flops", summary.flops},
                  {"height", kTypicalSize.height},
                  {"width", kTypicalSize.width},
                  {"channels", kTypicalSize.channels},
                  {"classes", kTypicalClasses}});
    output.line(padded(family.name, 20) + padded(groupedText(summary.parameterCount), -14) +
                padded(fixedText(static_cast<double>(summary.flops) / 1e6, 1), -14) +
                padded(std::to_string(family.minimumSide) + " px", -16));
}

} // namespace

ExitStatus runCommand(const NetworksCommand&, Output& output, const std::stop_token&)
{
    output.line(padded("network", 20) + padded("parameters", -14) + padded("MFLOP/image", -14) +
                padded("smallest side", -16));
    for (const NetworkFamily& family : networkFamilies()) {
        const Result<LayerGraph> graph = buildNetwork(family.name, {kTypicalSize, kTypicalClasses, {}});
        if (!graph) {
            return output.error(graph.error());
        }
        const Result<GraphSummary> summary = summarise(*graph);
        if (!summary) {
            return output.error(summary.error());
        }
        tell(family, *summary, output);
    }
    output.line("for RGB images of 32 x 32 and ten classes");
    return ExitStatus::Ok;
}

} // namespace saccade
