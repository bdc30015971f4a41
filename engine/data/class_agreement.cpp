#include "engine/data/class_agreement.h"

#include <algorithm>
#include <array>

namespace saccade {

namespace {

using Presence = std::array<std::vector<bool>, kPartCount>; // by part, then by class

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

std::string letters(std::string_view name)
{
    std::string kept;
    for (const char c : name) {
        if (c != ' ' && c != '_' && c != '-') {
            kept += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    return kept;
}

// One letter added, missing or replaced; a digit is none.
bool isOneLetterApart(std::string_view shorter, std::string_view longer)
{
    const auto [left, right] = std::mismatch(shorter.begin(), shorter.end(), longer.begin());
    if (right == longer.end()) {
        return false;
    }
    const bool isReplaced = shorter.size() == longer.size();
    const std::string_view restOfShorter(left + (isReplaced ? 1 : 0), shorter.end());
    const std::string_view restOfLonger(right + 1, longer.end());
    return restOfShorter == restOfLonger && !isDigit(*right) && !(isReplaced && isDigit(*left));
}

bool isGiven(const DataSet& dataSet, Part part)
{
    return part == Part::Test ? dataSet.hasGivenTest : part == Part::Validation && dataSet.hasGivenValidation;
}

Presence presenceOf(const DataSet& dataSet)
{
    Presence presence;
    presence.fill(std::vector<bool>(dataSet.classNames.size(), false));
    for (std::size_t i = 0; i < dataSet.count(); ++i) {
        const Sample& sample = (*dataSet.samples)[i];
        if (sample.part == Part::Excluded) {
            continue;
        }
        const Part part = isGiven(dataSet, sample.part) ? sample.part : Part::Training;
        presence[static_cast<std::size_t>(part)][static_cast<std::size_t>(sample.label)] = true;
    }
    return presence;
}

std::vector<std::int32_t> onlyIn(const std::vector<bool>& has, const std::vector<bool>& lacks)
{
    std::vector<std::int32_t> labels;
    for (std::size_t label = 0; label < has.size(); ++label) {
        if (has[label] && !lacks[label]) {
            labels.push_back(static_cast<std::int32_t>(label));
        }
    }
    return labels;
}

void addGaps(const DataSet& dataSet, const Presence& presence, Part given, std::vector<ClassGap>& gaps)
{
    const std::vector<bool>& training = presence[static_cast<std::size_t>(Part::Training)];
    const std::vector<bool>& other = presence[static_cast<std::size_t>(given)];
    const auto isEmpty = [](const std::vector<bool>& part) {
        return std::find(part.begin(), part.end(), true) == part.end();
    };
    if (isEmpty(training) || isEmpty(other)) { // the part lacks as a whole, which is told otherwise
        return;
    }
    std::vector<std::int32_t> strangers = onlyIn(other, training);
    for (const std::int32_t label : onlyIn(training, other)) {
        const auto name = [&](std::int32_t of) { return dataSet.classNames[static_cast<std::size_t>(of)]; };
        const auto twin = std::find_if(strangers.begin(), strangers.end(), [&](std::int32_t stranger) {
            return isNearlySameName(name(label), name(stranger));
        });
        gaps.push_back({label, Part::Training, given, twin == strangers.end() ? -1 : *twin});
        if (twin != strangers.end()) {
            strangers.erase(twin);
        }
    }
    for (const std::int32_t label : strangers) {
        gaps.push_back({label, given, Part::Training, -1});
    }
}

std::string quoted(const DataSet& dataSet, std::int32_t label)
{
    return '"' + dataSet.classNames[static_cast<std::size_t>(label)] + '"';
}

} // namespace

bool isNearlySameName(std::string_view a, std::string_view b)
{
    constexpr std::size_t kLong = 5;
    const std::string left = letters(a);
    const std::string right = letters(b);
    if (left == right) {
        return true;
    }
    const std::string& shorter = left.size() <= right.size() ? left : right;
    const std::string& longer = left.size() <= right.size() ? right : left;
    return shorter.size() >= kLong && longer.size() - shorter.size() <= 1 && isOneLetterApart(shorter, longer);
}

std::vector<ClassGap> classGaps(const DataSet& dataSet)
{
    std::vector<ClassGap> gaps;
    if (!dataSet.hasGivenTest && !dataSet.hasGivenValidation) {
        return gaps;
    }
    const Presence presence = presenceOf(dataSet);
    for (const Part part : {Part::Validation, Part::Test}) {
        if (isGiven(dataSet, part)) {
            addGaps(dataSet, presence, part, gaps);
        }
    }
    return gaps;
}

std::string describe(const ClassGap& gap, const DataSet& dataSet)
{
    if (gap.lookalike >= 0) {
        return quoted(dataSet, gap.label) + " in " + partName(gap.has) + " is " + quoted(dataSet, gap.lookalike) +
               " in " + partName(gap.lacks);
    }
    return quoted(dataSet, gap.label) + " is in " + partName(gap.has) + ", but not in " + partName(gap.lacks);
}

Result<void> checkClasses(const std::vector<std::string>& wanted, const DataSet& dataSet)
{
    if (dataSet.classNames == wanted) {
        return {};
    }
    return Error{ErrorCode::ClassesDisagree,
                 std::to_string(wanted.size()) + " classes are known, the images have " +
                     std::to_string(dataSet.classNames.size()) + ", or their names differ",
                 dataSet.source};
}

} // namespace saccade
