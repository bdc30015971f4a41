#include <QTest>
#include <cmath>

#include "engine/training/schedule.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

double factorOf(ScheduleShape shape, double warmUp, double finalRate, int step, int steps)
{
    TrainSettings settings;
    settings.schedule = shape;
    settings.warmUp = warmUp;
    settings.finalRate = finalRate;
    return scheduleFactor(settings, step, steps, 10);
}

} // namespace

class TstSchedule final : public QObject
{
    Q_OBJECT

private slots:
    void givesFactor_data();
    void givesFactor();
    void staysWithinBounds_data();
    void staysWithinBounds();
    void fallsInSteps_data();
    void fallsInSteps();
    void fallsOnAPlateau();
    void countsSteps_data();
    void countsSteps();
};

void TstSchedule::givesFactor_data()
{
    QTest::addColumn<int>("shape");
    QTest::addColumn<double>("warmUp");
    QTest::addColumn<double>("finalRate");
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("steps");
    QTest::addColumn<double>("factor");
    const int constant = static_cast<int>(ScheduleShape::Constant);
    const int linear = static_cast<int>(ScheduleShape::Linear);
    const int cosine = static_cast<int>(ScheduleShape::Cosine);
    const int oneCycle = static_cast<int>(ScheduleShape::OneCycle);
    QTest::newRow("constant") << constant << 0.0 << 0.0 << 7 << 10 << 1.0;
    QTest::newRow("constant, warming up") << constant << 0.4 << 0.0 << 0 << 10 << 0.2;
    QTest::newRow("constant, warm") << constant << 0.4 << 0.0 << 4 << 10 << 1.0;
    QTest::newRow("linear, first") << linear << 0.0 << 0.0 << 0 << 200 << 1.0;
    QTest::newRow("linear, middle") << linear << 0.0 << 0.0 << 100 << 200 << 0.5;
    QTest::newRow("linear, last") << linear << 0.0 << 0.0 << 199 << 200 << 0.005;
    QTest::newRow("linear to a fifth") << linear << 0.0 << 0.2 << 5 << 10 << 0.6;
    QTest::newRow("linear, warming up") << linear << 0.2 << 0.0 << 1 << 10 << 2.0 / 3;
    QTest::newRow("linear, after warm-up") << linear << 0.2 << 0.0 << 6 << 10 << 0.5;
    QTest::newRow("cosine, first") << cosine << 0.0 << 0.0 << 0 << 12 << 1.0;
    QTest::newRow("cosine, third") << cosine << 0.0 << 0.0 << 4 << 12 << 0.75;
    QTest::newRow("cosine, middle") << cosine << 0.0 << 0.1 << 6 << 12 << 0.55;
    QTest::newRow("one-cycle, rising") << oneCycle << 0.0 << 0.0 << 1 << 10 << 0.5;
    QTest::newRow("one-cycle, top") << oneCycle << 0.0 << 0.0 << 3 << 10 << 1.0;
    QTest::newRow("one-cycle, longer warm-up") << oneCycle << 0.5 << 0.0 << 2 << 10 << 0.5;
    QTest::newRow("one step") << linear << 0.0 << 0.0 << 0 << 1 << 1.0;
    QTest::newRow("one step, one-cycle") << oneCycle << 0.9 << 0.0 << 0 << 1 << 1.0;
}

void TstSchedule::givesFactor()
{
    QFETCH(int, shape);
    QFETCH(double, warmUp);
    QFETCH(double, finalRate);
    QFETCH(int, step);
    QFETCH(int, steps);
    QFETCH(double, factor);
    const double found = factorOf(static_cast<ScheduleShape>(shape), warmUp, finalRate, step, steps);
    QVERIFY2(std::abs(found - factor) < 1e-12, qPrintable(QString::number(found, 'g', 17)));
}

void TstSchedule::staysWithinBounds_data()
{
    QTest::addColumn<int>("shape");
    QTest::newRow("constant") << 0;
    QTest::newRow("linear") << 1;
    QTest::newRow("cosine") << 2;
    QTest::newRow("one-cycle") << 3;
    QTest::newRow("step") << 4;
    QTest::newRow("plateau") << 5;
}

void TstSchedule::staysWithinBounds()
{
    QFETCH(int, shape);
    for (const double warmUp : {0.0, 0.1, 0.9}) {
        for (const int steps : {1, 2, 3, 17, 100}) {
            double highest = 0;
            for (int step = 0; step < steps; ++step) {
                const double factor = factorOf(static_cast<ScheduleShape>(shape), warmUp, 0, step, steps);
                QVERIFY(factor > 0 && factor <= 1);
                highest = std::max(highest, factor);
            }
            QCOMPARE(highest, 1.0);
        }
    }
}

void TstSchedule::fallsInSteps_data()
{
    QTest::addColumn<double>("every");
    QTest::addColumn<double>("finalRate");
    QTest::addColumn<int>("step");
    QTest::addColumn<double>("factor");
    QTest::newRow("before the first") << 3.0 << 0.0 << 29 << 1.0;
    QTest::newRow("at the first") << 3.0 << 0.0 << 30 << 0.2;
    QTest::newRow("before the second") << 3.0 << 0.0 << 59 << 0.2;
    QTest::newRow("at the second") << 3.0 << 0.0 << 60 << 0.04;
    QTest::newRow("no lower than the final rate") << 3.0 << 0.1 << 60 << 0.1;
    QTest::newRow("share not exact in binary") << 0.7 << 0.0 << 7 << 0.2;
    QTest::newRow("part of a step's epoch") << 0.25 << 0.0 << 3 << 0.2;
    QTest::newRow("longer than the run") << 100.0 << 0.0 << 99 << 1.0;
}

void TstSchedule::fallsInSteps()
{
    QFETCH(double, every);
    QFETCH(double, finalRate);
    QFETCH(int, step);
    QFETCH(double, factor);
    TrainSettings settings;
    settings.schedule = ScheduleShape::Step;
    settings.stepEvery = every;
    settings.stepFactor = 0.2;
    settings.finalRate = finalRate;
    const double found = scheduleFactor(settings, step, 100, 10);
    QVERIFY2(std::abs(found - factor) < 1e-12, qPrintable(QString::number(found, 'g', 17)));
}

void TstSchedule::fallsOnAPlateau()
{
    TrainSettings settings;
    settings.schedule = ScheduleShape::Plateau;
    settings.plateauPatience = 2;
    settings.stepFactor = 0.5;
    settings.finalRate = 0.2;
    PlateauState state;
    const std::pair<bool, double> validations[] = {{true, 1},    {false, 1},   {true, 1},     {false, 1},
                                                   {false, 0.5}, {false, 0.5}, {false, 0.25}, {false, 0.25},
                                                   {false, 0.2}, {true, 0.2},  {false, 0.2},  {false, 0.2}};
    for (const auto& [isBetter, factor] : validations) {
        state.add(isBetter, settings);
        QCOMPARE(state.factor, factor);
    }
    PlateauState other;
    settings.schedule = ScheduleShape::Cosine;
    other.add(false, settings);
    QVERIFY(other == PlateauState{});
}

void TstSchedule::countsSteps_data()
{
    QTest::addColumn<double>("epochs");
    QTest::addColumn<int>("batch");
    QTest::addColumn<int>("images");
    QTest::addColumn<int>("perEpoch");
    QTest::addColumn<int>("total");
    QTest::newRow("the record") << 8.0 << 2000 << 50'000 << 25 << 200;
    QTest::newRow("a quarter epoch") << 0.25 << 125 << 50'000 << 400 << 100;
    QTest::newRow("last partial batch dropped") << 1.0 << 32 << 50'000 << 1562 << 1562;
    QTest::newRow("batch above images") << 3.0 << 100 << 10 << 1 << 3;
    QTest::newRow("less than a step") << 0.001 << 100 << 1000 << 10 << 1;
    QTest::newRow("share not exact in binary") << 0.7 << 100 << 1000 << 10 << 7;
    QTest::newRow("floor") << 1.5 << 10 << 30 << 3 << 4;
    QTest::newRow("no images") << 2.0 << 10 << 0 << 1 << 2;
}

void TstSchedule::countsSteps()
{
    QFETCH(double, epochs);
    QFETCH(int, batch);
    QFETCH(int, images);
    QFETCH(int, perEpoch);
    QFETCH(int, total);
    TrainSettings settings;
    settings.epochs = epochs;
    settings.batchSize = batch;
    QCOMPARE(stepsPerEpoch(static_cast<std::size_t>(images), batch), std::int64_t{perEpoch});
    QCOMPARE(totalSteps(settings, static_cast<std::size_t>(images)), std::int64_t{total});
}

SACCADE_TEST(tst_schedule, TstSchedule)

#include "tst_schedule.moc"
