#include <algorithm>
#include <array>
#include <system_error>

#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/run_data.h"
#include "app/cli/run_report_job.h"
#include "engine/base/atomic_file.h"
#include "engine/runs/report_files.h"

namespace saccade {

namespace {

struct Format
{
    std::string_view name;
    std::string (*encode)(const EvaluationReport&);
};
constexpr std::array kFormats{Format{"html", encodeReportHtml}, Format{"json", encodeReportJson},
                              Format{"csv", encodeReportCsv}};

/// By its name, else by the file's ending, else HTML.
Result<const Format*> formatOf(const ReportCommand& command, const std::filesystem::path& file)
{
    std::string name = command.format;
    if (name.empty() && file.has_extension()) {
        name = file.extension().string().substr(1);
    }
    const auto found =
        std::find_if(kFormats.begin(), kFormats.end(), [&](const Format& format) { return format.name == name; });
    if (found != kFormats.end()) {
        return &*found;
    }
    if (name.empty()) {
        return kFormats.data();
    }
    if (name == "pdf") {
        return Error{ErrorCode::SettingInvalid, "format: pdf is written by the window, here html, json or csv", {}};
    }
    return Error{
        ErrorCode::SettingInvalid, "format: " + name + "; nearest: " + nearestName(name, {"html", "json", "csv"}), {}};
}

} // namespace

Result<std::filesystem::path> writeRunReport(const RunFolder& run, const ReportCommand& command, const DataSet* dataSet)
{
    std::filesystem::path file = command.out.empty() ? run.path / "report.html" : std::filesystem::path(command.out);
    if (command.out.empty() && !command.format.empty()) {
        file.replace_filename("report-numbers." + command.format); // report.json is the run's own
    }
    const Result<const Format*> format = formatOf(command, file);
    if (!format) {
        return format.error();
    }
    if (isRecordOf(run, file)) {
        return Error{ErrorCode::FileUnwritable, "the run's own record", file};
    }
    const Result<EvaluationReport> report = makeEvaluationReport(run, reportedPart(run), dataSet);
    if (!report) {
        return report.error();
    }
    const Result<void> written = writeFileAtomically(file, (*format)->encode(*report));
    return written ? Result<std::filesystem::path>(file) : written.error();
}

ExitStatus runCommand(const ReportCommand& command, Output& output, const std::stop_token& stop)
{
    const Result<RunFolder> run = openRunFolder(command.run);
    if (!run) {
        return output.error(run.error());
    }
    // Pictures make it better, and no report is worse than one without them.
    const Result<DataSet> dataSet = openRunData(*run, command.data, output, stop);
    output.endProgress();
    if (!dataSet && (!command.data.empty() || dataSet.error().code == ErrorCode::Cancelled)) {
        return output.error(dataSet.error());
    }
    const Result<std::filesystem::path> file = writeRunReport(*run, command, dataSet ? &*dataSet : nullptr);
    if (!file) {
        return output.error(file.error());
    }
    output.event({{"event", "report"}, {"file", validUtf8(file->native())}, {"hasPictures", dataSet.hasValue()}});
    output.line("wrote " + printable(file->native()));
    if (!dataSet) {
        output.note("The run's images could not be opened, so it shows none.");
    }
    return ExitStatus::Ok;
}

} // namespace saccade
