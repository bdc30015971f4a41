#include "engine/runs/run_export.h"

#include <system_error>

#include "engine/runs/export_files.h"

namespace saccade {

namespace fs = std::filesystem;

namespace {

std::uintmax_t bytesBelow(const fs::path& path)
{
    std::error_code failed;
    if (!fs::is_directory(path, failed)) {
        const std::uintmax_t bytes = fs::file_size(path, failed);
        return failed ? 0 : bytes;
    }
    std::uintmax_t all = 0;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(path, failed)) {
        std::error_code unknown;
        const std::uintmax_t bytes = entry.is_regular_file(unknown) ? entry.file_size(unknown) : 0;
        all += unknown ? 0 : bytes;
    }
    return all;
}

/// Nobody shall take for good what differs, or was not tried to the end; whoever looks for the fault shall have it.
void setAside(const ExportReport& report, bool isFault)
{
    for (const fs::path& file : report.files) {
        std::error_code ignored;
        if (isFault) {
            fs::rename(file, file.string() + ".failed", ignored);
        } else {
            fs::remove_all(file, ignored);
        }
    }
}

/// The check's result goes into the report; an error when it could not be run, or failed.
Result<void> check(ExportReport& report, const PortableModel& model, const ExportDoors& doors,
                   const std::vector<CheckImage>& images, std::stop_token stop,
                   const std::function<void(std::size_t)>& progress)
{
    const ResizeRule rule{model.network.input().size, model.resize};
    Result<std::unique_ptr<Predictor>> program = predictorOf(model, *doors.engine);
    if (!program) {
        return program.error();
    }
    Result<std::unique_ptr<ExportedNetwork>> exported = openExport(report.format, report.files, doors, rule);
    const bool isQuantised = report.format == ExportFormat::OnnxInt8;
    Result<ExportCheck> found = exported ? checkExport(images, *doors.reader, rule, **program, **exported, isQuantised,
                                                       std::move(stop), progress)
                                         : Result<ExportCheck>(exported.error());
    if (!found && found.error().code == ErrorCode::ExportUnsupported) {
        report.notChecked = found.error().detail;
        return {};
    }
    if (!found) {
        return found.error();
    }
    if (!found->isPassed) {
        return Error{ErrorCode::ExportDiffers, checkFindings(*found), report.files.front()};
    }
    report.check = *found;
    report.check->exportedMs = isQuantised ? 0 : found->exportedMs; // rounding in floats tells nothing of that
    return {};
}

} // namespace

fs::path exportPath(const fs::path& file, ExportFormat format)
{
    const std::string_view ending = kExportEndings[static_cast<std::size_t>(format)];
    fs::path path = file;
    return path.native().ends_with(ending) ? path : path.replace_extension(ending);
}

Result<ExportReport> exportModel(const PortableModel& model, ExportFormat format, const fs::path& file,
                                 const ExportDoors& doors, const std::vector<CheckImage>& images, std::stop_token stop,
                                 const std::function<void(std::size_t)>& progress)
{
    Result<std::vector<fs::path>> files = writeExport(model, format, exportPath(file, format), doors, images, stop);
    if (!files) {
        return files.error();
    }
    ExportReport report;
    report.format = format;
    report.files = *std::move(files);
    report.runtime = exportRuntime(format, doors.profile);
    for (const fs::path& written : report.files) {
        report.bytes += bytesBelow(written);
    }
    if (!images.empty()) {
        if (const Result<void> checked = check(report, model, doors, images, std::move(stop), progress); !checked) {
            setAside(report, checked.error().code == ErrorCode::ExportDiffers);
            return checked.error();
        }
    }
    return report;
}

Result<ExportReport> checkExported(const ExportReport& written, const PortableModel& model, const ExportDoors& doors,
                                   const std::vector<CheckImage>& images, std::stop_token stop,
                                   const std::function<void(std::size_t)>& progress)
{
    ExportReport report = written;
    report.check.reset();
    report.notChecked.clear();
    if (!images.empty()) {
        if (const Result<void> checked = check(report, model, doors, images, std::move(stop), progress); !checked) {
            if (checked.error().code == ErrorCode::ExportDiffers) {
                setAside(report, true);
            }
            return checked.error();
        }
    }
    return report;
}

} // namespace saccade
