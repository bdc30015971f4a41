#include "engine/data/resize_rule.h"

#include <QTest>

#include "engine/data/data_set_id.h"
#include "tests/support/memory_store.h"
#include "tests/test_registry.h"

using namespace saccade;

/// Which part of an image becomes which part of the network's input, by hand.
class TstResizeRule : public QObject
{
    Q_OBJECT

private slots:
    void boxes_data();
    void boxes();
    void nothingHasNoGeometry();
    void names();
    void theModeIsPartOfTheId();
};

void TstResizeRule::boxes_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<QSize>("image");
    QTest::addColumn<QSize>("input");
    QTest::addColumn<QRect>("source");
    QTest::addColumn<QRect>("target");
    const auto row = [](const char* name, ResizeMode mode, QSize image, QSize input, QRect source, QRect target) {
        QTest::newRow(name) << static_cast<int>(mode) << image << input << source << target;
    };
    const QSize photo(500, 375);
    const QSize square(64, 64);
    row("squash", ResizeMode::Squash, photo, square, {0, 0, 500, 375}, {0, 0, 64, 64});
    row("pad wide", ResizeMode::Pad, photo, square, {0, 0, 500, 375}, {0, 8, 64, 48});
    row("pad high", ResizeMode::Pad, {375, 500}, square, {0, 0, 375, 500}, {8, 0, 48, 64});
    // 64 * 333 / 501 = 42.54: 43, and the rest of 21 leaves 10 at the left
    row("pad rounds", ResizeMode::Pad, {333, 501}, square, {0, 0, 333, 501}, {10, 0, 43, 64});
    row("pad halves up", ResizeMode::Pad, {4, 1}, {10, 10}, {0, 0, 4, 1}, {0, 3, 10, 3});
    row("pad keeps a pixel", ResizeMode::Pad, {5000, 1}, square, {0, 0, 5000, 1}, {0, 31, 64, 1});
    row("crop wide", ResizeMode::Crop, photo, square, {62, 0, 375, 375}, {0, 0, 64, 64});
    row("crop high", ResizeMode::Crop, {333, 501}, square, {0, 84, 333, 333}, {0, 0, 64, 64});
    // to 3:2 the box of 10x7 is 10 x 6.67
    row("crop rounds", ResizeMode::Crop, {10, 7}, {3, 2}, {0, 0, 10, 7}, {0, 0, 3, 2});
    row("crop of another proportion", ResizeMode::Crop, {10, 9}, {3, 2}, {0, 1, 10, 7}, {0, 0, 3, 2});
    for (const ResizeMode mode : {ResizeMode::Squash, ResizeMode::Pad, ResizeMode::Crop}) {
        row(("a square, " + resizeModeName(mode)).c_str(), mode, {200, 200}, square, {0, 0, 200, 200}, {0, 0, 64, 64});
    }
}

void TstResizeRule::boxes()
{
    QFETCH(int, mode);
    QFETCH(QSize, image);
    QFETCH(QSize, input);
    QFETCH(QRect, source);
    QFETCH(QRect, target);
    const ResizeRule rule{{input.height(), input.width(), 3}, static_cast<ResizeMode>(mode)};
    const ResizeGeometry geometry = resizeGeometry({image.height(), image.width(), 3}, rule);
    const auto rect = [](const PixelBox& box) { return QRect(box.left, box.top, box.width, box.height); };
    QCOMPARE(rect(geometry.source), source);
    QCOMPARE(rect(geometry.target), target);
}

void TstResizeRule::nothingHasNoGeometry()
{
    for (const ResizeMode mode : {ResizeMode::Squash, ResizeMode::Pad, ResizeMode::Crop}) {
        QVERIFY((resizeGeometry({0, 0, 3}, {{4, 4, 3}, mode}).source == PixelBox{}));
        QVERIFY((resizeGeometry({4, 4, 3}, {{0, 0, 3}, mode}).target == PixelBox{}));
    }
}

void TstResizeRule::names()
{
    for (const ResizeMode mode : {ResizeMode::Squash, ResizeMode::Pad, ResizeMode::Crop}) {
        QVERIFY(resizeModeNamed(resizeModeName(mode)).value() == mode);
    }
    const Result<ResizeMode> wrong = resizeModeNamed("squish");
    QVERIFY(!wrong.hasValue());
    QVERIFY(wrong.error().code == ErrorCode::SettingInvalid);
    QVERIFY(wrong.error().detail.find("nearest: squash") != std::string::npos);
}

void TstResizeRule::theModeIsPartOfTheId()
{
    DataSet set = makeStripesDataSet(2, 2, {4, 4, 3});
    set.id = computeDataSetId(set);
    const DataSet padded = withResizeMode(set, ResizeMode::Pad);
    QVERIFY(padded.resize == ResizeMode::Pad);
    QVERIFY(padded.id != set.id);
    QVERIFY(withResizeMode(set, ResizeMode::Crop).id != padded.id);
    QCOMPARE(withResizeMode(padded, ResizeMode::Squash).id, set.id);
}

SACCADE_TEST(tst_resize_rule, TstResizeRule)
#include "tst_resize_rule.moc"
