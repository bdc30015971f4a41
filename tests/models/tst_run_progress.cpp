#include <QTest>

#include "engine/training/schedule.h"
#include "tests/support/memory_store.h"
#include "tests/test_registry.h"
#include "ui/models/run_progress.h"

using namespace saccade;

namespace {

BatchPoint pointAt(std::int64_t step, double seconds)
{
    BatchPoint point;
    point.step = step;
    point.seconds = seconds;
    return point;
}

EpochPoint validationAt(double seconds)
{
    EpochPoint point;
    point.seconds = seconds;
    return point;
}

} // namespace

/// Speed, share and time left of a run from its own points.
class TstRunProgress : public QObject
{
    Q_OBJECT

private slots:
    void knowsNothingBeforeTwoPoints()
    {
        RunProgress progress(100, 10, 2);
        QCOMPARE(progress.share(), 0.0);
        QVERIFY(!progress.imagesPerSecond());
        progress.addBatches({pointAt(1, 0.5)});
        QCOMPARE(progress.share(), 0.01);
        QVERIFY(!progress.secondsLeft());
    }

    void countsTheValidationsToCome()
    {
        RunProgress progress(100, 10, 2);
        progress.addBatches({pointAt(1, 0.5), pointAt(21, 2.5)}); // 10 steps a second
        QCOMPARE(*progress.imagesPerSecond(), 100.0);
        QCOMPARE(*progress.secondsLeft(), 7.9); // 79 steps, and nothing is known of a validation
        progress.addEpochs({validationAt(3.5)});
        QCOMPARE(*progress.secondsLeft(), 8.9); // one of a second is done, one is to come
        progress.addEpochs({validationAt(3.5)});
        QCOMPARE(*progress.secondsLeft(), 7.9);
    }

    void speedIsThatOfTheLastSeconds()
    {
        RunProgress progress(1000, 10, 0);
        progress.addBatches({pointAt(1, 0), pointAt(101, 10), pointAt(111, 12)});
        QCOMPARE(*progress.imagesPerSecond(), 50.0);
    }

    void growingImagesTakeLonger()
    {
        // 40 steps with a quarter of the pixels are as long as 10 of the 60 after them.
        RunProgress progress(100, 10, 0, {{0, {8, 8, 3}}, {40, {16, 16, 3}}}, {16, 16, 3});
        progress.addBatches({pointAt(1, 0.5), pointAt(21, 2.5)}); // 5 full steps in 2 s
        QCOMPARE(*progress.imagesPerSecond(), 100.0);
        QCOMPARE(*progress.secondsLeft(), (19 / 4.0 + 60) * 0.4);
        progress.addBatches({pointAt(99, 27.5), pointAt(100, 28)});
        QCOMPARE(*progress.secondsLeft(), 0.0);
    }

    void plansFromSettingsAndImages()
    {
        DataSet dataSet = makeStripesDataSet(2, 40, {8, 8, 3});
        auto samples = *dataSet.samples;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            samples[i].part = i % 4 == 0 ? Part::Validation : Part::Training; // 180 and 60
        }
        dataSet.samples = std::make_shared<const std::vector<Sample>>(samples);
        TrainSettings settings;
        settings.batchSize = 6;
        settings.epochs = 2;
        settings.validateEvery = 0.5;
        RunProgress progress(settings, dataSet);
        progress.addBatches({pointAt(1, 1), pointAt(15, 4.5)});
        QCOMPARE(progress.share(), 0.25); // of 60 steps
        progress.addEpochs({validationAt(6.5)});
        QCOMPARE(*progress.secondsLeft(), 45 / 4.0 + 3 * 2.0); // three of four validations are to come
    }
};

SACCADE_TEST(tst_run_progress, TstRunProgress)
#include "tst_run_progress.moc"
