#include <QAccessible>
#include <QImage>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

#include "tests/test_registry.h"
#include "ui/plots/curve_plot.h"
#include "ui/plots/schedule_preview.h"
#include "ui/theme/theme.h"

using namespace saccade;

class TstCurvePlot : public QObject
{
    Q_OBJECT

private slots:
    void arrowKeysWalkTheValidations();
    void pressingMovesTheCursor();
    void keysSwitchLogarithmAndAskForTheTable();
    void drawsSeldom();
    void cursorFollowsTheBestUntilMoved();
    void cursorIsToldToAssistiveProgrammes();
    void savesAsPngAndSvg();
    void changesColoursWithTheTheme();
    void survivesFiguresThatAreNotFinite();
    void scheduleNamesItsHighestRate();
};

namespace {

CurveData run(int epochs)
{
    CurveData data;
    data.setPlanned(epochs * 2, epochs * 40);
    std::vector<BatchPoint> batches;
    std::vector<EpochPoint> validations;
    for (int step = 1; step <= epochs * 20; ++step) {
        const double epoch = step / 20.0;
        batches.push_back({step, epoch, 2 / (1 + epoch), 1 - 1 / (1 + epoch), 0.1, step * 0.1});
        if (step % 20 == 0) {
            EpochPoint point;
            point.step = step;
            point.epoch = epoch;
            point.trainLoss = 1;
            point.trainAccuracy = 0.5;
            point.validationLoss = 1 / epoch;
            point.validationAccuracy = epoch == 3 ? 0.95 : 0.9;
            point.learningRate = 0.1;
            validations.push_back(point);
        }
    }
    data.addBatches(batches);
    data.addEpochs(validations);
    return data;
}

} // namespace

void TstCurvePlot::arrowKeysWalkTheValidations()
{
    const CurveData data = run(5);
    CurvePlot plot(data);
    plot.resize(700, 480);
    plot.show();
    plot.refresh();
    plot.setFocus();
    QCOMPARE(*plot.cursor(), std::size_t{2});
    QSignalSpy moved(&plot, &CurvePlot::cursorMoved);
    QTest::keyClick(&plot, Qt::Key_Right);
    QCOMPARE(*plot.cursor(), std::size_t{3});
    QTest::keyClick(&plot, Qt::Key_BracketLeft);
    QCOMPARE(*plot.cursor(), std::size_t{2});
    QTest::keyClick(&plot, Qt::Key_Home);
    QTest::keyClick(&plot, Qt::Key_Left);
    QCOMPARE(*plot.cursor(), std::size_t{0});
    QTest::keyClick(&plot, Qt::Key_End);
    QTest::keyClick(&plot, Qt::Key_Right);
    QCOMPARE(*plot.cursor(), std::size_t{4});
    QCOMPARE(moved.count(), 4);
}

void TstCurvePlot::pressingMovesTheCursor()
{
    const CurveData data = run(5);
    CurvePlot plot(data);
    plot.resize(700, 480);
    plot.show();
    plot.refresh();
    QTRY_VERIFY(plot.drawCount() > 0);
    QWidget* canvas = plot.childAt(300, 100);
    QVERIFY(canvas != nullptr);
    QTest::mousePress(canvas, Qt::LeftButton, {}, {70, 100});
    QCOMPARE(*plot.cursor(), std::size_t{0});
    QVERIFY(!plot.isFollowing());
}

void TstCurvePlot::keysSwitchLogarithmAndAskForTheTable()
{
    const CurveData data = run(3);
    CurvePlot plot(data);
    QSignalSpy logarithm(&plot, &CurvePlot::logLossChanged);
    QSignalSpy table(&plot, &CurvePlot::tableRequested);
    QSignalSpy open(&plot, &CurvePlot::openRequested);
    QTest::keyClick(&plot, Qt::Key_L);
    QVERIFY(plot.options().isLossLogarithmic);
    QTest::keyClick(&plot, Qt::Key_L);
    QTest::keyClick(&plot, Qt::Key_T);
    QTest::keyClick(&plot, Qt::Key_Return);
    QCOMPARE(logarithm.count(), 2);
    QCOMPARE(table.count(), 1);
    QCOMPARE(open.count(), 1);
    plot.resize(700, 480);
    plot.show();
    plot.refresh();
    QTest::mouseDClick(plot.childAt(200, 100), Qt::LeftButton, {}, QPoint(200, 100));
    QCOMPARE(open.count(), 2);
}

void TstCurvePlot::drawsSeldom()
{
    CurveData data = run(3);
    CurvePlot plot(data);
    plot.resize(700, 480);
    plot.show();
    QTRY_VERIFY(plot.drawCount() > 0);
    const int before = plot.drawCount();
    for (int i = 0; i < 1000; ++i) {
        plot.refresh();
    }
    QCOMPARE(plot.drawCount(), before);
    QTRY_COMPARE(plot.drawCount(), before + 1);
    QTest::qWait(0);
    QCOMPARE(plot.drawCount(), before + 1);
}

void TstCurvePlot::cursorFollowsTheBestUntilMoved()
{
    CurveData data = run(2);
    CurvePlot plot(data);
    plot.refresh();
    QCOMPARE(*plot.cursor(), std::size_t{0}); // the earliest of two equal ones
    data = run(4);
    plot.refresh();
    QCOMPARE(*plot.cursor(), std::size_t{2});
    QTest::keyClick(&plot, Qt::Key_Home);
    data = run(5);
    plot.refresh();
    QCOMPARE(*plot.cursor(), std::size_t{0});
    plot.setFollowing(true);
    QCOMPARE(*plot.cursor(), std::size_t{2});
    data.clear();
    plot.refresh();
    QVERIFY(!plot.cursor());
}

void TstCurvePlot::cursorIsToldToAssistiveProgrammes()
{
    const CurveData data = run(3);
    CurvePlot plot(data);
    plot.refresh();
    QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(&plot);
    QVERIFY(accessible != nullptr);
    QVERIFY(!accessible->text(QAccessible::Name).isEmpty());
    QVERIFY(accessible->valueInterface() != nullptr);
    const QString value = accessible->valueInterface()->currentValue().toString();
    QVERIFY2(value.contains(QStringLiteral("95.00 %")), qPrintable(value));
}

void TstCurvePlot::savesAsPngAndSvg()
{
    const CurveData data = run(3);
    CurvePlot plot(data);
    plot.resize(500, 400);
    const QImage image = QImage::fromData(plot.toPng());
    QCOMPARE(image.size(), QSize(1000, 800));
    const QByteArray svg = plot.toSvg();
    QVERIFY(svg.contains("<svg"));
    QVERIFY(svg.contains("validation"));
}

void TstCurvePlot::changesColoursWithTheTheme()
{
    const CurveData data = run(3);
    CurvePlot plot(data);
    plot.resize(500, 400);
    for (const char* name : {"dark", "light"}) {
        ThemeSource::instance().setTheme(loadTheme(QString::fromLatin1(name)));
        const QImage image = QImage::fromData(plot.toPng());
        QCOMPARE(image.pixelColor(4, 4), theme().surface);
    }
}

void TstCurvePlot::survivesFiguresThatAreNotFinite()
{
    CurveData data = run(2);
    const double infinite = std::numeric_limits<double>::infinity();
    data.addBatches({{41, 2.05, std::nan(""), 0.5, 0.1, 4.1}, {42, 2.1, infinite, 0.5, 0.1, 4.2}});
    CurvePlot plot(data);
    plot.resize(500, 400);
    for (const bool isLogarithmic : {false, true}) {
        CurveOptions options;
        options.isLossLogarithmic = isLogarithmic;
        plot.setOptions(options);
        QVERIFY(!QImage::fromData(plot.toPng()).isNull());
    }
    CurveData empty;
    CurvePlot blank(empty);
    QVERIFY(!QImage::fromData(blank.toPng()).isNull());
}

void TstCurvePlot::scheduleNamesItsHighestRate()
{
    TrainSettings settings;
    settings.learningRate = 0.4;
    settings.schedule = ScheduleShape::Linear;
    settings.warmUp = 0;
    settings.finalRate = 0;
    settings.epochs = 4;
    SchedulePreview preview;
    preview.setSettings(settings);
    QCOMPARE(preview.label(), QStringLiteral("highest 0.4"));
    preview.setNow(2);
    QCOMPARE(preview.label(), QStringLiteral("now 0.2"));
}

SACCADE_TEST(tst_curve_plot, TstCurvePlot)
#include "tst_curve_plot.moc"
