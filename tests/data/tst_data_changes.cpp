#include <QTest>

#include "engine/data/data_changes.h"
#include "engine/data/data_set_id.h"
#include "engine/data/split.h"
#include "tests/support/memory_store.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

/// 40 images of each of three classes without given parts.
DataSet undivided()
{
    DataSet set = makeStripesDataSet(3, 40, {8, 8, 3});
    auto samples = std::make_shared<std::vector<Sample>>(*set.samples);
    for (Sample& sample : *samples) {
        sample.part = Part::Training;
    }
    set.samples = std::move(samples);
    set.hasGivenTest = false;
    set.hasGivenValidation = false;
    return set;
}

std::int32_t firstOf(const DataSet& set, Part part)
{
    return set.indicesOf(part).front();
}

ImageChange changeOf(const DataSet& set, std::int32_t image)
{
    const Sample& sample = (*set.samples)[static_cast<std::size_t>(image)];
    const std::string& name = set.classNames[static_cast<std::size_t>(sample.label)];
    return {sample.name, name, name, ImagePlacement::AsDrawn};
}

const Sample& sampleOf(const DataSet& set, std::int32_t image)
{
    return (*set.samples)[static_cast<std::size_t>(image)];
}

} // namespace

/// What a person changes of a data set, and what that leaves alone.
class TstDataChanges : public QObject
{
    Q_OBJECT

private slots:
    void relabelsMovesAndExcludes()
    {
        const DataSet set = withSplit(undivided(), {});
        const std::vector<std::int32_t> training = set.indicesOf(Part::Training);
        ImageChange relabel = changeOf(set, training[0]);
        relabel.to = set.classNames[2];
        ImageChange move = changeOf(set, training[1]);
        move.placement = ImagePlacement::Validation;
        ImageChange exclude = changeOf(set, training[2]);
        exclude.placement = ImagePlacement::Excluded;
        const DataSet changed = withChanges(set, {relabel, move, exclude});
        QCOMPARE(sampleOf(changed, training[0]).label, 2);
        QCOMPARE(sampleOf(changed, training[0]).part, Part::Training);
        QCOMPARE(sampleOf(changed, training[1]).part, Part::Validation);
        QCOMPARE(sampleOf(changed, training[2]).part, Part::Excluded);
        QCOMPARE(changed.indicesOf(Part::Training).size(), training.size() - 2);
        QCOMPARE(changed.count(), set.count()); // places stay: answers of older runs still find their images
        QCOMPARE(changed.id, set.id);
        QVERIFY(changesThatDoNotFit(changed).empty());
    }

    void noOtherImageMoves()
    {
        const DataSet source = undivided();
        const DataSet set = withSplit(source, {});
        ImageChange relabel = changeOf(set, firstOf(set, Part::Training));
        relabel.to = set.classNames[1];
        const DataSet changed = withSplit(withChanges(source, {relabel}), {});
        std::size_t different = 0;
        for (std::size_t i = 0; i < set.count(); ++i) {
            different += (*changed.samples)[i] == (*set.samples)[i] ? 0 : 1;
        }
        QCOMPARE(different, std::size_t{1});
    }

    void anotherSplitKeepsTheChanges()
    {
        const DataSet set = withSplit(undivided(), {});
        ImageChange relabel = changeOf(set, firstOf(set, Part::Training));
        relabel.to = set.classNames[1];
        SplitRule other;
        other.seed = 7;
        const DataSet again = withSplit(withChanges(set, {relabel}), other);
        QCOMPARE(again.changes, DataChanges{relabel});
        QVERIFY(again.split == other);
        QCOMPARE(*withChanges(again, {}).samples, *withSplit(undivided(), other).samples);
    }

    void changesAreReplacedNotAdded()
    {
        const DataSet set = withSplit(undivided(), {});
        ImageChange relabel = changeOf(set, 0);
        relabel.to = set.classNames[1];
        const DataSet none = withChanges(withChanges(set, {relabel}), {});
        QCOMPARE(*none.samples, *set.samples);
        QVERIFY(none.unchanged == nullptr);
        QVERIFY(withChanges(set, {changeOf(set, 0)}).changes.empty()); // what changes nothing is none
    }

    void testImagesStayTestImages()
    {
        const DataSet set = withSplit(undivided(), {});
        const std::int32_t image = firstOf(set, Part::Test);
        ImageChange move = changeOf(set, image);
        move.placement = ImagePlacement::Training;
        const DataSet moved = withChanges(set, {move});
        QCOMPARE(sampleOf(moved, image).part, Part::Test);
        QCOMPARE(changesThatDoNotFit(moved), DataChanges{move});
        ImageChange correct = changeOf(set, image);
        correct.to = set.classNames[2];
        const DataSet corrected = withChanges(set, {correct});
        QCOMPARE(sampleOf(corrected, image).label, 2);
        QCOMPARE(sampleOf(corrected, image).part, Part::Test);
        correct.placement = ImagePlacement::Excluded;
        QCOMPARE(sampleOf(withChanges(set, {correct}), image).part, Part::Excluded);
    }

    void whatDoesNotFitIsKeptAndTold()
    {
        const DataSet set = withSplit(undivided(), {});
        const DataChanges changes{{"class-9/0000", "class-9", "class-0", ImagePlacement::AsDrawn},
                                  {sampleOf(set, 0).name, "a class it never had", "class-1", ImagePlacement::AsDrawn},
                                  {sampleOf(set, 1).name, changeOf(set, 1).from, "unknown", ImagePlacement::AsDrawn}};
        const DataSet changed = withChanges(set, changes);
        QCOMPARE(*changed.samples, *set.samples);
        QCOMPARE(changed.changes.size(), std::size_t{3});
        QCOMPARE(changesThatDoNotFit(changed).size(), std::size_t{3});
    }
};

SACCADE_TEST(tst_data_changes, TstDataChanges)
#include "tst_data_changes.moc"
