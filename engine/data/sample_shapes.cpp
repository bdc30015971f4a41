#include "engine/data/sample_shapes.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <thread>

#include "engine/data/data_set_id.h"
#include "engine/data/pixel_block.h"
#include "engine/data/sample_outline.h"

namespace saccade {

namespace {

constexpr std::size_t kClasses = kSampleClassNames.size();
constexpr std::size_t kCount = std::size_t{kSampleTrainingCount} + kSampleTestCount;

// The classes take turns, so that the first screen of the grid shows them all.
int labelOf(std::size_t position)
{
    return static_cast<int>(position % kClasses);
}

int indexOf(std::size_t position)
{
    return static_cast<int>(position / kClasses);
}

std::vector<Sample> makeSamples()
{
    std::vector<Sample> samples;
    samples.reserve(kCount);
    for (std::size_t position = 0; position < kCount; ++position) {
        const int label = labelOf(position);
        char number[16];
        std::snprintf(number, sizeof number, "/%04d", indexOf(position));
        const Part part = position < std::size_t{kSampleTrainingCount} ? Part::Training : Part::Test;
        samples.push_back({std::string(kSampleClassNames[static_cast<std::size_t>(label)]) + number, label, part,
                           kSampleSide, kSampleSide, 0});
    }
    return samples;
}

// Takes turns of images from a shared counter until none is left or stop is asked for.
void renderTurns(std::atomic<std::size_t>& next, const std::stop_token& stop, PixelBlock& block,
                 const std::function<void(std::size_t)>& report)
{
    constexpr std::size_t kTurn = 100;
    while (!stop.stop_requested()) {
        const std::size_t first = next.fetch_add(kTurn);
        if (first >= kCount) {
            return;
        }
        for (std::size_t position = first; position < std::min(first + kTurn, kCount); ++position) {
            block.write(position, viewOf(renderSampleShape(labelOf(position), indexOf(position))));
        }
        report(std::min(next.load(), kCount));
    }
}

void renderAll(const std::stop_token& stop, PixelBlock& block, const std::function<void(std::size_t)>& report)
{
    std::atomic<std::size_t> next{0};
    // Two threads: a second core halves the wait, more would only compete with the window.
    const std::jthread second([&] { renderTurns(next, stop, block, [](std::size_t) {}); });
    renderTurns(next, stop, block, report);
}

} // namespace

Result<DataSet> renderSampleDataSet(std::stop_token stop, const std::function<void(std::size_t, std::size_t)>& progress)
{
    auto block = std::make_shared<PixelBlock>(ImageSize{kSampleSide, kSampleSide, 3}, kCount);
    const auto report = [&progress](std::size_t done) {
        if (progress) {
            progress(done, kCount);
        }
    };
    renderAll(stop, *block, report);
    if (stop.stop_requested()) {
        return Error{ErrorCode::Cancelled, {}, {}};
    }
    DataSet set;
    set.name = "sample";
    set.source = "sample";
    set.classNames.assign(kSampleClassNames.begin(), kSampleClassNames.end());
    set.size = {kSampleSide, kSampleSide, 3};
    set.samples = std::make_shared<const std::vector<Sample>>(makeSamples());
    set.pixels = block;
    set.thumbnails = block;
    set.hasGivenTest = true;
    set.id = computeDataSetId(set);
    report(kCount);
    return set;
}

} // namespace saccade
