#include <QTest>
#include <array>
#include <cmath>
#include <limits>

#include "engine/metrics/calibration.h"
#include "engine/metrics/temperature_scaling.h"
#include "tests/metrics/golden_table.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

struct Expected
{
    double temperature;
    double negativeLogLikelihood;
    double brierScore;
    double expectedError;
    double meanConfidence;
};

struct Golden
{
    GoldenSource source;
    float factor; // 1: probabilities; else the logits are the probabilities times the factor
    Expected before;
    std::vector<Expected> after; // one, or none when it cannot be fitted
};

const std::vector<Golden>& goldens()
{
    static const std::vector<Golden> rows{
#include "goldens/temperature_goldens.inc"
    };
    return rows;
}

void compare(const TemperedFigures& actual, const Expected& expected)
{
    QVERIFY(isGolden(actual.temperature, expected.temperature));
    QVERIFY(isGolden(actual.negativeLogLikelihood, expected.negativeLogLikelihood));
    QVERIFY(isGolden(actual.brierScore, expected.brierScore));
    QVERIFY(isGolden(actual.expectedError, expected.expectedError));
    QVERIFY(isGolden(actual.meanConfidence, expected.meanConfidence));
}

/// 60 images of two classes; the first `wrong` of them have the higher logit at the other class.
TemperatureScaling fitOfSixty(int wrong, float margin)
{
    std::vector<std::int32_t> truth;
    std::vector<float> scores;
    for (int image = 0; image < 60; ++image) {
        truth.push_back(image % 2);
        const bool isSecond = (image % 2 == 1) != (image < wrong);
        scores.insert(scores.end(), {isSecond ? 0.0F : margin, isSecond ? margin : 0.0F});
    }
    return fitTemperature({truth, scores, 2}, ScoreKind::Logits);
}

} // namespace

class TstTemperatureScaling : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithScipy()
    {
        int fitted = 0;
        for (const Golden& golden : goldens()) {
            GoldenTable table(golden.source);
            const ScoreKind kind = golden.factor == 1.0F ? ScoreKind::Probabilities : ScoreKind::Logits;
            for (float& score : table.scores) {
                score *= golden.factor;
            }
            const TemperatureScaling scaling = fitTemperature(table.view(), kind);
            compare(scaling.before, golden.before);
            QCOMPARE(scaling.outcome == TemperatureOutcome::Fitted, !golden.after.empty());
            if (!golden.after.empty()) {
                compare(scaling.after, golden.after.front());
                QVERIFY(scaling.after.negativeLogLikelihood <= scaling.before.negativeLogLikelihood);
                QCOMPARE(scaling.after.accuracy, scaling.before.accuracy);
                ++fitted;
            }
        }
        QVERIFY(fitted >= 5);
    }

    void twoClassesByHand()
    {
        // 75 % right, all with margin m: the best is sigmoid(m / T) = 0.75, so T = m / ln 3.
        for (const float margin : {0.125F, 1.0F, 8.0F, 64.0F}) {
            const TemperatureScaling scaling = fitOfSixty(15, margin);
            QCOMPARE(scaling.outcome, TemperatureOutcome::Fitted);
            QVERIFY(isGolden(scaling.after.temperature, static_cast<double>(margin) / std::log(3.0)));
            QVERIFY(isGolden(scaling.after.meanConfidence, 0.75));
            QVERIFY(scaling.after.expectedError < 1e-7);
        }
    }

    void whatCannotBeFittedStaysAsItWas()
    {
        QCOMPARE(fitOfSixty(0, 2).outcome, TemperatureOutcome::AllRight);
        QCOMPARE(fitOfSixty(1, 1e-3F).outcome, TemperatureOutcome::AtLowestBound);
        QCOMPARE(fitOfSixty(40, 2).outcome, TemperatureOutcome::AtHighestBound);
        QCOMPARE(fitOfSixty(0, 0).outcome, TemperatureOutcome::AtHighestBound);
        const GoldenTable few({49, 3, 23, 100, GoldenTruth::Any});
        QCOMPARE(fitTemperature(few.view(), ScoreKind::Probabilities).outcome, TemperatureOutcome::TooFewImages);
        QCOMPARE(fitTemperature({}, ScoreKind::Logits).outcome, TemperatureOutcome::TooFewImages);
        for (const TemperatureScaling& scaling : {fitOfSixty(0, 2), fitOfSixty(40, 2)}) {
            QCOMPARE(scaling.after, scaling.before);
            QCOMPARE(scaling.after.temperature, 1.0);
        }
    }

    void nothingIsNotANumber()
    {
        constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
        constexpr float kInfinity = std::numeric_limits<float>::infinity();
        const std::vector<std::int32_t> truth(60, 1);
        std::vector<float> scores;
        for (int image = 0; image < 60; ++image) {
            scores.insert(scores.end(), {image % 2 == 0 ? kNaN : kInfinity, image % 3 == 0 ? -kInfinity : 0.5F});
        }
        for (const ScoreKind kind : {ScoreKind::Logits, ScoreKind::Probabilities}) {
            const TemperatureScaling scaling = fitTemperature({truth, scores, 2}, kind);
            for (const TemperedFigures& figures : {scaling.before, scaling.after}) {
                QVERIFY(std::isfinite(figures.negativeLogLikelihood) && std::isfinite(figures.brierScore));
                QVERIFY(std::isfinite(figures.expectedError) && std::isfinite(figures.temperature));
            }
        }
    }

    void appliesToOneImage()
    {
        std::array<float, 3> probabilities{0.7F, 0.2F, 0.1F};
        applyTemperature(probabilities, 2);
        const double sum = std::sqrt(0.7) + std::sqrt(0.2) + std::sqrt(0.1);
        QVERIFY(std::abs(probabilities[0] - std::sqrt(0.7) / sum) < 1e-6);
        QVERIFY(std::abs(probabilities[2] - std::sqrt(0.1) / sum) < 1e-6);
        std::array<float, 2> extreme{1, 0};
        applyTemperature(extreme, std::numeric_limits<double>::quiet_NaN());
        QCOMPARE(extreme, (std::array<float, 2>{1, 0}));
        applyTemperature({}, 2);
    }
};

SACCADE_TEST(tst_temperature_scaling, TstTemperatureScaling)
#include "tst_temperature_scaling.moc"
