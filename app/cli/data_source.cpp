#include "app/cli/data_source.h"

#include "app/cli/cache_place.h"
#include "app/cli/cli_text.h"
#include "app/cli/number_text.h"
#include "engine/data/data_set_id.h"
#include "engine/data/sample_shapes.h"
#include "engine/runs/changes_file.h"
#include "engine/runs/run_folder.h"
#include "engine/session/late_modules.h"
#include "engine/training/train_plan.h"

namespace saccade {

namespace {

constexpr const char* kSample = "sample";

void showProgress(Output& output, const OpenProgress& progress)
{
    std::string text = "opening: " + groupedText(static_cast<std::int64_t>(progress.done));
    if (progress.total > 0) {
        text += " of " + groupedText(static_cast<std::int64_t>(progress.total));
    }
    text += " images";
    if (progress.secondsLeft >= 0) {
        text += ", " + durationText(progress.secondsLeft) + " left";
    }
    output.progress(text);
}

Result<DataSet> openPath(const OpenRequest& request, Output& output, const std::stop_token& stop)
{
    const Result<const ImageReader*> reader = loadImageReader();
    if (!reader) {
        return reader.error();
    }
    return (*reader)->open(request, stop, [&output](const OpenProgress& progress) { showProgress(output, progress); });
}

} // namespace

Result<DataSet> openSource(const std::string& source, const Shape& shape, Output& output, const std::stop_token& stop)
{
    if (source == kSample && shape.side != 0 && shape.side != kSampleSide) {
        return Error{
            ErrorCode::SettingInvalid, "side: the sample's images are " + std::to_string(kSampleSide) + " px", {}};
    }
    if (source == kSample) {
        Result<DataSet> sample = renderSampleDataSet(stop, [&output](std::size_t done, std::size_t total) {
            OpenProgress progress;
            progress.done = done;
            progress.total = total;
            showProgress(output, progress);
        });
        return sample ? withResizeMode(*std::move(sample), shape.resize) : sample;
    }
    OpenRequest request;
    request.source = source;
    request.side = shape.side;
    request.resize = shape.resize;
    request.cacheFolder = defaultCacheFolder();
    request.cacheBytes = cacheLimitBytes();
    return openPath(request, output, stop);
}

Result<DataSet> withKeptChanges(DataSet dataSet, Output& output)
{
    const ChangesFile file(dataSet.source, defaultChangesFolder());
    Result<DataChanges> changes = file.load();
    if (!changes) {
        return changes.error();
    }
    if (changes->empty()) {
        return dataSet;
    }
    DataSet changed = withChanges(dataSet, *std::move(changes));
    const std::size_t lost = changesThatDoNotFit(changed).size();
    output.note(groupedText(static_cast<std::int64_t>(changed.changes.size() - lost)) +
                " images are changed by a person, see " + printable(file.path().native()) +
                (lost > 0 ? "; " + groupedText(static_cast<std::int64_t>(lost)) + " changes do not fit any more" : ""));
    return changed;
}

std::size_t trainingImagesOf(const DataSet& dataSet)
{
    return withSplit(dataSet, splitRuleOf(TrainSettings())).indicesOf(Part::Training).size();
}

} // namespace saccade
