#include "app/cli/commands.h"
#include "app/cli/number_text.h"
#include "engine/formats/graph_file.h"
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

ExitStatus exportNetwork(const NetworksCommand& command, Output& output)
{
    if (!isGraphFile(command.file)) {
        return output.error({ErrorCode::SettingInvalid, command.file + ": a network's file must end in .json", {}});
    }
    const ImageSize size{command.side, command.side, command.channels};
    const Result<LayerGraph> graph = buildNetwork(command.network, {size, command.classes, {}, command.width});
    if (!graph) {
        return output.error(graph.error());
    }
    if (const Result<void> written = writeGraphFile(command.file, *graph); !written) {
        return output.error(written.error());
    }
    output.event({{"event", "network"}, {"name", command.network}, {"file", command.file}});
    output.line(command.network + " is in " + command.file);
    return ExitStatus::Ok;
}

} // namespace

ExitStatus runCommand(const NetworksCommand& command, Output& output, const std::stop_token&)
{
    if (!command.network.empty()) {
        return exportNetwork(command, output);
    }
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
