#include <QTest>
#include <fstream>

#include "engine/runs/changed_score.h"
#include "engine/runs/changes_file.h"
#include "engine/runs/run_comparison.h"
#include "engine/runs/start_point.h"
#include "tests/runs/run_fixtures.h"
#include "tests/support/memory_store.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;
namespace fs = std::filesystem;

namespace {

const DataChanges kChanges{{"cat/1.png", "cat", "dog", ImagePlacement::AsDrawn}};

RunFolder recorded(const fs::path& path, const TrainPlan& plan)
{
    const std::unique_ptr<RunRecorder> recorder = *RunRecorder::create(path, plan, true);
    recordTwoSteps(*recorder);
    (void)recorder->finish(completedReport());
    return *openRunFolder(recorder->path());
}

} // namespace

/// Changes beside the data set; what they make of a score and of a comparison; runs that go on from others.
class TstChangesFile : public QObject
{
    Q_OBJECT

private slots:
    void liesBesideTheDataSet()
    {
        const TemporaryFolder folder;
        fs::create_directories(folder.path() / "photos");
        const ChangesFile file((folder.path() / "photos" / "").string(), folder.path() / "apart");
        QCOMPARE(*file.load(), DataChanges());
        QVERIFY(file.save(kChanges).hasValue());
        QVERIFY(fs::exists(folder.path() / "photos.saccade.json"));
        QVERIFY(fs::is_empty(folder.path() / "photos"));
        QCOMPARE(*ChangesFile((folder.path() / "photos").string(), folder.path() / "apart").load(), kChanges);
        QVERIFY(file.save({}).hasValue());
        QVERIFY(!fs::exists(folder.path() / "photos.saccade.json"));
        QCOMPARE(*file.load(), DataChanges());
    }

    void theSampleHasItsApart()
    {
        const TemporaryFolder folder;
        const ChangesFile file("sample", folder.path() / "apart");
        QVERIFY(file.save(kChanges).hasValue());
        QVERIFY(file.path() == folder.path() / "apart" / "sample.saccade.json");
        QCOMPARE(*file.load(), kChanges);
    }

    void whereNothingMayBeWrittenItLiesApart()
    {
        const TemporaryFolder folder;
        // nothing can be made in a folder that is a file
        std::ofstream(folder.path() / "medium") << "x";
        const ChangesFile file((folder.path() / "medium" / "photos").string(), folder.path() / "apart");
        QVERIFY(file.save(kChanges).hasValue());
        QVERIFY(file.path().parent_path() == folder.path() / "apart");
        QCOMPARE(*file.load(), kChanges);
    }

    void aDamagedFileIsNamed()
    {
        const TemporaryFolder folder;
        const ChangesFile file((folder.path() / "photos").string(), folder.path() / "apart");
        std::ofstream(folder.path() / "photos.saccade.json") << "{";
        const Result<DataChanges> read = file.load();
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::FormatInvalid);
        QVERIFY(read.error().path == folder.path() / "photos.saccade.json");
    }

    void aScoreIsJudgedByOtherTruths()
    {
        const DataSet set = makeStripesDataSet(2, 3, {8, 8, 3});
        const std::vector<std::int32_t> test = set.indicesOf(Part::Test);
        QCOMPARE(test.size(), std::size_t{6});
        PredictionTable table;
        table.indices = test;
        table.labels = {0, 0, 0, 1, 1, 1};
        table.predicted = {0, 1, 0, 1, 1, 0};
        const auto change = [&](std::size_t place, const char* to, ImagePlacement placement) {
            const Sample& sample = (*set.samples)[static_cast<std::size_t>(test[place])];
            return ImageChange{sample.name, set.classNames[static_cast<std::size_t>(sample.label)], to, placement};
        };
        const DataSet changed = withChanges(set, {change(1, set.classNames[1].c_str(), ImagePlacement::AsDrawn),
                                                  change(5, set.classNames[1].c_str(), ImagePlacement::Excluded)});
        QCOMPARE(scoreWithChanges(table, changed, Part::Test), (ChangedScore{6, 4, 5, 5}));
        QCOMPARE(scoreWithChanges(table, set, Part::Test), (ChangedScore{6, 4, 6, 4}));
    }

    void comparisonsJudgeBothRunsByTheCorrectedTruths()
    {
        const TemporaryFolder folder;
        TrainPlan plan = tinyPlan();
        const RunFolder a = recorded(folder.path() / "a", plan);
        plan.data.changes = kChanges;
        const std::unique_ptr<RunRecorder> recorder = *RunRecorder::create(folder.path() / "b", plan, true);
        recordTwoSteps(*recorder);
        RunReport report = completedReport();
        QVERIFY(report.testPredictions != nullptr);
        PredictionTable corrected = *report.testPredictions;
        corrected.labels[0] = (corrected.labels[0] + 1) % 3;
        report.testPredictions = std::make_shared<const PredictionTable>(corrected);
        (void)recorder->finish(report);
        const Result<RunComparison> comparison = compareRuns(a, *openRunFolder(recorder->path()), Part::Test);
        QVERIFY2(comparison.hasValue(), comparison ? "" : comparison.error().detail.c_str());
        QCOMPARE(comparison->correctedTruths, std::int64_t{1});
        QCOMPARE(comparison->leftOut, std::int64_t{0});
        QCOMPARE(comparison->images(), static_cast<std::int64_t>(corrected.count()));
    }

    void aStartHasTheWeightsAndAllEarlierPlans()
    {
        const TemporaryFolder folder;
        TrainPlan plan = tinyPlan();
        const RunFolder first = recorded(folder.path() / "first", plan);
        plan.start = StartPoint{first.path.string(), 1, {}};
        plan.settings.seed = 9;
        const RunFolder second = recorded(folder.path() / "second", plan);
        const Result<StartPoint> start = loadStartPoint(second.path);
        QVERIFY2(start.hasValue(), start ? "" : start.error().detail.c_str());
        QCOMPARE(start->loaded->plans.size(), std::size_t{2});
        QCOMPARE(start->loaded->plans[0].settings.seed, std::uint64_t{9});
        QVERIFY(start->loaded->tensors == *loadBestWeights(second));
        fs::remove_all(first.path);
        QCOMPARE(loadStartPoint(second.path)->loaded->plans.size(), std::size_t{1});
        QVERIFY(!loadStartPoint(folder.path() / "nowhere"));
    }
};

SACCADE_TEST(tst_changes_file, TstChangesFile)
#include "tst_changes_file.moc"
