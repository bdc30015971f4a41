#include "engine/metrics/ranking_report.h"

#include "engine/metrics/rank_counter.h"

namespace saccade {

namespace {

struct Counters
{
    std::vector<RankCounter> classes;
    RankCounter pooled;
};

void addPositives(const ScoreTable& table, Counters& counters)
{
    for (std::size_t image = 0; image < table.count(); ++image) {
        if (table.hasTruth(image)) {
            const auto label = static_cast<std::size_t>(table.truth[image]);
            counters.classes[label].addPositive(table.row(image)[label]);
            counters.pooled.addPositive(table.row(image)[label]);
        }
    }
}

void addNegatives(const ScoreTable& table, Counters& counters)
{
    for (std::size_t image = 0; image < table.count(); ++image) {
        if (!table.hasTruth(image)) {
            continue;
        }
        const std::span<const float> row = table.row(image);
        const auto truth = static_cast<std::size_t>(table.truth[image]);
        for (std::size_t label = 0; label < row.size(); ++label) {
            if (label != truth) {
                counters.classes[label].addNegative(row[label]);
                counters.pooled.addNegative(row[label]);
            }
        }
    }
}

RankingScores scoresOf(const RankCounter& counter)
{
    return {counter.averagePrecision(), counter.rocAuc(), counter.positives()};
}

using Figure = std::optional<double> RankingScores::*;

std::optional<double> meanOf(const std::vector<RankingScores>& classes, Figure figure, bool bySupport)
{
    double sum = 0;
    double whole = 0;
    for (const RankingScores& scores : classes) {
        if (const std::optional<double>& value = scores.*figure) {
            const double weight = bySupport ? static_cast<double>(scores.support) : 1.0;
            sum += weight * *value;
            whole += weight;
        }
    }
    return whole > 0 ? std::optional(sum / whole) : std::nullopt;
}

RankingScores meanScores(const std::vector<RankingScores>& classes, bool bySupport, std::int64_t total)
{
    return {meanOf(classes, &RankingScores::averagePrecision, bySupport),
            meanOf(classes, &RankingScores::rocAuc, bySupport), total};
}

} // namespace

RankingReport computeRankingReport(const ScoreTable& table)
{
    RankingReport report;
    if (table.classCount <= 0) {
        return report;
    }
    Counters counters{std::vector<RankCounter>(static_cast<std::size_t>(table.classCount)), {}};
    addPositives(table, counters);
    for (RankCounter& counter : counters.classes) {
        counter.seal();
    }
    counters.pooled.seal();
    addNegatives(table, counters);
    for (const RankCounter& counter : counters.classes) {
        report.classes.push_back(scoresOf(counter));
    }
    report.micro = scoresOf(counters.pooled);
    report.macro = meanScores(report.classes, false, report.micro.support);
    report.weighted = meanScores(report.classes, true, report.micro.support);
    return report;
}

} // namespace saccade
