#include <QTest>
#include <limits>
#include <set>

#include "engine/training/events.h"
#include "engine/training/train_settings.h"
#include "tests/test_registry.h"

using namespace saccade;

class TstTrainSettings final : public QObject
{
    Q_OBJECT

private slots:
    void declaresEveryField();
    void writesThroughFields();
    void takesDefaults();
    void refusesValue_data();
    void refusesValue();
    void refusesNotANumber();
    void namesNearest();
    void namesEndReasons();
};

void TstTrainSettings::declaresEveryField()
{
    TrainSettings settings;
    std::vector<std::string> groups;
    std::set<std::string> names;
    for (const Field& field : fields(settings)) {
        QVERIFY2(names.insert(field.info.name).second, field.info.name.c_str());
        if (groups.empty() || groups.back() != field.info.group) {
            groups.push_back(field.info.group);
        }
    }
    QCOMPARE(names.size(), std::size_t{55});
    const std::vector<std::string> expected{"network",
                                            "optimiser",
                                            "schedule",
                                            "stopping",
                                            "classes",
                                            "augmentation",
                                            "augmentation.shape",
                                            "augmentation.colour",
                                            "augmentation.cover",
                                            "augmentation.policy",
                                            "augmentation.mix",
                                            "repeatability",
                                            "hardware"};
    QVERIFY(groups == expected);
}

void TstTrainSettings::writesThroughFields()
{
    TrainSettings settings;
    std::vector<Field> list = fields(settings);
    const auto set = [&list](const char* name, const char* text) {
        return setFieldFromText(**findField(list, name), text).hasValue();
    };
    QVERIFY(set("learningRate", "0.5") && set("schedule", "onecycle") && set("optimiser", "adamw"));
    QVERIFY(set("precision", "bf16") && set("device", "cuda:1") && set("translate", "4") && set("seed", "7"));
    QCOMPARE(settings.learningRate, 0.5);
    QCOMPARE(settings.schedule, ScheduleShape::OneCycle);
    QCOMPARE(settings.optimiser, OptimiserKind::AdamW);
    QCOMPARE(settings.precision, Precision::Bf16);
    QCOMPARE(settings.device, std::string("cuda:1"));
    QCOMPARE(settings.augmentation.translate, 4);
    QCOMPARE(settings.seed, std::uint64_t{7});
}

void TstTrainSettings::takesDefaults()
{
    QVERIFY(validateSettings(TrainSettings{}));
}

void TstTrainSettings::refusesValue_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("text");
    const std::pair<const char*, const char*> rows[] = {
        {"batchSize", "-5"},      {"batchSize", "0"},        {"batchSize", "2.5"},     {"learningRate", "0"},
        {"learningRate", "-1"},   {"learningRate", "nan"},   {"momentum", "1"},        {"labelSmoothing", "1"},
        {"epochs", "0"},          {"epochs", "inf"},         {"warmUp", "0.95"},       {"finalRate", "1.5"},
        {"validateEvery", "0"},   {"validationShare", "1"},  {"schedule", "wobbly"},   {"optimiser", "muonn"},
        {"precision", "fp16"},    {"replicas", "-1"},        {"loaderThreads", "99"},  {"seed", "-1"},
        {"normalise", "somehow"}, {"weightDecay", "-0.1"},   {"width", "0"},           {"width", "17"},
        {"clipNorm", "-1"},       {"clipNorm", "inf"},       {"averageDecay", "1"},    {"averageDecay", "-0.1"},
        {"patience", "-1"},       {"patience", "1.5"},       {"accumulate", "0"},      {"accumulate", "999"},
        {"dropout", "1"},         {"dropout", "nan"},        {"stepEvery", "0"},       {"stepFactor", "0"},
        {"stepFactor", "1.1"},    {"plateauPatience", "0"},  {"classWeights", "even"}, {"sampling", "half"},
        {"hue", "0.6"},           {"rotate", "181"},         {"cropSmallest", "0"},    {"policy", "autoaugment"},
        {"policyNumber", "0"},    {"policyMagnitude", "31"}, {"blur", "1.1"},          {"erase", "-0.1"},
        {"mixup", "-1"},          {"cutmix", "5"},           {"firstScale", "0.2"},    {"firstScale", "1.5"},
        {"fullSizeFrom", "-0.1"}, {"fullSizeFrom", "nan"},
    };
    for (const auto& [name, text] : rows) {
        QTest::addRow("%s=%s", name, text) << QString(name) << QString(text);
    }
}

void TstTrainSettings::refusesValue()
{
    QFETCH(QString, name);
    QFETCH(QString, text);
    TrainSettings settings;
    std::vector<Field> list = fields(settings);
    const Result<void> set = setFieldFromText(**findField(list, name.toStdString()), text.toStdString());
    QVERIFY(!set);
    QCOMPARE(set.error().code, ErrorCode::SettingInvalid);
    QVERIFY(set.error().detail.starts_with(name.toStdString()));
    QVERIFY(settings == TrainSettings{});
}

void TstTrainSettings::refusesNotANumber()
{
    const double notANumber = std::numeric_limits<double>::quiet_NaN();
    double TrainSettings::*const members[] = {
        &TrainSettings::width,          &TrainSettings::learningRate,  &TrainSettings::biasRate,
        &TrainSettings::headRate,       &TrainSettings::momentum,      &TrainSettings::weightDecay,
        &TrainSettings::labelSmoothing, &TrainSettings::epochs,        &TrainSettings::warmUp,
        &TrainSettings::finalRate,      &TrainSettings::validateEvery, &TrainSettings::validationShare,
        &TrainSettings::clipNorm,       &TrainSettings::averageDecay,  &TrainSettings::dropout,
        &TrainSettings::stepEvery,      &TrainSettings::stepFactor,    &TrainSettings::firstScale,
        &TrainSettings::fullSizeFrom};
    for (double TrainSettings::*const member : members) {
        TrainSettings settings;
        settings.*member = notANumber;
        QVERIFY(!validateSettings(settings));
    }
    for (const char* device : {"", "gpu", "cuda", "cuda:", "cuda:x", "cuda:1 ", "cuda:12345", "CPU"}) {
        TrainSettings settings;
        settings.device = device;
        QVERIFY2(!validateSettings(settings), device);
    }
    TrainSettings settings;
    settings.seed = std::numeric_limits<std::uint64_t>::max();
    QVERIFY(!validateSettings(settings));
}

void TstTrainSettings::namesNearest()
{
    TrainSettings settings;
    settings.network = "notebok-cnn";
    const Result<void> network = validateSettings(settings);
    QCOMPARE(network.error().code, ErrorCode::NetworkUnknown);
    QVERIFY(network.error().detail.find("nearest: notebook-cnn") != std::string::npos);

    std::vector<Field> list = fields(settings);
    const Result<Field*> field = findField(list, "lerningRate");
    QCOMPARE(field.error().code, ErrorCode::SettingUnknown);
    QVERIFY(field.error().detail.find("nearest: learningRate") != std::string::npos);
}

void TstTrainSettings::namesEndReasons()
{
    QCOMPARE(std::string(endReasonName(EndReason::Completed)), std::string("completed"));
    QCOMPARE(std::string(endReasonName(EndReason::Stopped)), std::string("stopped"));
    QCOMPARE(std::string(endReasonName(EndReason::Diverged)), std::string("diverged"));
    QCOMPARE(std::string(endReasonName(EndReason::Failed)), std::string("failed"));
    QCOMPARE(std::string(endReasonName(EndReason::EarlyStopped)), std::string("early_stopped"));
}

SACCADE_TEST(tst_train_settings, TstTrainSettings)

#include "tst_train_settings.moc"
