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

Result<ExportDoors> openDoors()
{
    const Result<const ComputeEngine*> engine = loadComputeEngine();
    const Result<const ImageReader*> reader = loadImageReader();
    const Result<const ExportedNetworkOpener*> opener = loadExportedNetworkOpener();
    if (!engine || !reader || !opener) {
        return !engine ? engine.error() : !reader ? reader.error() : opener.error();
    }
    return ExportDoors{*engine, *reader, *opener};
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
    const Result<PortableModel> model = run ? loadPortableModel(*run) : Result<PortableModel>(run.error());
    Result<ExportDoors> doors = model ? openDoors() : Result<ExportDoors>(model.error());
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
    std::filesystem::path file = command.out;
    if (file.empty()) {
        file = run->path / "export" / (*format == ExportFormat::Bundle ? "bundle" : "model");
    }
    std::error_code failed;
    std::filesystem::create_directories(file.parent_path(), failed); // what cannot be made is told by the writing
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
