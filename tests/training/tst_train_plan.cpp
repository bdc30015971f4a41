#include <QTest>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <set>

#include "engine/training/train_plan.h"
#include "tests/support/memory_store.h"
#include "tests/test_registry.h"

using namespace saccade;

using Change = std::function<void(TrainPlan&, DataSet&)>;
Q_DECLARE_METATYPE(Change)

class TstTrainPlan final : public QObject
{
    Q_OBJECT

private slots:
    void makesPlan();
    void normalisesAsAsked();
    void aDraftNeedsNoPixel();
    void spreadsProbes_data();
    void spreadsProbes();
    void probesTrainingWithoutValidation();
    void refusesToMake();
    void acceptsGoodPlan();
    void refusesBadPlan_data();
    void refusesBadPlan();
    void beginsSmallerWhereTheNetworkCan();
};

namespace {

TrainSettings smallSettings()
{
    TrainSettings settings;
    settings.batchSize = 8;
    return settings;
}

DataSet smallSet(int classCount = 3, int perClass = 8)
{
    return makeStripesDataSet(classCount, perClass, {12, 12, 3});
}

/// The same images with every sample of a part moved to another.
void moveParts(DataSet& dataSet, Part from, Part to)
{
    auto samples = std::make_shared<std::vector<Sample>>(*dataSet.samples);
    for (Sample& sample : *samples) {
        sample.part = sample.part == from ? to : sample.part;
    }
    dataSet.samples = std::move(samples);
}

/// Of the first channel, 0..1.
double meanOfTraining(const DataSet& dataSet)
{
    double sum = 0;
    double count = 0;
    for (const std::int32_t index : dataSet.indicesOf(Part::Training)) {
        const ImageView image = dataSet.pixels->image(static_cast<std::size_t>(index));
        for (std::size_t i = 0; i < image.size.bytes(); i += 3) {
            sum += image.pixels[i];
            count += 1;
        }
    }
    return sum / count / 255;
}

} // namespace

void TstTrainPlan::makesPlan()
{
    const DataSet set = smallSet();
    const Result<TrainPlan> plan = makePlan(smallSettings(), set, "quick");
    QVERIFY(plan);
    QCOMPARE(plan->preset, std::string("quick"));
    QVERIFY(plan->settings == smallSettings());
    QCOMPARE(plan->data.id, set.id);
    QVERIFY(plan->data.classNames == set.classNames);
    QVERIFY(plan->data.size == set.size);
    QCOMPARE(plan->network.family, std::string("speed-net"));
    QVERIFY(plan->network.input().size == set.size);
    QVERIFY(plan->groups == optimiserGroups(smallSettings(), plan->network));
    QVERIFY(*plan == *makePlan(smallSettings(), set, "quick"));
}

void TstTrainPlan::normalisesAsAsked()
{
    const DataSet set = smallSet();
    TrainSettings settings = smallSettings();
    const double mean = makePlan(settings, set)->network.input().normalisation.mean[0];
    QVERIFY(std::abs(mean - meanOfTraining(set)) < 1e-12);
    settings.normalise = NormaliseKind::Unit;
    QVERIFY(makePlan(settings, set)->network.input().normalisation == Normalisation{});
}

void TstTrainPlan::aDraftNeedsNoPixel()
{
    const DataSet set = smallSet();
    DataSet unread = set;
    unread.pixels.reset();
    Result<TrainPlan> draft = draftPlan(smallSettings(), unread, "quick");
    QVERIFY(draft);
    QVERIFY(draft->network.input().normalisation == Normalisation{});
    const TrainPlan whole = *makePlan(smallSettings(), set, "quick");
    QVERIFY(*draft != whole);
    completePlan(*draft, set);
    QVERIFY(*draft == whole);
    completePlan(*draft, set);
    QVERIFY(*draft == whole);
}

void TstTrainPlan::spreadsProbes_data()
{
    QTest::addColumn<int>("classes");
    QTest::addColumn<int>("perClass");
    QTest::addColumn<int>("probes");
    QTest::addColumn<int>("mostOfOneClass");
    QTest::newRow("few classes") << 3 << 8 << 12 << 4;
    QTest::newRow("ten classes") << 10 << 8 << 12 << 2;
    QTest::newRow("many classes") << 40 << 2 << 12 << 1;
    QTest::newRow("few images") << 2 << 2 << 4 << 2;
}

void TstTrainPlan::spreadsProbes()
{
    QFETCH(int, classes);
    QFETCH(int, perClass);
    QFETCH(int, probes);
    QFETCH(int, mostOfOneClass);
    const DataSet set = smallSet(classes, perClass);
    TrainSettings settings = smallSettings();
    settings.batchSize = 2;
    const Result<TrainPlan> plan = makePlan(settings, set);
    QVERIFY(plan);
    QCOMPARE(static_cast<int>(plan->probes.size()), probes);
    std::map<int, int> byClass;
    std::set<std::int32_t> seen;
    for (const std::int32_t probe : plan->probes) {
        const Sample& sample = (*set.samples)[static_cast<std::size_t>(probe)];
        QCOMPARE(sample.part, Part::Validation);
        QVERIFY(seen.insert(probe).second);
        QVERIFY(++byClass[sample.label] <= mostOfOneClass);
    }
    settings.seed = 43;
    QVERIFY(perClass <= 2 || makePlan(settings, set)->probes != plan->probes);
}

void TstTrainPlan::probesTrainingWithoutValidation()
{
    DataSet set = smallSet();
    moveParts(set, Part::Validation, Part::Training);
    const Result<TrainPlan> plan = makePlan(smallSettings(), set);
    QVERIFY(plan);
    QCOMPARE(plan->probes.size(), std::size_t{12});
    QCOMPARE((*set.samples)[static_cast<std::size_t>(plan->probes[0])].part, Part::Training);
}

void TstTrainPlan::refusesToMake()
{
    const auto codeOf = [](const TrainSettings& settings, const DataSet& set) {
        const Result<TrainPlan> plan = makePlan(settings, set);
        return plan ? ErrorCode::Internal : plan.error().code;
    };
    TrainSettings settings = smallSettings();
    QCOMPARE(codeOf(settings, smallSet(1)), ErrorCode::TooFewClasses);
    DataSet set = smallSet();
    moveParts(set, Part::Training, Part::Test);
    QCOMPARE(codeOf(settings, set), ErrorCode::SplitEmpty);
    QCOMPARE(codeOf(settings, makeStripesDataSet(3, 8, {8, 8, 3})), ErrorCode::InputTooSmall);
    QCOMPARE(codeOf(settings, DataSet{}), ErrorCode::TooFewClasses);
    settings.network = std::string("resnet");
    QCOMPARE(codeOf(settings, smallSet()), ErrorCode::NetworkUnknown);
    settings = smallSettings();
    settings.epochs = std::numeric_limits<double>::quiet_NaN();
    QCOMPARE(codeOf(settings, smallSet()), ErrorCode::SettingInvalid);
}

void TstTrainPlan::acceptsGoodPlan()
{
    const DataSet set = smallSet();
    const Result<TrainPlan> plan = makePlan(smallSettings(), set);
    QVERIFY(plan);
    QVERIFY(validatePlan(*plan, set));
}

void TstTrainPlan::refusesBadPlan_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("word");
    const double notANumber = std::numeric_limits<double>::quiet_NaN();
    const auto row = [](const char* name, ErrorCode code, const char* word, Change change) {
        QTest::newRow(name) << std::move(change) << code << QString(word);
    };
    const ErrorCode invalid = ErrorCode::SettingInvalid;
    const ErrorCode graph = ErrorCode::GraphInvalid;
    row("negative batch", invalid, "batchSize", [](TrainPlan& p, DataSet&) { p.settings.batchSize = -5; });
    row("batch above images", invalid, "24 training", [](TrainPlan& p, DataSet&) { p.settings.batchSize = 25; });
    row("NaN rate", invalid, "learningRate", [=](TrainPlan& p, DataSet&) { p.settings.learningRate = notANumber; });
    row("infinite epochs", invalid, "epochs",
        [](TrainPlan& p, DataSet&) { p.settings.epochs = std::numeric_limits<double>::infinity(); });
    row("device", invalid, "device", [](TrainPlan& p, DataSet&) { p.settings.device = std::string("tpu"); });
    row("network", ErrorCode::NetworkUnknown, "nearest",
        [](TrainPlan& p, DataSet&) { p.settings.network = std::string("x"); });
    row("replicas", invalid, "replicas", [](TrainPlan& p, DataSet&) { p.settings.replicas = 2; });
    row("translate", invalid, "translate", [](TrainPlan& p, DataSet&) { p.settings.augmentation.translate = 12; });
    row("crop", invalid, "cropLargest", [](TrainPlan& p, DataSet&) {
        p.settings.augmentation.cropSmallest = 0.6;
        p.settings.augmentation.cropLargest = 0.5;
    });
    row("blur", invalid, "blurLargest", [](TrainPlan& p, DataSet&) {
        p.settings.augmentation.blur = 0.1;
        p.settings.augmentation.blurSmallest = 3;
    });
    row("cutout", invalid, "cutout", [](TrainPlan& p, DataSet&) { p.settings.augmentation.cutout = 13; });
    row("one class", ErrorCode::TooFewClasses, "1", [](TrainPlan&, DataSet& d) { d.classNames.resize(1); });
    row("other classes", ErrorCode::ClassesDisagree, "classes",
        [](TrainPlan&, DataSet& d) { d.classNames[0] = std::string("other"); });
    row("a class that the test part lacks", ErrorCode::ClassesDisagree, "is in training, but not in test",
        [](TrainPlan&, DataSet& d) {
            d.hasGivenTest = true;
            auto samples = std::make_shared<std::vector<Sample>>(*d.samples);
            for (Sample& sample : *samples) {
                const bool isLast = static_cast<std::size_t>(sample.label) + 1 == d.classNames.size();
                sample.part = sample.part == Part::Test && isLast ? Part::Training : sample.part;
            }
            d.samples = samples;
        });
    row("no training", ErrorCode::SplitEmpty, "training",
        [](TrainPlan&, DataSet& d) { moveParts(d, Part::Training, Part::Test); });
    row("no validation", ErrorCode::SplitEmpty, "validation",
        [](TrainPlan&, DataSet& d) { moveParts(d, Part::Validation, Part::Test); });
    row("probe outside", invalid, "probes", [](TrainPlan& p, DataSet&) { p.probes[0] = 10'000; });
    row("probe negative", invalid, "probes", [](TrainPlan& p, DataSet&) { p.probes[0] = -1; });
    row("image size", graph, "12 x 12 x 3", [](TrainPlan&, DataSet& d) { d.size.width = 20; });
    row("outputs", graph, "4 outputs", [](TrainPlan& p, DataSet&) {
        std::get<LinearLayer>(p.network.nodes[p.network.nodes.size() - 2].layer).outFeatures = 4;
    });
    row("broken graph", graph, "nodes", [](TrainPlan& p, DataSet&) { p.network.nodes.clear(); });
    row("input too small", ErrorCode::InputTooSmall, "13", [](TrainPlan& p, DataSet&) { p.network.minimumSide = 13; });
    row("no groups", invalid, "none matches", [](TrainPlan& p, DataSet&) { p.groups.clear(); });
    row("NaN in group", invalid, "groups", [=](TrainPlan& p, DataSet&) { p.groups.back().learningRate = notANumber; });
    row("negative decay", invalid, "groups", [](TrainPlan& p, DataSet&) { p.groups.back().weightDecay = -1; });
    row("group momentum", invalid, "groups", [](TrainPlan& p, DataSet&) { p.groups.back().momentum = 1; });
    row("NaN end", invalid, "groups", [=](TrainPlan& p, DataSet&) { p.groups.back().endsAtEpoch = notANumber; });
    row("Muon for a bias", invalid, "Muon", [](TrainPlan& p, DataSet&) { p.groups.back().rule = UpdateRule::Muon; });
}

void TstTrainPlan::refusesBadPlan()
{
    QFETCH(Change, change);
    QFETCH(ErrorCode, code);
    QFETCH(QString, word);
    DataSet set = smallSet();
    TrainPlan plan = *makePlan(smallSettings(), set);
    change(plan, set);
    const Result<void> checked = validatePlan(plan, set);
    QVERIFY(!checked);
    QCOMPARE(checked.error().code, code);
    const QString detail = QString::fromStdString(checked.error().detail);
    QVERIFY2(detail.contains(word), qPrintable(detail));
}

void TstTrainPlan::beginsSmallerWhereTheNetworkCan()
{
    const DataSet set = makeStripesDataSet(3, 8, {32, 32, 3});
    TrainSettings settings = smallSettings();
    settings.firstScale = 0.5;
    TrainPlan plan = *makePlan(settings, set);
    QCOMPARE(plan.settings.firstScale, 0.5);
    QVERIFY(static_cast<bool>(validatePlan(plan, set)));
    settings.network = "notebook-cnn"; // its dense layer has a fixed number of inputs
    plan = *makePlan(settings, set);
    QCOMPARE(plan.settings.firstScale, 1.0);
    plan.settings.firstScale = 0.5; // a stored plan may still say so
    const Result<void> checked = validatePlan(plan, set);
    QVERIFY(!checked);
    QCOMPARE(checked.error().code, ErrorCode::SettingInvalid);
    QVERIFY(checked.error().detail.find("firstScale: the network does not take images of 16 x 16") == 0);
}

SACCADE_TEST(tst_train_plan, TstTrainPlan)

#include "tst_train_plan.moc"
