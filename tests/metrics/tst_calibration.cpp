#include <QTest>
#include <array>
#include <cmath>
#include <limits>

#include "engine/metrics/calibration.h"
#include "tests/metrics/golden_table.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

struct BinsGolden
{
    GoldenSource source;
    int bins;
    Binning binning;
    std::vector<std::int64_t> counts; // of the bins that are not empty, as the two below
    std::vector<double> accuracies;
    std::vector<double> confidences;
    double expectedError;
    double maximumError;
};

const std::vector<BinsGolden>& binsGoldens()
{
    static const std::vector<BinsGolden> rows{
#include "goldens/reliability_goldens.inc"
    };
    return rows;
}

struct ProbabilityGolden
{
    GoldenSource source;
    double brier;
    double logLoss;
};

const std::vector<ProbabilityGolden>& probabilityGoldens()
{
    static const std::vector<ProbabilityGolden> rows{
#include "goldens/probability_goldens.inc"
    };
    return rows;
}

} // namespace

class TstCalibration : public QObject
{
    Q_OBJECT

private slots:
    void binsAgreeWithScikitLearn()
    {
        for (const BinsGolden& golden : binsGoldens()) {
            const GoldenTable table(golden.source);
            const Reliability result =
                computeReliability(table.truth, table.predicted, table.confidences, golden.bins, golden.binning);
            QCOMPARE(result.bins.size(), static_cast<std::size_t>(golden.bins));
            std::size_t row = 0;
            for (const ReliabilityBin& bin : result.bins) {
                if (bin.count > 0) {
                    QVERIFY(row < golden.counts.size());
                    QCOMPARE(bin.count, golden.counts[row]);
                    QVERIFY(isGolden(bin.accuracy, golden.accuracies[row]));
                    QVERIFY(isGolden(bin.meanConfidence, golden.confidences[row]));
                    ++row;
                }
            }
            QCOMPARE(row, golden.counts.size());
            QVERIFY(isGolden(result.expectedError, golden.expectedError));
            QVERIFY(isGolden(result.maximumError, golden.maximumError));
        }
        QVERIFY(binsGoldens().size() > 10);
    }

    void probabilitiesAgreeWithScikitLearn()
    {
        for (const ProbabilityGolden& golden : probabilityGoldens()) {
            const GoldenTable table(golden.source);
            QVERIFY(isGolden(brierScore(table.view()), golden.brier));
            QVERIFY(isGolden(negativeLogLikelihood(table.view()), golden.logLoss));
        }
        QVERIFY(probabilityGoldens().size() > 5);
    }

    void edgesBelongBelow()
    {
        const std::array<std::int32_t, 5> truth{0, 0, 0, 0, 0};
        const std::array<std::int32_t, 5> predicted{0, 1, 0, 0, 1};
        const std::array<float, 5> confidences{0, 0.5F, 0.5F, std::nextafter(0.5F, 1.0F), 1};
        const Reliability result = computeReliability(truth, predicted, confidences, 2);
        QCOMPARE(result.bins[0].count, 3);
        QCOMPARE(result.bins[0].right, 2);
        QCOMPARE(result.bins[1].count, 2);
        QCOMPARE(result.right, 3);
    }

    void nothingIsNotANumber()
    {
        constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
        constexpr float kInfinity = std::numeric_limits<float>::infinity();
        const std::array<std::int32_t, 4> truth{0, 1, 0, 7};
        const std::array<std::int32_t, 4> predicted{0, 0, 0, 0};
        const std::array<float, 4> confidences{kNaN, kInfinity, -1, 0.25F};
        for (const Binning binning : {Binning::EqualWidth, Binning::EqualMass}) {
            const Reliability result = computeReliability(truth, predicted, confidences, 4, binning);
            QCOMPARE(result.count, 4);
            QCOMPARE(result.meanConfidence, 1.25 / 4);
            QVERIFY(std::isfinite(result.expectedError));
            const Reliability empty = computeReliability({}, {}, {}, 0, binning);
            QCOMPARE(empty.bins.size(), std::size_t{1});
            QCOMPARE(empty.expectedError + empty.maximumError + empty.meanConfidence, 0.0);
        }
        const std::array<float, 8> scores{kNaN, 1, 0, 0, kInfinity, 0, 0.5F, 0.5F};
        // Rows: (0, 1) of class 0: 2; (0, 0) of class 1: 1; (1, 0) of class 0: 0; a class that is none.
        QCOMPARE(brierScore({truth, scores, 2}), 3.0 / 3);
        const double lowest = -std::log(static_cast<double>(std::numeric_limits<float>::min()));
        QCOMPARE(negativeLogLikelihood({truth, scores, 2}), 2 * lowest / 3);
        QCOMPARE(brierScore({}), 0.0);
        QCOMPARE(negativeLogLikelihood({}), 0.0);
    }
};

SACCADE_TEST(tst_calibration, TstCalibration)
#include "tst_calibration.moc"
