#include "ui/models/resize_facts.h"

#include <QTest>

#include "tests/support/memory_store.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

/// The stripes, as if made of images of that size.
DataSet madeOf(int width, int height, ResizeMode mode)
{
    DataSet set = makeStripesDataSet(2, 2, {8, 8, 3});
    auto samples = std::make_shared<std::vector<Sample>>(*set.samples);
    for (Sample& sample : *samples) {
        sample.width = width;
        sample.height = height;
    }
    set.samples = samples;
    set.resize = mode;
    return set;
}

} // namespace

/// What resizing does, in words.
class TstResizeFacts : public QObject
{
    Q_OBJECT

private slots:
    void summaries_data();
    void summaries();
    void theExampleIsTheFirstOfAnotherProportion();
    void autoIsTheirOwnSideOrSixtyFour();
    void effects_data();
    void effects();
    void modesHaveWords();
};

void TstResizeFacts::summaries_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("mode");
    QTest::addColumn<QString>("summary");
    QTest::newRow("as it is") << QSize(8, 8) << 2 << QStringLiteral("nothing is cropped or stretched");
    QTest::newRow("squares") << QSize(16, 16) << 2 << QStringLiteral("resized to 8 × 8");
    QTest::newRow("squash") << QSize(16, 8) << 0 << QStringLiteral("stretched to 8 × 8");
    QTest::newRow("pad") << QSize(16, 8) << 1 << QStringLiteral("padded to 8 × 8");
    QTest::newRow("crop") << QSize(16, 8) << 2 << QStringLiteral("cropped to 8 × 8");
}

void TstResizeFacts::summaries()
{
    QFETCH(QSize, size);
    QFETCH(int, mode);
    QFETCH(QString, summary);
    QCOMPARE(resizeSummary(madeOf(size.width(), size.height(), static_cast<ResizeMode>(mode))), summary);
}

void TstResizeFacts::theExampleIsTheFirstOfAnotherProportion()
{
    DataSet set = madeOf(16, 16, ResizeMode::Squash);
    QVERIFY(resizeFacts(set).isResized && !resizeFacts(set).example);
    auto samples = std::make_shared<std::vector<Sample>>(*set.samples);
    (*samples)[5].height = 15;
    (*samples)[7].height = 15;
    set.samples = samples;
    QCOMPARE(resizeFacts(set).example.value_or(0), std::size_t{5});
    QVERIFY(!resizeFacts(DataSet()).isResized && !resizeFacts(DataSet()).example);
}

void TstResizeFacts::autoIsTheirOwnSideOrSixtyFour()
{
    QCOMPARE(resizeFacts(madeOf(96, 96, ResizeMode::Squash)).autoSide, 96);
    QCOMPARE(resizeFacts(madeOf(97, 97, ResizeMode::Squash)).autoSide, 64);
    QCOMPARE(resizeFacts(madeOf(32, 24, ResizeMode::Squash)).autoSide, 64);
    DataSet set = madeOf(32, 32, ResizeMode::Squash);
    auto samples = std::make_shared<std::vector<Sample>>(*set.samples);
    samples->back().width = samples->back().height = 40;
    set.samples = samples;
    QCOMPARE(resizeFacts(set).autoSide, 64);
    QCOMPARE(resizeFacts(DataSet()).autoSide, 64);
}

void TstResizeFacts::effects_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("mode");
    QTest::addColumn<QString>("effect");
    QTest::newRow("square") << QSize(500, 500) << 0 << QStringLiteral("Nothing of it is lost.");
    QTest::newRow("squash wide") << QSize(500, 375) << 0 << QStringLiteral("Its width is squeezed to 75 %.");
    QTest::newRow("squash high") << QSize(100, 400) << 0 << QStringLiteral("Its height is squeezed to 25 %.");
    QTest::newRow("crop") << QSize(500, 375) << 2 << QStringLiteral("25 % of it is cut off.");
    QTest::newRow("crop square") << QSize(500, 500) << 2 << QStringLiteral("Nothing of it is lost.");
    QTest::newRow("pad") << QSize(500, 375) << 1 << QStringLiteral("25 % of the input is padding.");
}

void TstResizeFacts::effects()
{
    QFETCH(QSize, size);
    QFETCH(int, mode);
    QFETCH(QString, effect);
    QCOMPARE(resizeEffect({size.height(), size.width(), 3}, {{64, 64, 3}, static_cast<ResizeMode>(mode)}), effect);
}

void TstResizeFacts::modesHaveWords()
{
    for (const ResizeMode mode : {ResizeMode::Squash, ResizeMode::Pad, ResizeMode::Crop}) {
        QVERIFY(!resizeModeTitle(mode).isEmpty());
        QVERIFY(!resizeModeHelp(mode).isEmpty());
    }
}

SACCADE_TEST(tst_resize_facts, TstResizeFacts)
#include "tst_resize_facts.moc"
