#include <QTest>
#include <algorithm>
#include <map>

#include "engine/data/split.h"
#include "tests/support/memory_store.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

// Class c has counts[c] training images, in the order of their names.
DataSet withoutParts(const std::vector<int>& counts)
{
    DataSet set;
    auto samples = std::make_shared<std::vector<Sample>>();
    for (std::size_t label = 0; label < counts.size(); ++label) {
        set.classNames.push_back("class-" + std::to_string(label));
        for (int i = 0; i < counts[label]; ++i) {
            samples->push_back({set.classNames.back() + "/" + std::to_string(i), static_cast<std::int32_t>(label),
                                Part::Training, 8, 8, 0});
        }
    }
    set.samples = std::move(samples);
    return set;
}

std::map<std::string, Part> partsByName(const DataSet& set)
{
    std::map<std::string, Part> parts;
    for (const Sample& sample : *set.samples) {
        parts[sample.name] = sample.part;
    }
    return parts;
}

} // namespace

class TstSplit : public QObject
{
    Q_OBJECT

private slots:
    void eachClassGivesItsShare()
    {
        const DataSet split = withSplit(withoutParts({100, 40, 7, 2, 1}), {0.1, 0.2, 1});
        const std::vector<std::size_t> test{20, 8, 1, 1, 0};
        const std::vector<std::size_t> validation{8, 3, 1, 0, 0}; // of 80, 32, 6, 1, 1
        const std::vector<std::size_t> training{72, 29, 5, 1, 1};
        for (std::size_t label = 0; label < test.size(); ++label) {
            const auto id = static_cast<std::int32_t>(label);
            QCOMPARE(split.countOf(Part::Test, id), test[label]);
            QCOMPARE(split.countOf(Part::Validation, id), validation[label]);
            QCOMPARE(split.countOf(Part::Training, id), training[label]);
        }
    }

    void shareZeroGivesNone()
    {
        const DataSet split = withSplit(withoutParts({10, 10}), {0, 0, 1});
        QCOMPARE(split.indicesOf(Part::Training).size(), std::size_t{20});
    }

    void seedDecides()
    {
        const DataSet set = withoutParts({50, 50});
        QVERIFY(partsByName(withSplit(set, {0.2, 0.2, 1})) == partsByName(withSplit(set, {0.2, 0.2, 1})));
        QVERIFY(partsByName(withSplit(set, {0.2, 0.2, 1})) != partsByName(withSplit(set, {0.2, 0.2, 2})));
    }

    void orderOfSamplesDoesNotMatter()
    {
        const DataSet set = withoutParts({30, 21, 12});
        DataSet reversed = set;
        auto samples = std::make_shared<std::vector<Sample>>(*set.samples);
        std::reverse(samples->begin(), samples->end());
        reversed.samples = samples;
        QVERIFY(partsByName(withSplit(set, {})) == partsByName(withSplit(reversed, {})));
    }

    void splittingAgainStartsAnew()
    {
        const DataSet set = withoutParts({30, 30});
        const DataSet twice = withSplit(withSplit(set, {0.4, 0.3, 8}), {0.1, 0.15, 9});
        QVERIFY(partsByName(twice) == partsByName(withSplit(set, {0.1, 0.15, 9})));
    }

    void givenPartsAreKept()
    {
        const DataSet given = makeStripesDataSet(3, 10, {4, 4, 3});
        const DataSet split = withSplit(given, {0.5, 0.5, 1});
        QVERIFY(*split.samples == *given.samples);
        QCOMPARE(split.pixels, given.pixels);
        QCOMPARE(split.thumbnails, given.thumbnails);
    }

    void givenTestIsKeptAndValidationDrawn()
    {
        DataSet set = makeStripesDataSet(2, 10, {4, 4, 3});
        set.hasGivenValidation = false; // its twenty images join the training images
        const DataSet split = withSplit(set, {0.25, 0.5, 1});
        QCOMPARE(split.indicesOf(Part::Test), set.indicesOf(Part::Test));
        QCOMPARE(split.indicesOf(Part::Validation).size(), std::size_t{10});
        QCOMPARE(split.indicesOf(Part::Training).size(), std::size_t{30});
    }

    void givenValidationAloneBringsNoTest()
    {
        DataSet set = withoutParts({10, 10});
        auto samples = std::make_shared<std::vector<Sample>>(*set.samples);
        (*samples)[0].part = (*samples)[10].part = Part::Validation;
        set.samples = samples;
        set.hasGivenValidation = true;
        const DataSet split = withSplit(set, {0.5, 0.5, 1});
        QVERIFY(split.indicesOf(Part::Test).empty());
        QVERIFY(*split.samples == *set.samples);
    }

    void emptySetStaysEmpty() { QCOMPARE(withSplit(DataSet(), {}).count(), std::size_t{0}); }
};

SACCADE_TEST(tst_split, TstSplit)
#include "tst_split.moc"
