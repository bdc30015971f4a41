#include "engine/runs/start_point.h"

#include "engine/runs/run_folder.h"

namespace saccade {

namespace {

constexpr std::size_t kLongestLine = 1000; // of runs that went on from one another: a circle ends here

} // namespace

Result<StartPoint> loadStartPoint(const std::filesystem::path& path)
{
    const Result<RunFolder> run = openRunFolder(path);
    if (!run) {
        return run.error();
    }
    Result<NamedTensors> tensors = loadBestWeights(*run);
    if (!tensors) {
        return tensors.error();
    }
    auto loaded = std::make_shared<LoadedStart>();
    loaded->tensors = *std::move(tensors);
    loaded->plans.push_back(run->plan);
    while (loaded->plans.back().start && loaded->plans.size() < kLongestLine) {
        Result<RunFolder> earlier = openRunFolder(loaded->plans.back().start->run);
        if (!earlier) {
            break;
        }
        loaded->plans.push_back(std::move(earlier->plan));
    }
    StartPoint start;
    start.run = std::filesystem::absolute(run->path).native();
    start.epoch = run->report ? run->report->bestEpoch : run->epochs.empty() ? 0 : run->epochs.back().epoch;
    start.loaded = std::move(loaded);
    return start;
}

} // namespace saccade
