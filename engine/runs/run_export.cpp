#include "engine/runs/run_export.h"

#include <atomic>
#include <system_error>
#include <unistd.h>

#include "engine/runs/deploy_bundle.h"
#include "engine/runs/export_fault.h"
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

/// Nobody shall take for good what differs; whoever looks for the fault shall have it.
void setAside(const fs::path& from, const fs::path& file)
{
    fs::path aside = file;
    aside += ".failed";
    std::error_code ignored;
    fs::remove_all(aside, ignored);
    fs::rename(from, aside, ignored);
}

Error differs(const ExportReport& report, std::string detail)
{
    return {ErrorCode::ExportDiffers, std::move(detail), report.files.front()};
}

/// The check's result goes into the report; an error when it could not be run, or failed.
Result<void> check(ExportReport& report, const PortableModel& model, const ExportDoors& doors,
                   const std::vector<CheckImage>& images, const std::stop_token& stop,
                   const std::function<void(std::size_t)>& progress)
{
    const ResizeRule rule{model.network.input().size, model.resize};
    const Result<std::unique_ptr<Predictor>> program = predictorOf(model, *doors.engine);
    if (!program) {
        return program.error();
    }
    const bool isQuantised = report.format == ExportFormat::OnnxInt8;
    const auto tryWith = [&](Result<std::unique_ptr<ExportedNetwork>> exported) {
        return exported ? checkExport(images, *doors.reader, rule, **program, **exported, isQuantised, stop, progress)
                        : Result<ExportCheck>(exported.error());
    };
    Result<ExportCheck> found = tryWith(openExport(report.format, report.files, doors, rule));
    if (!found && found.error().code == ErrorCode::ExportUnsupported) {
        report.notChecked = found.error().detail;
        if (!needsForeignRuntime(report.format, doors.profile)) {
            return {};
        }
        found = tryWith(openReadBack(report.format, report.files, doors)); // is it the file, or only the runtime?
        if (!found && found.error().code == ErrorCode::FormatInvalid) {
            return differs(report, found.error().detail);
        }
    }
    if (!found) {
        return found.error();
    }
    if (!found->isPassed) {
        return differs(report, checkFindings(*found) + "; " + findFault(*found, model, report, doors.profile));
    }
    if (report.notChecked.empty()) {
        report.check = *found;
        report.check->exportedMs = isQuantised ? 0 : found->exportedMs; // rounding in floats tells nothing of that
    }
    return {};
}

/// Where an export is made and tried; gone at the end with what is left in it.
class MakingPlace final
{
public:
    /// Beside `target`, so that moving it there is a renaming.
    explicit MakingPlace(const fs::path& target) : m_target(target)
    {
        static std::atomic<int> count{0};
        m_folder = target.parent_path() / (".export-" + std::to_string(::getpid()) + '-' + std::to_string(++count));
        fs::create_directories(m_folder, m_failed);
    }
    ~MakingPlace()
    {
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }
    MakingPlace(const MakingPlace&) = delete;
    MakingPlace& operator=(const MakingPlace&) = delete;

    [[nodiscard]] fs::path file() const { return m_folder / m_target.filename(); }
    [[nodiscard]] fs::path finalPlace(const fs::path& made) const { return m_target.parent_path() / made.filename(); }
    [[nodiscard]] Result<void> isThere() const
    {
        return m_failed ? Result<void>(Error{ErrorCode::FileUnwritable, m_failed.message(), m_target}) : Result<void>();
    }
    /// The error of what is made, with the place that people know.
    [[nodiscard]] Error known(Error error) const
    {
        const bool isHere = error.path.native().starts_with(m_folder.native());
        error.path = isHere ? m_target.parent_path() / error.path.lexically_relative(m_folder) : error.path;
        return error;
    }

private:
    fs::path m_target;
    fs::path m_folder;
    std::error_code m_failed;
};

/// The report then names the final places.
Result<void> moveToTheirPlaces(ExportReport& report, const MakingPlace& place)
{
    for (fs::path& file : report.files) {
        const fs::path final = place.finalPlace(file);
        std::error_code failed;
        if (report.format == ExportFormat::Bundle) {
            if (const Result<void> moved = moveBundle(file, final); !moved) {
                return moved;
            }
        } else {
            fs::rename(file, final, failed);
        }
        if (failed) {
            return Error{ErrorCode::FileUnwritable, failed.message(), final};
        }
        file = final;
    }
    return {};
}

Result<ExportReport> makeAndTry(const PortableModel& model, ExportFormat format, const MakingPlace& place,
                                const ExportDoors& doors, const std::vector<CheckImage>& images,
                                const std::stop_token& stop, const std::function<void(std::size_t)>& progress)
{
    Result<std::vector<fs::path>> files = writeExport(model, format, place.file(), doors, images, stop);
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
    const Result<void> checked = images.empty() ? Result<void>() : check(report, model, doors, images, stop, progress);
    if (!checked && checked.error().code == ErrorCode::ExportDiffers) {
        for (const fs::path& file : report.files) {
            setAside(file, place.finalPlace(file));
        }
    }
    return checked ? Result<ExportReport>(std::move(report)) : Result<ExportReport>(checked.error());
}

} // namespace

fs::path exportPath(const fs::path& file, ExportFormat format)
{
    const std::string_view ending = kExportEndings[static_cast<std::size_t>(format)];
    fs::path path = file.lexically_normal();
    path = path.has_filename() ? path : path.parent_path(); // "deploy/" is the folder
    return path.native().ends_with(ending) ? path : path.replace_extension(ending);
}

Result<ExportReport> exportModel(const PortableModel& model, ExportFormat format, const fs::path& file,
                                 const ExportDoors& doors, const std::vector<CheckImage>& images, std::stop_token stop,
                                 const std::function<void(std::size_t)>& progress)
{
    const fs::path target = exportPath(file, format);
    if (const Result<void> free = format == ExportFormat::Bundle ? checkBundlePlace(target) : Result<void>(); !free) {
        return free.error(); // before the work is done
    }
    const MakingPlace place(target);
    if (const Result<void> made = place.isThere(); !made) {
        return made.error();
    }
    Result<ExportReport> report = makeAndTry(model, format, place, doors, images, stop, progress);
    if (!report) {
        return place.known(report.error());
    }
    const Result<void> moved = moveToTheirPlaces(report.value(), place);
    return moved ? std::move(report) : Result<ExportReport>(moved.error());
}

Result<ExportReport> checkExported(const ExportReport& written, const PortableModel& model, const ExportDoors& doors,
                                   const std::vector<CheckImage>& images, std::stop_token stop,
                                   const std::function<void(std::size_t)>& progress)
{
    ExportReport report = written;
    report.check.reset();
    report.notChecked.clear();
    if (!images.empty()) {
        if (const Result<void> checked = check(report, model, doors, images, stop, progress); !checked) {
            if (checked.error().code == ErrorCode::ExportDiffers) {
                setAside(report.files.front(), report.files.front()); // the others may be another export's as well
            }
            return checked.error();
        }
    }
    return report;
}

} // namespace saccade
