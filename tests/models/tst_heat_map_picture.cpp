#include <QTest>
#include <cmath>

#include "tests/test_registry.h"
#include "ui/models/heat_map_picture.h"

using namespace saccade;

namespace {

HeatMap mapOf(int width, int height, std::vector<float> values)
{
    HeatMap map;
    map.width = width;
    map.height = height;
    map.values = std::move(values);
    return map;
}

} // namespace

class TstHeatMapPicture : public QObject
{
    Q_OBJECT

private slots:
    void theContourSurroundsWhatIsHigh()
    {
        const QList<QLineF> lines = contourAt(mapOf(3, 3, {0, 0, 0, 0, 1, 0, 0, 0, 0}), 0.5F);
        QCOMPARE(lines.size(), 4); // a diamond around the middle, half a pixel away
        for (const QLineF& line : lines) {
            for (const QPointF& point : {line.p1(), line.p2()}) {
                QCOMPARE(std::abs(point.x() - 1.5) + std::abs(point.y() - 1.5), 0.5);
            }
        }
        QVERIFY(contourAt(mapOf(2, 2, {0, 0, 0, 0}), 0.5F).isEmpty());
        QVERIFY(contourAt(mapOf(2, 2, {1, 1, 1, 1}), 0.5F).isEmpty());
        QCOMPARE(contourAt(mapOf(2, 2, {1, 0, 0, 1}), 0.5F).size(), 2); // a saddle has two
    }

    void theCrossingIsWhereTheLevelIs()
    {
        const QList<QLineF> lines = contourAt(mapOf(2, 2, {0, 1, 0, 1}), 0.25F);
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines[0].p1().x(), 0.75);
        QCOMPARE(lines[0].p2().x(), 0.75);
    }

    void coloursGrowLighter()
    {
        const HeatMapPicture picture = heatMapPicture(mapOf(4, 1, {0, 0.3F, 0.6F, 1}), {4, 1}, ResizeMode::Squash);
        QCOMPARE(picture.colours.pixelColor(0, 0).alpha(), 0);
        for (int x = 1; x < 4; ++x) {
            QVERIFY(picture.alone.pixelColor(x, 0).lightnessF() > picture.alone.pixelColor(x - 1, 0).lightnessF());
            QVERIFY(picture.colours.pixelColor(x, 0).alpha() > 0);
        }
        QVERIFY(HeatMapPicture().isEmpty() && !picture.isEmpty());
    }

    void itLiesWhereTheInputCameFrom()
    {
        const HeatMap map = mapOf(10, 10, std::vector<float>(100, 0.5F));
        const HeatMapPicture whole = heatMapPicture(map, {40, 20}, ResizeMode::Squash);
        QVERIFY(whole.source == (PixelBox{0, 0, 40, 20}) && whole.target == (PixelBox{0, 0, 10, 10}));
        const HeatMapPicture middle = heatMapPicture(map, {40, 20}, ResizeMode::Crop);
        QVERIFY(middle.source == (PixelBox{10, 0, 20, 20}) && middle.target == (PixelBox{0, 0, 10, 10}));
        const HeatMapPicture padded = heatMapPicture(map, {40, 20}, ResizeMode::Pad);
        QVERIFY(padded.source == (PixelBox{0, 0, 40, 20}) && padded.target == (PixelBox{0, 2, 10, 5}));
    }
};

SACCADE_TEST(tst_heat_map_picture, TstHeatMapPicture)
#include "tst_heat_map_picture.moc"
