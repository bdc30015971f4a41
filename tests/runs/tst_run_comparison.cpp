#include <QTest>
#include <algorithm>
#include <cmath>

#include "engine/runs/run_comparison.h"
#include "tests/runs/run_fixtures.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

const std::vector<std::string> kNames{"a", "b"};

/// Images 0 to 5 of truth 0, 0, 0, 1, 1, 1.
PredictionTable tableOf(const std::vector<std::int32_t>& predicted, const std::vector<float>& confidences)
{
    PredictionTable table;
    table.classCount = 2;
    table.indices = {0, 1, 2, 3, 4, 5};
    table.labels = {0, 0, 0, 1, 1, 1};
    table.predicted = predicted;
    table.confidences = confidences;
    table.losses.assign(6, 0.5F);
    return table;
}

PredictionTable tableA()
{
    return tableOf({0, 0, 1, 1, 0, 0}, {0.9F, 0.8F, 0.7F, 0.6F, 0.95F, 0.85F});
}

PredictionTable tableB()
{
    return tableOf({0, 1, 0, 0, 0, 0}, {0.9F, 0.6F, 0.7F, 0.8F, 0.55F, 0.99F});
}

RunFolder recorded(const TemporaryFolder& folder, const char* name, double rate)
{
    TrainPlan plan = tinyPlan();
    plan.settings.learningRate = rate;
    const std::unique_ptr<RunRecorder> recorder = *RunRecorder::create(folder.path() / name, plan, true);
    recordTwoSteps(*recorder);
    (void)recorder->finish(completedReport());
    return *openRunFolder(recorder->path());
}

} // namespace

class TstRunComparison : public QObject
{
    Q_OBJECT

private slots:
    void countsByHand()
    {
        const RunComparison found = *comparePredictions(tableA(), tableB(), Part::Test, kNames);
        QCOMPARE(found.images(), std::int64_t{6});
        const PairedCounts& counts = found.test.counts;
        QVERIFY(counts.bothRight == 1 && counts.onlyA == 2 && counts.onlyB == 1 && counts.bothWrong == 2);
        QVERIFY(std::abs(found.test.accuracyGain - 1.0 / 6) < 1e-12);
        QCOMPARE(found.test.pValue, 1.0); // 2 against 1: chance
        QVERIFY(found.accuracyA == wilsonInterval(3, 6) && found.accuracyB == wilsonInterval(2, 6));
        QVERIFY(found.classes == (std::vector<ComparedClass>{{3, 2, 2}, {3, 1, 0}}));
        QVERIFY(found.settings.empty());
    }

    void confusionsThatChangedAreCounted()
    {
        const RunComparison found = *comparePredictions(tableA(), tableB(), Part::Test, kNames);
        QVERIFY(found.confusions == (std::vector<ChangedConfusion>{{1, 0, 2, 3}})); // a taken for b: one in each
        QVERIFY(comparePredictions(tableA(), tableA(), Part::Test, kNames)->confusions.empty());
    }

    void theSurestMistakeComesFirst()
    {
        const RunComparison found = *comparePredictions(tableA(), tableB(), Part::Test, kNames);
        QVERIFY(found.onlyA == (std::vector<ComparedImage>{{3, 1, 1, 0, 0.6F, 0.8F}, {1, 0, 0, 1, 0.8F, 0.6F}}));
        QVERIFY(found.onlyB == (std::vector<ComparedImage>{{2, 0, 1, 0, 0.7F, 0.7F}}));
        QVERIFY(found.bothWrong ==
                (std::vector<ComparedImage>{{4, 1, 0, 0, 0.95F, 0.55F}, {5, 1, 0, 0, 0.85F, 0.99F}}));
    }

    void orderDoesNotMatter()
    {
        PredictionTable turned = tableB();
        for (std::vector<std::int32_t>* column : {&turned.indices, &turned.labels, &turned.predicted}) {
            std::reverse(column->begin(), column->end());
        }
        std::reverse(turned.confidences.begin(), turned.confidences.end());
        const RunComparison found = *comparePredictions(tableA(), turned, Part::Test, kNames);
        QVERIFY(found.onlyA == comparePredictions(tableA(), tableB(), Part::Test, kNames)->onlyA);
    }

    void otherImagesAreRefused()
    {
        PredictionTable other = tableB();
        other.indices[5] = 9;
        QCOMPARE(comparePredictions(tableA(), other, Part::Test, kNames).error().code, ErrorCode::ClassesDisagree);
        other = tableB();
        other.labels[0] = 1;
        QCOMPARE(comparePredictions(tableA(), other, Part::Test, kNames).error().code, ErrorCode::ClassesDisagree);
        QCOMPARE(comparePredictions({}, {}, Part::Test, kNames).error().code, ErrorCode::SplitEmpty);
    }

    void runsAreReadFromTheirFolders()
    {
        const TemporaryFolder folder;
        const RunFolder a = recorded(folder, "a", 0.5);
        const RunFolder b = recorded(folder, "b", 0.25);
        const Result<RunComparison> found = compareRuns(a, b, Part::Test);
        QVERIFY2(found.hasValue(), found ? "" : found.error().detail.c_str());
        QCOMPARE(found->images(), std::int64_t{5});
        QVERIFY(found->isSameData);
        QVERIFY(found->settings == (std::vector<ChangedSetting>{{"learningRate", "0.5", "0.25"}}));
        RunFolder other = b;
        other.plan.data.classNames.back() = "another";
        QCOMPARE(compareRuns(a, other, Part::Test).error().code, ErrorCode::ClassesDisagree);
        other = b;
        other.report->testAccuracy.reset();
        QCOMPARE(compareRuns(a, other, Part::Test).error().code, ErrorCode::SplitEmpty);
        other = b;
        other.plan.data.id = "another";
        other.plan.data.source = "elsewhere";
        QCOMPARE(compareRuns(a, other, Part::Test).error().code, ErrorCode::ClassesDisagree);
        other.plan.data.source = a.plan.data.source;
        QVERIFY(!compareRuns(a, other, Part::Test)->isSameData);
    }
};

SACCADE_TEST(tst_run_comparison, TstRunComparison)
#include "tst_run_comparison.moc"
