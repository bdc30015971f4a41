#include <chrono>

#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/data_source.h"
#include "app/cli/number_text.h"
#include "engine/data/class_agreement.h"
#include "engine/training/train_plan.h"

namespace saccade {

namespace {

constexpr std::size_t kProblemLines = 20; // the rest is counted; --json has them all

Json partsJson(const DataSet& dataSet)
{
    Json parts = Json::object();
    for (const Part part : {Part::Training, Part::Validation, Part::Test}) {
        parts[partName(part)] = dataSet.indicesOf(part).size();
    }
    return parts;
}

Json problemsJson(const DataSet& dataSet)
{
    Json problems = Json::array();
    for (const Error& problem : dataSet.problems) {
        problems.push_back({{"code", errorCodeName(problem.code)},
                            {"message", errorSentence(problem)},
                            {"path", problem.path.native()}});
    }
    return problems;
}

Json gapsJson(const DataSet& dataSet)
{
    Json gaps = Json::array();
    for (const ClassGap& gap : classGaps(dataSet)) {
        gaps.push_back(describe(gap, dataSet));
    }
    return gaps;
}

Json dataJson(const DataSet& dataSet, double seconds)
{
    return {{"event", "data"},
            {"name", dataSet.name},
            {"source", dataSet.source},
            {"id", dataSet.id},
            {"images", dataSet.count()},
            {"height", dataSet.size.height},
            {"width", dataSet.size.width},
            {"channels", dataSet.size.channels},
            {"resize", resizeModeName(dataSet.resize)},
            {"classes", dataSet.classNames},
            {"parts", partsJson(dataSet)},
            {"given_validation", dataSet.hasGivenValidation},
            {"given_test", dataSet.hasGivenTest},
            {"only_test_files", dataSet.hasOnlyTestFiles},
            {"class_gaps", gapsJson(dataSet)},
            {"problems", problemsJson(dataSet)},
            {"seconds", seconds}};
}

std::string countText(std::size_t count)
{
    return groupedText(static_cast<std::int64_t>(count));
}

void printClasses(const DataSet& dataSet, Output& output)
{
    output.line(padded("class", 28) + padded("training", -12) + padded("validation", -12) + padded("test", -12));
    for (std::size_t label = 0; label < dataSet.classNames.size(); ++label) {
        std::string row = padded(printable(dataSet.classNames[label]), 28);
        for (const Part part : {Part::Training, Part::Validation, Part::Test}) {
            row += padded(countText(dataSet.countOf(part, static_cast<std::int32_t>(label))), -12);
        }
        output.line(row);
    }
    std::string total = padded("total", 28);
    for (const Part part : {Part::Training, Part::Validation, Part::Test}) {
        total += padded(countText(dataSet.indicesOf(part).size()), -12);
    }
    output.line(total);
}

void printProblems(const DataSet& dataSet, Output& output)
{
    if (dataSet.problems.empty()) {
        return;
    }
    output.line(countText(dataSet.problems.size()) + " files were left out:");
    for (std::size_t i = 0; i < dataSet.problems.size() && i < kProblemLines; ++i) {
        output.line("  " + errorSentence(dataSet.problems[i]));
    }
    if (dataSet.problems.size() > kProblemLines) {
        output.line("  and " + countText(dataSet.problems.size() - kProblemLines) + " more; --json lists all");
    }
}

// A few; --json has them all.
void printGaps(const DataSet& dataSet, Output& output)
{
    const std::vector<ClassGap> gaps = classGaps(dataSet);
    if (!gaps.empty()) {
        output.line("The parts have different classes; training needs the same ones in all:");
    }
    for (std::size_t i = 0; i < gaps.size() && i < kProblemLines; ++i) {
        output.line("  " + printable(describe(gaps[i], dataSet)));
    }
    if (gaps.size() > kProblemLines) {
        output.line("  and " + countText(gaps.size() - kProblemLines) + " more; --json lists all");
    }
}

void print(const DataSet& dataSet, double seconds, Output& output)
{
    output.line(printable(dataSet.name) + ": " + countText(dataSet.count()) + " images in " +
                std::to_string(dataSet.classNames.size()) + " classes, " + std::to_string(dataSet.size.width) + " x " +
                std::to_string(dataSet.size.height) + (dataSet.size.channels == 1 ? " grey" : " RGB") + " (" +
                resizeModeName(dataSet.resize) + ")" + ", ready after " + fixedText(seconds, 1) + " s");
    printClasses(dataSet, output);
    if (!dataSet.hasGivenTest) {
        output.line(dataSet.indicesOf(Part::Test).empty() ? "There is no test part."
                                                          : "The test part is drawn from the images.");
    }
    if (dataSet.hasOnlyTestFiles) {
        output.line("The test files came alone: their images count as training images and are divided.");
    }
    printGaps(dataSet, output);
    printProblems(dataSet, output);
}

} // namespace

ExitStatus runCommand(const DataCommand& command, Output& output, const std::stop_token& stop)
{
    const auto start = std::chrono::steady_clock::now();
    const Result<DataSet> source = openSource(command.source, command.shape, output, stop);
    if (!source) {
        return output.error(source.error());
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    const Result<DataSet> changed = withKeptChanges(*source, output);
    if (!changed) {
        return output.error(changed.error());
    }
    const DataSet dataSet = withSplit(*changed, splitRuleOf(TrainSettings()));
    output.event(dataJson(dataSet, taken.count()));
    print(dataSet, taken.count(), output);
    return ExitStatus::Ok;
}

} // namespace saccade
