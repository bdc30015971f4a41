#include <QTest>
#include <limits>

#include "engine/metrics/learning_verdict.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

using Points = std::vector<LearningPoint>;

/// Training accuracy runs away while the validation loss turns at epoch 2.
const Points kOverfitted{
    {1, 1.0, 0.6, 0.9, 0.62}, {2, 0.6, 0.8, 0.7, 0.70}, {3, 0.3, 0.9, 0.8, 0.71}, {4, 0.1, 0.98, 1.0, 0.72}};
const Points kFitted{
    {1, 1.0, 0.6, 0.9, 0.65}, {2, 0.5, 0.8, 0.5, 0.82}, {3, 0.4, 0.85, 0.45, 0.84}, {4, 0.395, 0.86, 0.46, 0.85}};
const Points kLow{{1, 2.0, 0.3, 2.0, 0.3}, {2, 1.8, 0.4, 1.8, 0.41}, {3, 1.5, 0.5, 1.5, 0.52}};

} // namespace

class TstLearningVerdict : public QObject
{
    Q_OBJECT

private slots:
    void overfittingCarriesItsNumbers()
    {
        const auto finding = findOverfitting(kOverfitted, 1000, {});
        QVERIFY(finding.has_value());
        QVERIFY(finding->hasGap && finding->hasLossRise);
        QCOMPARE(finding->epoch, 4.0);
        QCOMPARE(finding->lowestLossEpoch, 2.0);
        QCOMPARE(finding->lowestLoss, 0.7);
        QCOMPARE(finding->lastLoss, 1.0);
        QCOMPARE(finding->validationInterval, wilsonInterval(720, 1000));
        QVERIFY(!findOverfitting(kFitted, 1000, {}));
        QVERIFY(!findOverfitting(kLow, 1000, {}));
    }

    void fewImagesShowNoGap()
    {
        Points points = kOverfitted;
        for (LearningPoint& point : points) {
            point.validationLoss = 0.5;
        }
        QVERIFY(findOverfitting(points, 1000, {})->hasGap);
        QVERIFY(!findOverfitting(points, 1000, {})->hasLossRise);
        QVERIFY(!findOverfitting(points, 15, {}));
        QVERIFY(!findOverfitting(points, 0, {}));
    }

    void lossRiseNeedsFallingTraining()
    {
        Points points = kOverfitted;
        points.back() = {4, 0.7, 0.7, 1.0, 0.7};
        QVERIFY(!findOverfitting(points, 1000, {}));
        points.back().trainLoss = 0.5;
        QVERIFY(findOverfitting(points, 1000, {})->hasLossRise);
        points.back().validationLoss = 0.76;
        QVERIFY(!findOverfitting(points, 1000, {}));
    }

    void underfittingNeedsBothBelow()
    {
        const auto finding = findUnderfitting(kLow, 1000, {});
        QCOMPARE(finding, (UnderfittingFinding{3, 0.5, 0.52, wilsonInterval(520, 1000)}));
        QVERIFY(!findUnderfitting(kFitted, 1000, {}));
        QVERIFY(!findUnderfitting(kOverfitted, 1000, {}));
        // Strong augmentation: the training figure is low, the images are learned.
        Points augmented = kLow;
        augmented.back().validationAccuracy = 0.9;
        QVERIFY(!findUnderfitting(augmented, 1000, {}));
        // So few images that the accuracy may be 0.8.
        QVERIFY(!findUnderfitting(kLow, 5, {}));
        // A gap is overfitting's.
        augmented.back() = {3, 1, 0.75, 1, 0.5};
        QVERIFY(!findUnderfitting(augmented, 1000, {}));
    }

    void stillLearning()
    {
        QCOMPARE(findStillLearning(kLow, {}), (StillLearningFinding{2, 3, 1.8, 1.5, 1.5}));
        QVERIFY(!findStillLearning(kFitted, {}));
        QVERIFY(!findStillLearning(kOverfitted, {}));
        Points flat = kLow;
        flat.back().trainLoss = 1.75;
        QVERIFY(!findStillLearning(flat, {}));
    }

    void tooLittleOrNotFiniteSaysNothing()
    {
        const Points two(kLow.begin(), kLow.begin() + 2);
        Points broken = kOverfitted;
        broken[0].validationLoss.reset();
        broken[1].trainLoss = std::numeric_limits<double>::quiet_NaN();
        for (const Points& points : {two, broken, Points{}}) {
            QVERIFY(!findOverfitting(points, 1000, {}));
            QVERIFY(!findUnderfitting(points, 1000, {}));
            QVERIFY(!findStillLearning(points, {}));
        }
        LearningThresholds none;
        none.fewestValidations = 0;
        QVERIFY(!findStillLearning({two.data(), 1}, none));
        QVERIFY(!findOverfitting({}, 1000, none));
    }
};

SACCADE_TEST(tst_learning_verdict, TstLearningVerdict)
#include "tst_learning_verdict.moc"
