#include "engine/runs/export_check.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>

#include "engine/data/class_turns.h"

namespace saccade {

namespace {

using Clock = std::chrono::steady_clock;

constexpr double kAllDifferent = 255;

/// Name and label.
std::map<std::string, std::int32_t> choose(const DataSet& dataSet, std::size_t most)
{
    std::map<std::string, std::int32_t> chosen;
    for (const std::int32_t index : takeClassesInTurn(dataSet, checkedPart(dataSet), most)) {
        const Sample& sample = (*dataSet.samples)[static_cast<std::size_t>(index)];
        chosen.emplace(sample.name, sample.label);
    }
    return chosen;
}

double median(std::vector<double> values)
{
    if (values.empty()) {
        return 0;
    }
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// How far the pixels of both ways are apart. given: channels x height x width.
double pixelDifference(const Image& program, const std::vector<float>& given, bool isReversed)
{
    const auto channels = static_cast<std::size_t>(program.size.channels);
    const std::size_t area = program.pixels.size() / channels;
    if (given.size() != program.pixels.size()) {
        return given.empty() ? 0 : kAllDifferent;
    }
    double largest = 0;
    for (std::size_t i = 0; i < given.size(); ++i) {
        const std::size_t channel = i / area;
        const std::size_t from = isReversed ? channels - 1 - channel : channel;
        const auto own = static_cast<double>(program.pixels[i % area * channels + from]);
        largest = std::max(largest, std::abs(own - static_cast<double>(given[i])));
    }
    return largest;
}

/// The answers and times of both ways, image by image.
struct Answers
{
    double inputDifference = 0;
    double reversedDifference = 0;
    std::vector<float> program;
    std::vector<float> exported;
    std::vector<std::int32_t> truth;
    std::vector<double> programMs;
    std::vector<double> exportedMs;
    std::vector<double> preprocessMs;
};

Result<void> askBoth(const CheckImage& image, const ImageReader& reader, const ResizeRule& rule, Predictor& program,
                     ExportedNetwork& exported, Answers& answers)
{
    const Result<ReadImage> read = reader.decode(image.file, image.name, rule);
    if (!read) {
        return read.error();
    }
    const Clock::time_point start = Clock::now();
    const Result<std::vector<float>> own = program.predict({viewOf(read->input)});
    answers.programMs.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
    if (!own) {
        return own.error();
    }
    const Result<ExportedNetwork::Answer> other = exported.predict(image.file);
    if (!other) {
        const Error& error = other.error();
        return Error{error.code, error.detail, error.path.empty() ? std::filesystem::path(image.name) : error.path};
    }
    if (other->probabilities.size() != own->size()) {
        return Error{ErrorCode::ExportDiffers, std::to_string(other->probabilities.size()) + " classes", {}};
    }
    answers.program.insert(answers.program.end(), own->begin(), own->end());
    answers.exported.insert(answers.exported.end(), other->probabilities.begin(), other->probabilities.end());
    answers.truth.push_back(image.label);
    answers.inputDifference = std::max(answers.inputDifference, pixelDifference(read->input, other->input, false));
    answers.reversedDifference = std::max(answers.reversedDifference, pixelDifference(read->input, other->input, true));
    answers.exportedMs.push_back(other->networkMs);
    answers.preprocessMs.push_back(other->preprocessMs);
    return {};
}

} // namespace

Part checkedPart(const DataSet& dataSet)
{
    for (const Part part : {Part::Test, Part::Validation}) {
        if (!dataSet.indicesOf(part).empty()) {
            return part;
        }
    }
    return Part::Training;
}

Result<std::vector<CheckImage>> collectCheckImages(const ImageReader& reader, const DataSet& dataSet, std::size_t most,
                                                   std::stop_token stop)
{
    const std::map<std::string, std::int32_t> chosen = choose(dataSet, most);
    if (chosen.empty()) {
        return Error{ErrorCode::SplitEmpty, "images to try the export on", dataSet.source};
    }
    std::set<std::string> names;
    for (const auto& [name, label] : chosen) {
        names.insert(name);
    }
    std::vector<CheckImage> images;
    const Result<void> read =
        reader.readOriginals(dataSet.source, names, std::move(stop), [&](const OriginalFile& file) {
            images.push_back({file.name, chosen.at(file.name), file.bytes});
            return true;
        });
    if (!read) {
        return read.error();
    }
    if (images.empty()) {
        return Error{ErrorCode::SplitEmpty, "the data set has changed since the run", dataSet.source};
    }
    return images;
}

Result<ExportCheck> checkExport(const std::vector<CheckImage>& images, const ImageReader& reader,
                                const ResizeRule& rule, Predictor& program, ExportedNetwork& exported, bool isQuantised,
                                std::stop_token stop, const std::function<void(std::size_t)>& progress)
{
    Answers answers;
    for (std::size_t i = 0; i < images.size(); ++i) {
        if (stop.stop_requested()) {
            return Error{ErrorCode::Cancelled, {}, {}};
        }
        if (const Result<void> asked = askBoth(images[i], reader, rule, program, exported, answers); !asked) {
            return asked.error();
        }
        if (progress) {
            progress(i + 1);
        }
    }
    ExportCheck check;
    const std::size_t classes = images.empty() ? 1 : answers.program.size() / images.size();
    check.difference = compareAnswers(answers.program, answers.exported, answers.truth, classes);
    if (check.difference.worst >= 0) {
        check.worstImage = images[static_cast<std::size_t>(check.difference.worst)].name;
    }
    check.inputDifference = answers.inputDifference;
    check.isInputReversed = answers.inputDifference > 0 && answers.reversedDifference == 0;
    check.programMs = median(std::move(answers.programMs));
    check.exportedMs = median(std::move(answers.exportedMs));
    check.preprocessMs = median(std::move(answers.preprocessMs));
    const AnswerDifference& found = check.difference;
    const bool isExact = found.largest <= kProbabilityTolerance && found.labelsChanged == 0;
    const double lost = found.accuracyBefore - found.accuracyAfter;
    check.isPassed = isQuantised ? lost < kAccuracyTolerance + 1e-9 : isExact; // a hundredth is not exact in binary
    return check;
}

std::string checkFindings(const ExportCheck& check)
{
    char text[160];
    const AnswerDifference& found = check.difference;
    std::snprintf(text, sizeof text, ": %.1e apart; labels changed: %lld of %lld; accuracy %.4f instead of %.4f",
                  found.largest, static_cast<long long>(found.labelsChanged), static_cast<long long>(found.images),
                  found.accuracyAfter, found.accuracyBefore);
    return check.worstImage + text;
}

} // namespace saccade
