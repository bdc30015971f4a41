#include <QTest>

#include "tests/support/memory_store.h"
#include "tests/test_registry.h"
#include "ui/models/data_checks.h"

using namespace saccade;

namespace {

/// The stripes with every sample changed by a function.
template <typename Change>
DataSet changed(const Change& change)
{
    DataSet set = makeStripesDataSet(3, 4, {8, 8, 3});
    auto samples = std::make_shared<std::vector<Sample>>(*set.samples);
    for (Sample& sample : *samples) {
        change(sample);
    }
    set.samples = samples;
    return set;
}

QStringList warnings(const DataSet& set)
{
    QStringList titles;
    for (const DataCheck& check : checkDataSet(set)) {
        if (!check.isGood) {
            titles.append(check.title + QStringLiteral(": ") + check.details);
        }
    }
    return titles;
}

} // namespace

class TstDataChecks final : public QObject
{
    Q_OBJECT

private slots:
    void anEmptySetHasNothingToCheck() { QVERIFY(checkDataSet({}).empty()); }
    void aGoodSetHasNoWarning();
    void aMissingTestPartIsNamed();
    void aClassMissingInAPartIsNamed();
    void anotherSpellingIsNamed();
    void testFilesAloneAreNamed();
    void unevenClassesAreNamed();
    void filesLeftOutOfferTheirList();
    void sizesAreTold();
};

void TstDataChecks::aGoodSetHasNoWarning()
{
    QCOMPARE(warnings(makeStripesDataSet(3, 4, {8, 8, 3})), QStringList());
}

void TstDataChecks::aMissingTestPartIsNamed()
{
    const DataSet set = changed([](Sample& sample) { sample.part = Part::Training; });
    const QStringList found = warnings(set);
    QCOMPARE(found.size(), 2);
    QVERIFY(found.at(0).contains(QLatin1String("no validation images")));
    QVERIFY(found.at(1).contains(QLatin1String("no test images")));
}

void TstDataChecks::aClassMissingInAPartIsNamed()
{
    DataSet set = changed([](Sample& sample) {
        if (sample.label == 1 && sample.part == Part::Test) {
            sample.part = Part::Training;
        }
    });
    const QStringList given = warnings(set);
    QCOMPARE(given.size(), 1);
    QVERIFY2(given.first().startsWith(QStringLiteral("The parts have different classes: “class-1” is in training, not "
                                                     "in test.")),
             qPrintable(given.first()));
    set.hasGivenTest = false; // a class too small for a drawn part keeps nobody from training
    const QStringList drawn = warnings(set);
    QCOMPARE(drawn.size(), 1);
    QVERIFY2(drawn.first().contains(QLatin1String("class-1 in test")), qPrintable(drawn.first()));
}

void TstDataChecks::anotherSpellingIsNamed()
{
    DataSet set = changed([](Sample& sample) {
        sample.label = sample.label == 1 && sample.part == Part::Test ? 2 : sample.label == 2 ? 0 : sample.label;
    });
    set.classNames = {"dog", "Polar bear", "polar_bear"};
    const QStringList found = warnings(set).filter(QStringLiteral("different classes"));
    QCOMPARE(found.size(), 1);
    QVERIFY2(found.first().contains(QStringLiteral("“Polar bear” in training is “polar_bear” in test")),
             qPrintable(found.first()));
}

void TstDataChecks::testFilesAloneAreNamed()
{
    DataSet set = makeStripesDataSet(3, 4, {8, 8, 3});
    set.hasOnlyTestFiles = true;
    const QStringList found = warnings(set);
    QCOMPARE(found.size(), 1);
    QVERIFY2(found.first().startsWith(QLatin1String("The test files came alone")), qPrintable(found.first()));
}

void TstDataChecks::unevenClassesAreNamed()
{
    // class 0 keeps 1 training image of 12: the others go to class 2, 12 + 11
    int seen = 0;
    const DataSet set = changed([&seen](Sample& sample) {
        sample.part = Part::Training;
        if (sample.label == 0 && seen++ > 0) {
            sample.label = 2;
        }
    });
    const QString all = warnings(set).join(QLatin1Char('\n'));
    QVERIFY2(all.contains(QLatin1String("Classes differ much in size: 1 to 23 images")), qPrintable(all));
}

void TstDataChecks::filesLeftOutOfferTheirList()
{
    DataSet set = makeStripesDataSet(3, 4, {8, 8, 3});
    set.problems = {{ErrorCode::NotAnImage, "", "a"}};
    const std::vector<DataCheck> checks = checkDataSet(set);
    QVERIFY(!checks.front().isGood);
    QCOMPARE(checks.front().action, DataCheck::Action::ShowProblems);
    QCOMPARE(checks.front().details, QStringLiteral("1 not an image. Left out."));
}

void TstDataChecks::sizesAreTold()
{
    const auto title = [](const DataSet& set) {
        QStringList all;
        for (const DataCheck& check : checkDataSet(set)) {
            all.append(check.title + QStringLiteral("; ") + check.details);
        }
        return all.join(QLatin1Char('\n'));
    };
    QVERIFY(title(makeStripesDataSet(3, 4, {8, 8, 1}))
                .contains(QStringLiteral("All images are 8 × 8, grey; nothing is cropped or stretched; "
                                         "one channel")));
    const DataSet mixed = changed([](Sample& sample) { sample.width = sample.label == 0 ? 100 : 500; });
    QVERIFY(title(mixed).contains(QStringLiteral("Images from 100 × 8 to 500 × 8, RGB; stretched to 8 × 8")));
}

SACCADE_TEST(tst_data_checks, TstDataChecks)
#include "tst_data_checks.moc"
