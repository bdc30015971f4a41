#include <algorithm>
#include <cstdio>

#include "app/cli/cli_text.h"
#include "app/cli/commands.h"
#include "app/cli/number_text.h"
#include "engine/runs/run_comparison.h"

namespace saccade {

namespace {

constexpr double kSignificance = 0.05;
constexpr std::size_t kClassesTold = 10;
constexpr std::size_t kConfusionsTold = 5;

std::string percent(double share)
{
    return fixedText(100 * share, 2) + " %";
}

std::string withInterval(std::int64_t right, std::int64_t images, const Interval& interval)
{
    const double share = static_cast<double>(right) / static_cast<double>(images);
    return percent(share) + " (" + fixedText(100 * interval.low, 2) + " to " + fixedText(100 * interval.high, 2) + ")";
}

/// What the test allows to say, and no more.
std::string verdict(const RunComparison& comparison)
{
    const PairedTest& test = comparison.test;
    const std::int64_t apart = test.counts.onlyA + test.counts.onlyB;
    if (apart == 0) {
        return "Both answer every image alike.";
    }
    char p[32];
    std::snprintf(p, sizeof p, "%.2g", test.pValue);
    const std::string by = "they differ on " + groupedText(apart) + " of " + groupedText(comparison.images()) +
                           " images (McNemar, p = " + p + ")";
    if (test.pValue >= kSignificance) {
        return "No difference can be told: " + by + ".";
    }
    const std::string better = test.accuracyGain > 0 ? "A" : "B";
    return better + " is better by " + fixedText(100 * std::abs(test.accuracyGain), 2) + " points: " + by + ".";
}

Json confusionsJson(const RunComparison& comparison)
{
    Json confusions = Json::array();
    for (const ChangedConfusion& each : comparison.confusions) {
        confusions.push_back({{"truth", validUtf8(comparison.classNames[static_cast<std::size_t>(each.truth)])},
                              {"predicted", validUtf8(comparison.classNames[static_cast<std::size_t>(each.predicted)])},
                              {"a", each.a},
                              {"b", each.b}});
    }
    return confusions;
}

Json comparisonJson(const RunComparison& comparison, const RunFolder& a, const RunFolder& b)
{
    const PairedCounts& counts = comparison.test.counts;
    Json settings = Json::array();
    for (const ChangedSetting& setting : comparison.settings) {
        settings.push_back({{"name", setting.name}, {"a", validUtf8(setting.a)}, {"b", validUtf8(setting.b)}});
    }
    Json classes = Json::array();
    for (std::size_t i = 0; i < comparison.classes.size(); ++i) {
        const ComparedClass& each = comparison.classes[i];
        classes.push_back({{"class", validUtf8(comparison.classNames[i])},
                           {"images", each.images},
                           {"rightA", each.rightA},
                           {"rightB", each.rightB}});
    }
    return {{"event", "comparison"},
            {"a", validUtf8(a.path.native())},
            {"b", validUtf8(b.path.native())},
            {"split", partName(comparison.part)},
            {"images", comparison.images()},
            {"isSameData", comparison.isSameData},
            {"correctedTruths", comparison.correctedTruths},
            {"leftOut", comparison.leftOut},
            {"bothRight", counts.bothRight},
            {"onlyA", counts.onlyA},
            {"onlyB", counts.onlyB},
            {"bothWrong", counts.bothWrong},
            {"accuracyA", {{"low", comparison.accuracyA.low}, {"high", comparison.accuracyA.high}}},
            {"accuracyB", {{"low", comparison.accuracyB.low}, {"high", comparison.accuracyB.high}}},
            {"method", comparison.test.method == PairedMethod::Exact ? "exact" : "chi-squared"},
            {"pValue", comparison.test.pValue},
            {"accuracyGain", comparison.test.accuracyGain},
            {"verdict", verdict(comparison)},
            {"classes", std::move(classes)},
            {"confusions", confusionsJson(comparison)},
            {"settings", std::move(settings)}};
}

/// The classes whose right answers changed most.
std::vector<std::size_t> mostChanged(const RunComparison& comparison)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < comparison.classes.size(); ++i) {
        if (comparison.classes[i].rightA != comparison.classes[i].rightB) {
            order.push_back(i);
        }
    }
    const auto change = [&](std::size_t i) {
        return std::abs(comparison.classes[i].rightA - comparison.classes[i].rightB);
    };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t x, std::size_t y) { return change(x) > change(y); });
    order.resize(std::min(order.size(), kClassesTold));
    return order;
}

void tellComparison(const RunComparison& comparison, const RunFolder& a, const RunFolder& b, Output& output)
{
    const PairedCounts& counts = comparison.test.counts;
    const std::int64_t images = comparison.images();
    output.line("A  " + printable(a.title) + ": " +
                withInterval(counts.bothRight + counts.onlyA, images, comparison.accuracyA));
    output.line("B  " + printable(b.title) + ": " +
                withInterval(counts.bothRight + counts.onlyB, images, comparison.accuracyB));
    output.line(std::string("of ") + groupedText(images) + " " + partName(comparison.part) + " images: both right " +
                groupedText(counts.bothRight) + ", A alone " + groupedText(counts.onlyA) + ", B alone " +
                groupedText(counts.onlyB) + ", both wrong " + groupedText(counts.bothWrong));
    output.line(verdict(comparison));
    for (const std::size_t i : mostChanged(comparison)) {
        const ComparedClass& each = comparison.classes[i];
        output.line("  " + padded(printable(comparison.classNames[i]), 20) + " A " + groupedText(each.rightA) + ", B " +
                    groupedText(each.rightB) + " of " + groupedText(each.images));
    }
    for (std::size_t i = 0; i < std::min(comparison.confusions.size(), kConfusionsTold); ++i) {
        const ChangedConfusion& each = comparison.confusions[i];
        output.line("  " + printable(comparison.classNames[static_cast<std::size_t>(each.truth)]) + " taken for " +
                    printable(comparison.classNames[static_cast<std::size_t>(each.predicted)]) + ": A " +
                    groupedText(each.a) + ", B " + groupedText(each.b));
    }
    for (const ChangedSetting& setting : comparison.settings) {
        output.line("  " + padded(setting.name, 20) + " " + printable(setting.a) + " -> " + printable(setting.b));
    }
    if (comparison.correctedTruths > 0 || comparison.leftOut > 0) {
        output.note(groupedText(comparison.correctedTruths) +
                    " images are judged by the labels that a person corrected; " + groupedText(comparison.leftOut) +
                    " that only one of the runs has are left out.");
    }
    if (!comparison.isSameData) {
        output.note("The images are the same, their pixels are not: size or resizing differ.");
    }
}

Result<Part> partNamed(const std::string& name)
{
    for (const Part part : {Part::Validation, Part::Test}) {
        if (name == partName(part)) {
            return part;
        }
    }
    return Error{
        ErrorCode::SettingInvalid, "split: " + name + "; nearest: " + nearestName(name, {"test", "validation"}), {}};
}

} // namespace

ExitStatus runCommand(const CompareCommand& command, Output& output, const std::stop_token& /*stop*/)
{
    const Result<Part> part = partNamed(command.split);
    const Result<RunFolder> a = part ? openRunFolder(command.runA) : Result<RunFolder>(part.error());
    const Result<RunFolder> b = a ? openRunFolder(command.runB) : Result<RunFolder>(a.error());
    if (!b) {
        return output.error(b.error());
    }
    const Result<RunComparison> comparison = compareRuns(*a, *b, *part);
    if (!comparison) {
        return output.error(comparison.error());
    }
    output.event(comparisonJson(*comparison, *a, *b));
    tellComparison(*comparison, *a, *b, output);
    return ExitStatus::Ok;
}

} // namespace saccade
