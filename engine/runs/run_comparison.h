#pragma once

#include <string>
#include <vector>

#include "engine/metrics/intervals.h"
#include "engine/metrics/paired_test.h"
#include "engine/runs/run_folder.h"

namespace saccade {

/// One image that two runs answered differently, or both wrongly.
struct ComparedImage
{
    std::int32_t index = 0; ///< into the data set
    std::int32_t truth = 0;
    std::int32_t predictedA = 0;
    std::int32_t predictedB = 0;
    float confidenceA = 0;
    float confidenceB = 0;

    bool operator==(const ComparedImage&) const = default;
};

/// How two runs fare on the images of one class.
struct ComparedClass
{
    std::int64_t images = 0;
    std::int64_t rightA = 0;
    std::int64_t rightB = 0;

    bool operator==(const ComparedClass&) const = default;
};

/// Images of one class that were taken for another, by a number of times that is not the same in both runs.
struct ChangedConfusion
{
    std::int32_t truth = 0;
    std::int32_t predicted = 0;
    std::int64_t a = 0;
    std::int64_t b = 0;

    bool operator==(const ChangedConfusion&) const = default;
};

/// A setting that is not the same in both plans, as its field's text.
struct ChangedSetting
{
    std::string name;
    std::string a;
    std::string b;

    bool operator==(const ChangedSetting&) const = default;
};

/// Two runs on the same images, each with its best weights.
struct RunComparison
{
    Part part = Part::Test;
    bool isSameData = true; ///< false: pixels differ (another side, another way of resizing), images and labels do not
    std::int64_t correctedTruths = 0; ///< images judged by a label that a person corrected between the runs
    std::int64_t leftOut = 0;         ///< images that a person excluded or moved between the runs
    std::vector<std::string> classNames;
    PairedTest test; ///< A against B; counts.unpaired is 0
    Interval accuracyA;
    Interval accuracyB;
    std::vector<ComparedImage> onlyA;     ///< A right, B wrong; B's confidence falling, as the others
    std::vector<ComparedImage> onlyB;     ///< B right, A wrong; A's confidence
    std::vector<ComparedImage> bothWrong; ///< A's confidence
    std::vector<ComparedClass> classes;
    std::vector<ChangedConfusion> confusions; ///< largest change first; of equal ones by truth, then by prediction
    std::vector<ChangedSetting> settings;

    [[nodiscard]] std::int64_t images() const;
};

/// Both runs' recorded predictions on a part (validation at each one's best step). SplitEmpty when one has none,
/// ClassesDisagree when they are not about the same images: other classes, indices or labels. Where a person changed
/// the data between the runs, both are judged by B's labels on the images that both have. Blocks.
[[nodiscard]] Result<RunComparison> compareRuns(const RunFolder& a, const RunFolder& b, Part part);

/// The same of predictions at hand. Any thread.
[[nodiscard]] Result<RunComparison> comparePredictions(const PredictionTable& a, const PredictionTable& b, Part part,
                                                       const std::vector<std::string>& classNames);

} // namespace saccade
