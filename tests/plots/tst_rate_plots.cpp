#include <QImage>
#include <QSignalSpy>
#include <QTest>

#include "engine/metrics/calibration.h"
#include "tests/test_registry.h"
#include "ui/plots/rate_plot.h"
#include "ui/plots/reliability_plot.h"
#include "ui/plots/share_axes.h"
#include "ui/theme/theme.h"

using namespace saccade;

namespace {

int pixelsOf(QWidget& widget, const QColor& colour)
{
    const QImage image = widget.grab().toImage();
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            count += image.pixelColor(x, y) == colour ? 1 : 0;
        }
    }
    return count;
}

Reliability sureOf(float confidence, int right)
{
    std::vector<std::int32_t> truth(100, 0);
    std::vector<std::int32_t> predicted(100, 1);
    std::fill_n(predicted.begin(), right, 0);
    return computeReliability(truth, predicted, std::vector<float>(100, confidence), 10);
}

} // namespace

/// The plots of shares, by what they draw.
class TstRatePlots : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { ThemeSource::instance().setTheme(loadTheme(QStringLiteral("light"))); }

    void axesPlaceShares()
    {
        const ShareAxes axes{QRectF(10, 20, 100, 50), 0.5};
        QCOMPARE(axes.at(0, 0), QPointF(10, 70));
        QCOMPARE(axes.at(1, 0.5), QPointF(110, 20));
        QCOMPARE(axes.at(2, 0.25), QPointF(110, 45)); // held to the square
    }

    void gapIsHatchedWhereThereIsOne()
    {
        ReliabilityPlot plot;
        plot.resize(400, 300);
        plot.setReliability(sureOf(0.85F, 85));
        QVERIFY(pixelsOf(plot, theme().series[0]) > 1000);
        QCOMPARE(pixelsOf(plot, theme().series[1]), 0);
        plot.setReliability(sureOf(0.85F, 40));
        const int gap = pixelsOf(plot, theme().series[1]);
        QVERIFY(gap > 50);
        QVERIFY(plot.accessibleDescription().contains(QStringLiteral("40.0 % right")));
        plot.setReliability({});
        QCOMPARE(pixelsOf(plot, theme().series[0]), 0);
    }

    void clickedBarIsItsBin()
    {
        ReliabilityPlot plot;
        plot.resize(400, 300);
        plot.setReliability(sureOf(0.85F, 40));
        plot.grab(); // lays out
        QSignalSpy chosen(&plot, &ReliabilityPlot::binChosen);
        int clicks = 0;
        for (int x = 0; x < plot.width(); x += 2, ++clicks) {
            QTest::mouseClick(&plot, Qt::LeftButton, {}, {x, plot.height() / 2});
        }
        QVERIFY(chosen.count() > 5 && chosen.count() < clicks / 8); // one bar of ten
        for (const QList<QVariant>& each : chosen) {
            QCOMPARE(each.at(0).toDouble(), 0.8);
            QCOMPARE(each.at(1).toDouble(), 0.9);
        }
    }

    void lineAndChosenPointAreDrawn()
    {
        RatePlot plot;
        plot.resize(400, 300);
        RateContent content;
        content.name = QStringLiteral("a curve");
        plot.setContent(content);
        QCOMPARE(pixelsOf(plot, theme().series[0]), 0);
        content.chosen = QPointF(0.5, 0.5);
        plot.setContent(content);
        const int point = pixelsOf(plot, theme().series[0]);
        QVERIFY(point > 20);
        content.points = {{0, 1}, {1, 0.2}};
        plot.setContent(content);
        QVERIFY(pixelsOf(plot, theme().series[0]) > point);
        QCOMPARE(plot.accessibleName(), QStringLiteral("a curve"));
    }
};

SACCADE_TEST(tst_rate_plots, TstRatePlots)
#include "tst_rate_plots.moc"
