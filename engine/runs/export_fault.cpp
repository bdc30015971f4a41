#include "engine/runs/export_fault.h"

#include <cmath>

#include "engine/formats/onnx_export.h"
#include "engine/formats/onnx_reader.h"
#include "engine/runs/export_files.h"

namespace saccade {

namespace {

std::string inputFault(const ExportCheck& check)
{
    return check.isInputReversed ? "step: the order of the channels"
                                 : "step: decoding or resizing, pixels up to " +
                                       std::to_string(std::lround(check.inputDifference)) + " of 255 apart";
}

/// ONNX files hold the network folded, so what they should say is what comes of writing and reading it.
Result<PortableModel> meantBy(const PortableModel& model, ExportFormat format, OnnxProfile profile)
{
    if (format != ExportFormat::Onnx && format != ExportFormat::Bundle) {
        return model;
    }
    const OnnxOptions options{format == ExportFormat::Onnx ? profile : OnnxProfile::Compatible};
    const Result<std::vector<std::uint8_t>> bytes = encodeOnnx(model, options);
    return bytes ? decodeOnnx(*bytes) : Result<PortableModel>(bytes.error());
}

std::string contractFault(const PortableModel& meant, const PortableModel& written)
{
    const InputLayer& wanted = meant.network.input();
    const InputLayer& found = written.network.input();
    if (found.size != wanted.size || written.resize != meant.resize) {
        return "step: resizing";
    }
    if (found.normalisation != wanted.normalisation) {
        return "step: normalisation";
    }
    if (written.classNames != meant.classNames) {
        return "step: the order of the classes";
    }
    return written.temperature != meant.temperature ? "step: temperature" : "";
}

} // namespace

std::string differingPart(const PortableModel& meant, const PortableModel& written)
{
    if (std::string contract = contractFault(meant, written); !contract.empty()) {
        return contract;
    }
    const std::vector<Node>& nodes = meant.network.nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (i >= written.network.nodes.size() || written.network.nodes[i] != nodes[i]) {
            return "operator: " + nodes[i].name + " (" + std::string(layerKind(nodes[i].layer)) + ')';
        }
    }
    for (const auto& [name, tensor] : meant.tensors) {
        const auto found = written.tensors.find(name);
        if (found == written.tensors.end() || found->second != tensor) {
            return "operator: the weights " + name;
        }
    }
    return {};
}

std::string findFault(const ExportCheck& check, const PortableModel& model, const ExportReport& report,
                      OnnxProfile profile)
{
    if (check.inputDifference > 0) {
        return inputFault(check);
    }
    const Result<PortableModel> written = readBack(report.format, report.files);
    if (!written) {
        return "step: reading the file: " + written.error().detail;
    }
    const Result<PortableModel> meant = meantBy(model, report.format, profile);
    const std::string part = meant ? differingPart(*meant, *written) : std::string();
    return part.empty() ? "step: " + report.runtime + " computes the same network otherwise" : part;
}

} // namespace saccade
