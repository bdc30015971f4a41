#include <QTest>
#include <array>
#include <limits>

#include "engine/metrics/ranking_report.h"
#include "tests/metrics/golden_table.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

struct Golden
{
    GoldenSource source;
    std::vector<double> averagePrecisions; // -1: none, as in all lists
    std::array<double, 3> precisionMeans;  // macro, weighted, micro
    std::vector<double> rocAucs;
    std::array<double, 3> aucMeans;
};

const std::vector<Golden>& goldens()
{
    static const std::vector<Golden> rows{
#include "goldens/ranking_goldens.inc"
    };
    return rows;
}

bool isFigure(const std::optional<double>& actual, double expected)
{
    return actual ? isGolden(*actual, expected) : expected == -1;
}

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

} // namespace

class TstRankingReport : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithScikitLearn_data()
    {
        QTest::addColumn<int>("row");
        for (int row = 0; row < static_cast<int>(goldens().size()); ++row) {
            QTest::addRow("%d", row) << row;
        }
    }

    void agreesWithScikitLearn()
    {
        QFETCH(int, row);
        const Golden& golden = goldens()[static_cast<std::size_t>(row)];
        const GoldenTable table(golden.source);
        const RankingReport report = computeRankingReport(table.view());
        QCOMPARE(report.classes.size(), golden.averagePrecisions.size());
        for (std::size_t label = 0; label < report.classes.size(); ++label) {
            QVERIFY(isFigure(report.classes[label].averagePrecision, golden.averagePrecisions[label]));
            QVERIFY(isFigure(report.classes[label].rocAuc, golden.rocAucs[label]));
            QCOMPARE(report.classes[label].support,
                     std::count(table.truth.begin(), table.truth.end(), static_cast<int>(label)));
        }
        QVERIFY(isFigure(report.macro.averagePrecision, golden.precisionMeans[0]));
        QVERIFY(isFigure(report.weighted.averagePrecision, golden.precisionMeans[1]));
        QVERIFY(isFigure(report.micro.averagePrecision, golden.precisionMeans[2]));
        QVERIFY(isFigure(report.macro.rocAuc, golden.aucMeans[0]));
        QVERIFY(isFigure(report.weighted.rocAuc, golden.aucMeans[1]));
        QVERIFY(isFigure(report.micro.rocAuc, golden.aucMeans[2]));
    }

    void twoByHand()
    {
        // Class 1 at 0.9, 0.8 (wrong), 0.6: precision 1 at the first, 2/3 at the second.
        const std::array<std::int32_t, 3> truth{1, 0, 1};
        const std::array<float, 6> scores{0.1F, 0.9F, 0.2F, 0.8F, 0.4F, 0.6F};
        const RankingReport report = computeRankingReport({truth, scores, 2});
        QCOMPARE(report.classes[1].averagePrecision, (1.0 + 2.0 / 3) / 2);
        QCOMPARE(report.classes[1].rocAuc, 0.5);
        QCOMPARE(report.macro.support, 3);
    }

    void notANumberIsLowest()
    {
        const std::array<std::int32_t, 4> truth{0, 0, 1, 1};
        const std::array<float, 8> scores{0.9F, kNaN, kNaN, 0.1F, kNaN, 0.8F, 0.3F, kNaN};
        const RankingReport report = computeRankingReport({truth, scores, 2});
        // Class 0: 0.9 is above both, the second positive ties with one and loses to the other.
        QCOMPARE(report.classes[0].rocAuc, 2.5 / 4);
        QCOMPARE(report.classes[0].averagePrecision, (1.0 + 2.0 / 4) / 2);
        QVERIFY(std::isfinite(*report.micro.averagePrecision));
    }

    void whatIsIncompleteIsNotCounted()
    {
        const std::array<std::int32_t, 4> truth{0, -1, 2, 1};
        const std::array<float, 7> scores{0.7F, 0.3F, 0.5F, 0.5F, 0.5F, 0.5F, 0.5F};
        const RankingReport report = computeRankingReport({truth, scores, 2});
        QCOMPARE(report.micro.support, 1);
        QVERIFY(!report.classes[1].averagePrecision);
        QVERIFY(computeRankingReport({truth, scores, 0}).classes.empty());
        QVERIFY(!computeRankingReport({{}, {}, 2}).macro.rocAuc);
    }
};

SACCADE_TEST(tst_ranking_report, TstRankingReport)
#include "tst_ranking_report.moc"
