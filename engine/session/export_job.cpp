#include "engine/session/export_job.h"

#include <algorithm>
#include <chrono>
#include <system_error>

#include "engine/runs/portable_run.h"
#include "engine/session/worker_thread.h"

namespace saccade {

namespace {

using Clock = std::chrono::steady_clock;

/// What all formats of a request share.
struct Material
{
    PortableModel model;
    ExportDoors doors;
    DataSet dataSet; // of doors.calibration
    std::vector<CheckImage> images;
    Part part = Part::Test;
    bool hasDataChanged = false;
    std::optional<Error> noImages;
    std::optional<Error> noRuntime;
};

Result<DataSet> dataOf(const ExportRequest& request, const ImageReader& reader, const std::stop_token& stop,
                       const ExportTelling& telling)
{
    if (request.dataSet.count() > 0) {
        return dataSetAsIn(request.run->plan, request.dataSet);
    }
    const DataSetReference& wanted = request.run->plan.data;
    const OpenRequest open{wanted.source, wanted.size.height, request.cacheFolder, request.cacheBytes, wanted.resize};
    const Result<DataSet> opened = reader.open(open, stop, [&telling](const OpenProgress& progress) {
        telling.progressed(
            {ExportProgress::Stage::OpeningImages, {}, progress.done, progress.total, progress.secondsLeft});
    });
    if (!opened) {
        return opened.error();
    }
    if (opened->classNames != wanted.classNames) {
        return Error{ErrorCode::ClassesDisagree, std::to_string(opened->classNames.size()) + " classes",
                     opened->source};
    }
    return dataSetAsIn(request.run->plan, *opened);
}

/// Missing images keep no one from exporting: the file is written and says that it was not checked.
void collectImages(Material& material, const ExportRequest& request, const std::stop_token& stop,
                   const ExportTelling& telling)
{
    const ImageReader& reader = *material.doors.reader;
    telling.progressed({ExportProgress::Stage::OpeningImages});
    const Result<DataSet> data = dataOf(request, reader, stop, telling);
    material.dataSet = data ? *data : DataSet();
    Result<std::vector<CheckImage>> images = data ? collectCheckImages(reader, *data, request.checkImages, stop)
                                                  : Result<std::vector<CheckImage>>(data.error());
    if (!images) {
        material.noImages = images.error();
        return;
    }
    material.images = *std::move(images);
    material.part = checkedPart(*data);
    material.hasDataChanged = data->id != request.run->plan.data.id;
}

Result<Material> gather(const ExportRequest& request, const ExportModules& modules,
                        const ExportSession::OpenerSource& openers, const std::stop_token& stop,
                        const ExportTelling& telling)
{
    if (!modules.engine || !modules.reader) {
        return !modules.engine ? modules.engine.error() : modules.reader.error();
    }
    Result<PortableModel> model = loadPortableModel(*request.run, request.weights);
    if (!model) {
        return model.error();
    }
    Material material;
    material.model = *std::move(model);
    material.doors = {*modules.engine, *modules.reader, nullptr};
    if (const Result<const ExportedNetworkOpener*> opener = openers(); opener) {
        material.doors.opener = *opener;
    } else {
        material.noRuntime = opener.error();
    }
    collectImages(material, request, stop, telling);
    if (stop.stop_requested()) {
        return Error{ErrorCode::Cancelled, {}, {}};
    }
    std::error_code failed;
    std::filesystem::create_directories(request.file.parent_path(), failed); // what cannot be made, the writing tells
    return material;
}

/// Seconds that the images of all formats that are left will take, from those of this format until now.
double secondsLeft(Clock::time_point start, std::size_t done, std::size_t total, std::size_t formatsAfter)
{
    const double each = std::chrono::duration<double>(Clock::now() - start).count() / static_cast<double>(done);
    return each * static_cast<double>(total - done + formatsAfter * total);
}

/// Its report, while all that it names is there.
const ExportReport* writtenBefore(const ExportRequest& request, ExportFormat format)
{
    for (const ExportReport& report : request.written) {
        const bool isThere =
            std::all_of(report.files.begin(), report.files.end(), [](const std::filesystem::path& file) {
                std::error_code failed;
                return std::filesystem::exists(file, failed);
            });
        if (report.format == format && isThere) {
            return &report;
        }
    }
    return nullptr;
}

ExportOutcome exportOne(const ExportRequest& request, std::size_t place, const Material& material,
                        const std::stop_token& stop, const ExportTelling& telling)
{
    const ExportFormat format = request.formats[place];
    const bool isUncheckable = material.noRuntime && needsForeignRuntime(format, material.doors.profile);
    const std::vector<CheckImage> none;
    const std::vector<CheckImage>& images = isUncheckable ? none : material.images;
    ExportOutcome outcome{request.run,
                          request.weights,
                          format,
                          {material.model.temperature, material.model.rejectThreshold},
                          material.part,
                          material.hasDataChanged,
                          {},
                          {},
                          isUncheckable ? material.noRuntime : material.noImages};
    telling.progressed({ExportProgress::Stage::Checking, format, 0, images.size(), -1});
    if (format == ExportFormat::OnnxInt8 && material.dataSet.count() == 0) {
        outcome.error = material.noImages; // its numbers are measured on images
        return outcome;
    }
    ExportDoors doors = material.doors;
    doors.calibration = &material.dataSet;
    const Clock::time_point start = Clock::now();
    const std::size_t after = request.formats.size() - place - 1;
    const auto progress = [&](std::size_t done) {
        telling.progressed({ExportProgress::Stage::Checking, format, done, images.size(),
                            secondsLeft(start, done, images.size(), after)});
    };
    const ExportReport* written = writtenBefore(request, format);
    const Result<ExportReport> report =
        written != nullptr ? checkExported(*written, material.model, doors, images, stop, progress)
                           : exportModel(material.model, format, request.file, doors, images, stop, progress);
    if (report) {
        outcome.report = *report;
    } else {
        outcome.error = report.error();
    }
    return outcome;
}

void exportAll(const ExportRequest& request, const ExportModules& modules, const ExportSession::OpenerSource& openers,
               const std::stop_token& stop, const ExportTelling& telling)
{
    const Result<Material> material = gather(request, modules, openers, stop, telling);
    for (std::size_t place = 0; place < request.formats.size() && !stop.stop_requested(); ++place) {
        ExportOutcome outcome;
        if (material) {
            outcome = exportOne(request, place, *material, stop, telling);
        } else {
            outcome.run = request.run;
            outcome.weights = request.weights;
            outcome.format = request.formats[place];
            outcome.error = material.error();
        }
        if (!outcome.error || outcome.error->code != ErrorCode::Cancelled) {
            telling.finished(std::move(outcome));
        }
    }
}

} // namespace

void runExport(const ExportRequest& request, const ExportModules& modules, const ExportSession::OpenerSource& openers,
               const std::stop_token& stop, const ExportTelling& telling)
{
    std::size_t count = 0;
    const ExportTelling counting{telling.progressed, [&](ExportOutcome outcome) {
                                     ++count;
                                     telling.finished(std::move(outcome));
                                 }};
    try {
        exportAll(request, modules, openers, stop, counting);
    } catch (...) {
        const Error error = currentExceptionAsError();
        for (; count < request.formats.size();) {
            ExportOutcome outcome;
            outcome.run = request.run;
            outcome.weights = request.weights;
            outcome.format = request.formats[count];
            outcome.error = error;
            counting.finished(std::move(outcome));
        }
    }
}

} // namespace saccade
