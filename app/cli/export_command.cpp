#include <algorithm>
#include <system_error>

#include "app/cli/commands.h"
#include "app/cli/export_text.h"
#include "app/cli/number_text.h"
#include "app/cli/run_data.h"
#include "app/cli/run_export_job.h"
#include "engine/session/late_modules.h"

namespace saccade {

namespace {

/// Only formats that a foreign runtime tries need it.
Result<ExportDoors> openDoors(ExportFormat format, bool isModern)
{
    const Result<const ComputeEngine*> engine = loadComputeEngine();
    const Result<const ImageReader*> reader = loadImageReader();
    const Result<const ExportedNetworkOpener*> opener = loadExportedNetworkOpener();
    const OnnxProfile profile = isModern ? OnnxProfile::Modern : OnnxProfile::Compatible;
    const bool isMissed = !opener && needsForeignRuntime(format, profile);
    if (!engine || !reader || isMissed) {
        return !engine ? engine.error() : !reader ? reader.error() : opener.error();
    }
    return ExportDoors{*engine, *reader, opener ? *opener : nullptr, nullptr, profile};
}

Result<ExportFormat> formatNamed(const std::string& name)
{
    const auto found = std::find(kExportFormatNames.begin(), kExportFormatNames.end(), name);
    if (found == kExportFormatNames.end()) {
        const std::vector<std::string> names(kExportFormatNames.begin(), kExportFormatNames.end());
        return Error{ErrorCode::SettingInvalid, "format: " + name + "; nearest: " + nearestName(name, names), {}};
    }
    return static_cast<ExportFormat>(found - kExportFormatNames.begin());
}

Result<KeptWeights> weightsNamed(const std::string& name)
{
    const auto found = std::find(kKeptWeightsNames.begin(), kKeptWeightsNames.end(), name);
    if (found == kKeptWeightsNames.end()) {
        return Error{ErrorCode::SettingInvalid, "weights: " + name + "; best or last", {}};
    }
    return static_cast<KeptWeights>(found - kKeptWeightsNames.begin());
}

/// Files of both weights lie beside each other. No "-": the Python module is imported by its name.
std::filesystem::path fileFor(const ExportCommand& command, const RunFolder& run, ExportFormat format,
                              KeptWeights weights)
{
    if (!command.out.empty()) {
        return command.out;
    }
    const std::string name = format == ExportFormat::Bundle ? "bundle" : "model";
    return run.path / "export" / (weights == KeptWeights::Last ? name + "_last" : name);
}

Result<PortableModel> modelOf(const ExportCommand& command, const RunFolder& run, ExportFormat format)
{
    if (command.isModern && format != ExportFormat::Onnx) {
        return Error{ErrorCode::SettingInvalid, "modern: only for format onnx", {}};
    }
    const Result<KeptWeights> weights = weightsNamed(command.weights);
    return weights ? loadPortableModel(run, *weights) : Result<PortableModel>(weights.error());
}

/// The run's images, for the check and for what is measured; an empty set when neither is wanted.
Result<DataSet> dataSetFor(const RunFolder& run, const ExportCommand& command, ExportFormat format, Output& output,
                           const std::stop_token& stop)
{
    const bool isWanted = command.check > 0 || format == ExportFormat::OnnxInt8;
    return isWanted ? openRunData(run, command.data, output, stop) : Result<DataSet>(DataSet{});
}

Result<std::vector<CheckImage>> imagesFor(const DataSet& dataSet, const ExportCommand& command,
                                          const ImageReader& reader, const std::stop_token& stop)
{
    return command.check == 0 ? Result<std::vector<CheckImage>>(std::vector<CheckImage>())
                              : collectCheckImages(reader, dataSet, static_cast<std::size_t>(command.check), stop);
}

} // namespace

Result<ExportReport> exportRun(const ExportCommand& command, Output& output, const std::stop_token& stop)
{
    const Result<ExportFormat> format = formatNamed(command.format);
    const Result<RunFolder> run = format ? openRunFolder(command.run) : Result<RunFolder>(format.error());
    const Result<PortableModel> model = run ? modelOf(command, *run, *format) : Result<PortableModel>(run.error());
    Result<ExportDoors> doors = model ? openDoors(*format, command.isModern) : Result<ExportDoors>(model.error());
    if (!doors) {
        return doors.error();
    }
    const Result<DataSet> dataSet = dataSetFor(*run, command, *format, output, stop);
    const Result<std::vector<CheckImage>> images =
        dataSet ? imagesFor(*dataSet, command, *doors->reader, stop) : Result<std::vector<CheckImage>>(dataSet.error());
    if (!images) {
        return images.error();
    }
    doors.value().calibration = &*dataSet;
    const std::filesystem::path file = fileFor(command, *run, *format, *weightsNamed(command.weights));
    std::error_code failed;
    std::filesystem::create_directories(exportPath(file, *format).parent_path(),
                                        failed); // what cannot be made is told by the writing
    return exportModel(*model, *format, file, *doors, *images, stop, [&](std::size_t done) {
        output.progress("trying the file on images, " + groupedText(static_cast<std::int64_t>(done)) + " of " +
                        groupedText(static_cast<std::int64_t>(images->size())));
    });
}

ExitStatus runCommand(const ExportCommand& command, Output& output, const std::stop_token& stop)
{
    const Result<ExportReport> report = exportRun(command, output, stop);
    output.endProgress();
    if (!report) {
        return output.error(report.error());
    }
    tellExport(*report, output);
    return ExitStatus::Ok;
}

} // namespace saccade
