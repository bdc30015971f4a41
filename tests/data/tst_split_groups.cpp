#include <QTest>
#include <map>
#include <set>

#include "engine/data/split.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

// `groups` groups of `size` images; group g has class g % classes, or one image of each class when `isMixed`.
DataSet grouped(int groups, int size, int classes, bool isMixed = false)
{
    DataSet set;
    for (int c = 0; c < classes; ++c) {
        set.classNames.push_back("class-" + std::to_string(c));
    }
    auto samples = std::make_shared<std::vector<Sample>>();
    for (int g = 0; g < groups; ++g) {
        for (int i = 0; i < size; ++i) {
            samples->push_back({std::to_string(g) + '/' + std::to_string(i), (isMixed ? i : g) % classes,
                                Part::Training, 8, 8, 0, "patient " + std::to_string(g)});
        }
    }
    set.samples = std::move(samples);
    return set;
}

bool areTogether(const DataSet& set)
{
    std::map<std::string, std::set<Part>> parts;
    for (const Sample& sample : *set.samples) {
        if (!sample.group.empty()) {
            parts[sample.group].insert(sample.part);
        }
    }
    return std::all_of(parts.begin(), parts.end(), [](const auto& entry) { return entry.second.size() == 1; });
}

} // namespace

/// Splits that keep groups together.
class TstSplitGroups : public QObject
{
    Q_OBJECT

private slots:
    void groupsStayTogether_data()
    {
        QTest::addColumn<int>("groups");
        QTest::addColumn<int>("size");
        QTest::addColumn<bool>("isMixed");
        QTest::newRow("small groups") << 60 << 5 << false;
        QTest::newRow("large groups") << 9 << 30 << false;
        QTest::newRow("groups of several classes") << 40 << 6 << true;
    }

    void groupsStayTogether()
    {
        QFETCH(int, groups);
        QFETCH(int, size);
        QFETCH(bool, isMixed);
        const DataSet set = grouped(groups, size, 3, isMixed);
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            const DataSet split = withSplit(set, {0.1, 0.15, seed});
            QVERIFY(areTogether(split));
            for (const Part part : {Part::Training, Part::Validation, Part::Test}) {
                for (std::int32_t label = 0; label < 3; ++label) {
                    QVERIFY(split.countOf(part, label) > 0);
                }
            }
        }
    }

    void sharesAreMetAsNearlyAsGroupsAllow()
    {
        // 20 groups of 5 in each of 3 classes: 15 % of 100 are 3 groups; 10 % of the 85 left are 9 images, so 2 groups.
        const DataSet split = withSplit(grouped(60, 5, 3), {0.1, 0.15, 7});
        for (std::int32_t label = 0; label < 3; ++label) {
            QCOMPARE(split.countOf(Part::Test, label), std::size_t{15});
            QCOMPARE(split.countOf(Part::Validation, label), std::size_t{10});
        }
    }

    void seedDecidesAndOrderDoesNot()
    {
        const DataSet set = grouped(30, 4, 2);
        DataSet reversed = set;
        auto samples = std::make_shared<std::vector<Sample>>(set.samples->rbegin(), set.samples->rend());
        reversed.samples = samples;
        const auto partOf = [](const DataSet& split) {
            std::map<std::string, Part> parts;
            for (const Sample& sample : *split.samples) {
                parts[sample.name] = sample.part;
            }
            return parts;
        };
        QVERIFY(partOf(withSplit(set, {})) == partOf(withSplit(reversed, {})));
        QVERIFY(partOf(withSplit(set, {0.1, 0.15, 1})) != partOf(withSplit(set, {0.1, 0.15, 2})));
    }

    void oneGroupOfAClassStaysInTraining()
    {
        DataSet set = grouped(2, 10, 2); // each class is one group
        const DataSet split = withSplit(set, {0.2, 0.2, 1});
        QCOMPARE(split.indicesOf(Part::Training).size(), std::size_t{20});
    }

    void imagesWithoutGroupAreDrawnOneByOne()
    {
        const DataSet set = grouped(2, 10, 2);
        DataSet mixed = set;
        auto samples = std::make_shared<std::vector<Sample>>(*set.samples);
        for (int i = 0; i < 40; ++i) {
            samples->push_back({"single/" + std::to_string(i), i % 2, Part::Training, 8, 8, 0, ""});
        }
        mixed.samples = samples;
        const DataSet split = withSplit(mixed, {0.1, 0, 3});
        QVERIFY(areTogether(split));
        QCOMPARE(split.countOf(Part::Validation, 0), std::size_t{3}); // of 30, none of them a group of 10
    }
};

SACCADE_TEST(tst_split_groups, TstSplitGroups)
#include "tst_split_groups.moc"
