#include <QTest>

#include "engine/network/initialise.h"
#include "engine/training/train_plan.h"
#include "tests/support/memory_store.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

/// Training images without given parts, so that a split divides them.
DataSet undivided()
{
    DataSet set = makeStripesDataSet(3, 40, {32, 32, 3});
    auto samples = std::make_shared<std::vector<Sample>>(*set.samples);
    for (Sample& sample : *samples) {
        sample.part = Part::Training;
    }
    set.samples = std::move(samples);
    set.hasGivenTest = false;
    set.hasGivenValidation = false;
    return set;
}

TrainSettings smallSettings()
{
    TrainSettings settings;
    settings.network = std::string("notebook-cnn");
    settings.batchSize = 8;
    return settings;
}

/// A start as a run with this plan would leave it.
StartPoint startOf(const TrainPlan& plan)
{
    auto loaded = std::make_shared<LoadedStart>();
    loaded->tensors = *initialiseParameters(plan.network, 1, [](int) { return std::vector<double>(); });
    loaded->plans.push_back(plan);
    return {"/runs/one", 3, loaded};
}

TrainPlan goOn(const StartPoint& start, const DataSet& set)
{
    TrainPlan plan = *makePlan(settingsToGoOn(start.loaded->plans.front()), set);
    plan.start = start;
    return plan;
}

ErrorCode faultOf(const TrainPlan& plan, const DataSet& set)
{
    const Result<void> valid = validatePlan(plan, set);
    return valid ? ErrorCode::Internal : valid.error().code;
}

} // namespace

/// Going on from another run's weights: what is kept open, what must fit, and that no test image was learned.
class TstTrainStart : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_set = withSplit(undivided(), splitRuleOf(smallSettings()));
        m_first = *makePlan(smallSettings(), m_set);
    }

    void goesOnWithTheSameParts()
    {
        const TrainPlan plan = goOn(startOf(m_first), m_set);
        const Result<void> valid = validatePlan(plan, m_set);
        QVERIFY2(valid.hasValue(), valid ? "" : valid.error().detail.c_str());
        QCOMPARE(*countSeenByStart(plan, m_set, Part::Test), std::size_t{0});
        QCOMPARE(*countSeenByStart(plan, m_set, Part::Validation), std::size_t{0});
        QCOMPARE(*countSeenByStart(plan, m_set, Part::Training), m_set.indicesOf(Part::Training).size());
    }

    void whatAMachineDecidedIsOpenAgain()
    {
        TrainPlan resolved = m_first;
        resolved.settings.device = std::string("cuda:3");
        resolved.settings.replicas = 8;
        resolved.settings.epochs = 7;
        const TrainSettings settings = settingsToGoOn(resolved);
        QCOMPARE(settings.device, TrainSettings().device);
        QCOMPARE(settings.replicas, TrainSettings().replicas);
        QCOMPARE(settings.epochs, 7.0);
        QCOMPARE(settings.learningRate, 0.3 * resolved.settings.learningRate);
        resolved.start = startOf(m_first);
        QCOMPARE(settingsToGoOn(resolved).learningRate, resolved.settings.learningRate);
    }

    void aTestImageThatWasLearnedIsRefused()
    {
        SplitRule other = splitRuleOf(smallSettings());
        other.seed = 1234;
        const DataSet divided = withSplit(undivided(), other);
        const TrainPlan plan = goOn(startOf(m_first), divided);
        QVERIFY(*countSeenByStart(plan, divided, Part::Test) > 0);
        const Result<void> valid = validatePlan(plan, divided);
        QVERIFY(!valid);
        QVERIFY(valid.error().detail.find("seed 42") != std::string::npos);
    }

    void aLearnedImageMovedToValidationIsCounted()
    {
        const Sample& sample = (*m_set.samples)[static_cast<std::size_t>(m_set.indicesOf(Part::Training).front())];
        const std::string& name = m_set.classNames[static_cast<std::size_t>(sample.label)];
        const DataSet moved = withChanges(m_set, {{sample.name, name, name, ImagePlacement::Validation}});
        const TrainPlan plan = goOn(startOf(m_first), moved);
        QVERIFY(validatePlan(plan, moved).hasValue());
        QCOMPARE(*countSeenByStart(plan, moved, Part::Validation), std::size_t{1});
        QCOMPARE(plan.data.changes, moved.changes);
    }

    void anotherDataSetCannotBeJudged()
    {
        TrainPlan first = m_first;
        first.data.id = std::string("another");
        QVERIFY(!countSeenByStart(goOn(startOf(first), m_set), m_set, Part::Test));
    }

    void whatDoesNotFitIsRefused()
    {
        TrainPlan plan = goOn(startOf(m_first), m_set);
        plan.start->loaded.reset();
        QCOMPARE(faultOf(plan, m_set), ErrorCode::RunInvalid);

        TrainPlan wide = m_first;
        wide.settings.network = std::string("resnet-20");
        wide = *makePlan(wide.settings, m_set);
        wide.start = startOf(m_first);
        QCOMPARE(faultOf(wide, m_set), ErrorCode::WeightsMismatch);

        TrainPlan named = m_first;
        named.data.classNames[0] = std::string("other");
        QCOMPARE(faultOf(goOn(startOf(named), m_set), m_set), ErrorCode::ClassesDisagree);
    }

    void itsWeightsKeepTheNormalisationTheyKnow()
    {
        TrainPlan first = m_first;
        auto& input = std::get<InputLayer>(first.network.nodes.front().layer);
        input.normalisation.mean = {0.25, 0.25, 0.25};
        TrainPlan plan = *draftPlan(smallSettings(), m_set);
        plan.start = startOf(first);
        completePlan(plan, m_set);
        QVERIFY(plan.network.input().normalisation == first.network.input().normalisation);
    }

    void aPlanRemembersItsSplit()
    {
        SplitRule rule;
        rule.seed = 99;
        rule.testShare = 0.3;
        const DataSet divided = withSplit(undivided(), rule);
        const TrainPlan plan = *makePlan(smallSettings(), divided);
        QVERIFY(splitRuleOf(plan) == rule);
        QCOMPARE(*dataSetAsIn(plan, m_set).samples, *divided.samples);
        TrainPlan old = plan;
        old.data.split.reset();
        QVERIFY(splitRuleOf(old) == splitRuleOf(old.settings));
    }

private:
    DataSet m_set;
    TrainPlan m_first;
};

SACCADE_TEST(tst_train_start, TstTrainStart)
#include "tst_train_start.moc"
