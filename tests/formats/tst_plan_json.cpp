#include "engine/formats/plan_json.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include "engine/base/random.h"
#include "engine/network/families.h"
#include "tests/support/memory_store.h"
#include "tests/test_registry.h"

using namespace saccade;
using nlohmann::json;

namespace {

TrainPlan examplePlan(const std::string& network = "speed-net")
{
    TrainPlan plan;
    plan.preset = "quick";
    plan.settings.network = network;
    plan.settings.learningRate = 0.1;
    plan.settings.epochs = 2.5;
    plan.settings.precision = Precision::Bf16;
    plan.data = {"stripes",
                 "/tmp/gr\xc3\xbc\xc3\x9f"
                 "e",
                 "abc",
                 {"a", "b"},
                 {32, 32, 3},
                 ResizeMode::Crop,
                 {},
                 {}};
    plan.network = *buildNetwork(network, {{32, 32, 3}, 2, {{0.1, 0.2, 0.3}, {0.4, 0.5, 0.6}}});
    plan.groups = optimiserGroups(plan.settings, plan.network);
    plan.probes = {3, 1, 4};
    return plan;
}

/// Every place in a JSON value, as pointers.
void collect(const json& value, const json::json_pointer& place, std::vector<json::json_pointer>& places)
{
    places.push_back(place);
    if (value.is_object()) {
        for (const auto& item : value.items()) {
            collect(item.value(), place / item.key(), places);
        }
    } else if (value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i) {
            collect(value[i], place / i, places);
        }
    }
}

} // namespace

class TstPlanJson : public QObject
{
    Q_OBJECT

private slots:
    void roundTrip_data();
    void roundTrip();
    void graphWithEveryLayer();
    void namesThatAreNotUtf8();
    void infinityIsAlways();
    void missingSettingsKeepTheirDefault();
    void membersOfLaterReleasesMayBeMissing();
    void olderPlansAugmentAsTheyDid();
    void plansWithoutResizeMeanSquash();
    void faults_data();
    void faults();
    void wrongTypesEverywhere();
    void hostileTexts_data();
    void hostileTexts();
    void flippedBytesNeverCrash();
};

void TstPlanJson::roundTrip_data()
{
    QTest::addColumn<QString>("network");
    for (const NetworkFamily& family : networkFamilies()) {
        QTest::newRow(family.name.c_str()) << QString::fromStdString(family.name);
    }
}

void TstPlanJson::roundTrip()
{
    QFETCH(QString, network);
    const TrainPlan plan = examplePlan(network.toStdString());
    const Result<TrainPlan> read = decodePlan(encodePlan(plan));
    QVERIFY2(read.hasValue(), read ? "" : read.error().detail.c_str());
    QVERIFY(*read == plan);
}

void TstPlanJson::graphWithEveryLayer()
{
    Conv2dLayer conv;
    conv.outChannels = 4;
    conv.padding = 1;
    conv.weight = {Initialiser::Dirac, 1.5};
    LinearLayer linear;
    linear.outFeatures = 3;
    LayerGraph graph;
    graph.nodes = {{"in", InputLayer{{8, 8, 3}, {}}, {}},
                   {"conv", conv, {0}},
                   {"norm", BatchNormLayer{}, {1}},
                   {"gelu", ActivationLayer{Activation::Gelu}, {2}},
                   {"silu", ActivationLayer{Activation::Silu}, {3}},
                   {"sum", AddLayer{}, {2, 4}},
                   {"relu", ActivationLayer{}, {5}},
                   {"max", PoolLayer{}, {6}},
                   {"mean", PoolLayer{Pooling::Average, 2, 1, 1}, {7}},
                   {"drop", DropoutLayer{0.25}, {8}},
                   {"flat", FlattenLayer{}, {9}},
                   {"head", linear, {10}},
                   {"scale", ScaleLayer{1.0 / 9}, {11}}};
    const Result<LayerGraph> read = decodeGraph(encodeGraph(graph));
    QVERIFY2(read.hasValue(), read ? "" : read.error().detail.c_str());
    QVERIFY(*read == graph);
}

void TstPlanJson::namesThatAreNotUtf8()
{
    TrainPlan plan = examplePlan();
    plan.data.source = "/data/\xff\xfe\n";
    plan.data.classNames = {"a\xc3", "b"};
    const Result<TrainPlan> read = decodePlan(encodePlan(plan));
    QVERIFY(read.hasValue());
    QVERIFY(*read == plan);
}

void TstPlanJson::infinityIsAlways()
{
    json value = json::parse(encodePlan(examplePlan("notebook-cnn")));
    QCOMPARE(value["groups"][0]["endsAtEpoch"].get<std::string>(), std::string("always"));
    value["groups"][0]["endsAtEpoch"] = nullptr;
    const Result<TrainPlan> read = decodePlan(value.dump());
    QVERIFY(read.hasValue());
    QCOMPARE(read->groups[0].endsAtEpoch, kAlways);
}

void TstPlanJson::missingSettingsKeepTheirDefault()
{
    json value = json::parse(encodePlan(examplePlan()));
    value["settings"].erase("momentum");
    const Result<TrainPlan> read = decodePlan(value.dump());
    QVERIFY(read.hasValue());
    QCOMPARE(read->settings.momentum, TrainSettings().momentum);
}

/// plan.json of the first release: no padding of pools, no width.
void TstPlanJson::membersOfLaterReleasesMayBeMissing()
{
    const TrainPlan plan = examplePlan("notebook-cnn");
    json value = json::parse(encodePlan(plan));
    value["settings"].erase("width");
    for (json& node : value["network"]["nodes"]) {
        if (node["layer"] == "max_pool") {
            QCOMPARE(node.erase("padding"), std::size_t{1});
        }
    }
    const Result<TrainPlan> read = decodePlan(value.dump());
    QVERIFY2(read.hasValue(), read ? "" : read.error().detail.c_str());
    QVERIFY(*read == plan);
}

void TstPlanJson::olderPlansAugmentAsTheyDid()
{
    // The augmentation's members of the first version of the file; every later kind is off.
    TrainPlan plan = examplePlan();
    plan.settings.augmentation = {FlipMode::Alternating, 4, 8};
    json value = json::parse(encodePlan(plan));
    AugmentationSettings later;
    for (const Field& field : fields(later)) {
        if (field.info.name != "flip" && field.info.name != "translate" && field.info.name != "cutout") {
            QCOMPARE(value["settings"].erase(field.info.name), std::size_t{1});
        }
    }
    const Result<TrainPlan> read = decodePlan(value.dump());
    QVERIFY(read.hasValue());
    QVERIFY(read->settings.augmentation == (AugmentationSettings{FlipMode::Alternating, 4, 8}));
    const AugmentationDraw draw = drawAugmentation(read->settings.augmentation, {32, 32, 3}, 1, 0, 0);
    QVERIFY(draw.operations.empty() && draw.crop.width == 0 && draw.erased.width == 0);
}

void TstPlanJson::plansWithoutResizeMeanSquash()
{
    json value = json::parse(encodePlan(examplePlan()));
    QCOMPARE(value["data"]["resize"].get<std::string>(), std::string("crop"));
    value["data"].erase("resize");
    const Result<TrainPlan> read = decodePlan(value.dump());
    QVERIFY(read.hasValue());
    QVERIFY(read->data.resize == ResizeMode::Squash);
}

void TstPlanJson::faults_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char* name, const char* pointer, const char* value, const char* code,
                        const char* detail) {
        QTest::newRow(name) << QString::fromLatin1(pointer) << QString::fromLatin1(value) << QString::fromLatin1(code)
                            << QString::fromLatin1(detail);
    };
    row("unknown setting", "/settings/learningrate", "1", "setting_unknown", "nearest: learningRate");
    row("unknown resize", "/data/resize", "\"squish\"", "format_invalid", "nearest: squash");
    row("unknown member", "/probe", "1", "setting_unknown", "nearest: probes");
    row("unknown in a group", "/groups/0/momentun", "1", "setting_unknown", "nearest: momentum");
    row("setting of a wrong kind", "/settings/epochs", "\"two\"", "setting_invalid", "epochs");
    row("setting is a list", "/settings/epochs", "[]", "setting_invalid", "epochs");
    row("setting out of range", "/settings/batchSize", "-5", "setting_invalid", "batchSize");
    row("setting huge", "/settings/batchSize", "18446744073709551615", "setting_invalid", "batchSize");
    row("setting unknown choice", "/settings/schedule", "\"steps\"", "setting_invalid", "onecycle");
    row("newer version", "/formatVersion", "2", "format_too_new", "version 2");
    row("version of a wrong kind", "/formatVersion", "\"1\"", "format_invalid", "formatVersion");
    row("version zero", "/formatVersion", "0", "format_invalid", "formatVersion");
    row("unknown layer", "/network/nodes/1/layer", "\"conv2\"", "format_invalid", "nearest: conv2d");
    row("unknown initialiser", "/network/nodes/1/weight/initialiser", "\"zero\"", "format_invalid", "nearest: zeros");
    row("node reads a later one", "/network/nodes/1/inputs", "[7]", "graph_invalid", "");
    row("node reads nothing there", "/network/nodes/1/inputs", "[-1]", "graph_invalid", "");
    row("no node", "/network/nodes", "[]", "graph_invalid", "");
    row("huge layer", "/network/nodes/1/outChannels", "2147483647", "graph_invalid", "");
    row("number beyond int", "/network/nodes/1/outChannels", "2147483648", "format_invalid", "outChannels");
    row("class names", "/data/classNames/1", "5", "format_invalid", "data.classNames[1]");
}

void TstPlanJson::faults()
{
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    QFETCH(QString, code);
    QFETCH(QString, detail);
    json plan = json::parse(encodePlan(examplePlan()));
    plan[json::json_pointer(pointer.toStdString())] = json::parse(value.toStdString());
    const Result<TrainPlan> read = decodePlan(plan.dump());
    QVERIFY(!read.hasValue());
    QCOMPARE(QString::fromLatin1(errorCodeName(read.error().code)), code);
    QVERIFY2(QString::fromStdString(read.error().detail).contains(detail), read.error().detail.c_str());
}

void TstPlanJson::wrongTypesEverywhere()
{
    const json plan = json::parse(encodePlan(examplePlan("notebook-cnn")));
    std::vector<json::json_pointer> places;
    collect(plan, json::json_pointer(), places);
    const std::vector<json> strangers{nullptr,
                                      true,
                                      -1,
                                      1e300,
                                      "text",
                                      json::array(),
                                      json::object(),
                                      json::array({json::array({1})}),
                                      json{{"bytes", "zz"}}};
    int refused = 0;
    for (const json::json_pointer& place : places) {
        for (const json& stranger : strangers) {
            json changed = plan;
            changed[place] = stranger;
            refused += decodePlan(changed.dump()).hasValue() ? 0 : 1;
        }
        if (!place.empty() && plan.at(place.parent_pointer()).is_object()) {
            json changed = plan;
            changed.at(place.parent_pointer()).erase(place.back());
            (void)decodePlan(changed.dump()).hasValue();
        }
    }
    QVERIFY(refused > static_cast<int>(places.size() * strangers.size() * 3 / 4));
}

void TstPlanJson::hostileTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray good = QByteArray::fromStdString(encodePlan(examplePlan()));
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("deep lists") << QByteArray(1'000'000, '[');
    QTest::newRow("deep objects") << QByteArray("{\"a\":").repeated(200'000);
    QTest::newRow("huge number") << QByteArray("{\"formatVersion\":1e999999}");
    QTest::newRow("long number") << "{\"formatVersion\":" + QByteArray(100'000, '9') + "}";
    QTest::newRow("not UTF-8") << QByteArray("{\"formatVersion\":1,\"\xc3\x28\":1}");
    QTest::newRow("a null byte") << QByteArray("{\"formatVersion\"\0:1}", 20);
    QTest::newRow("lone surrogate") << QByteArray("{\"formatVersion\":1,\"\\ud800\":1}");
    QTest::newRow("comment") << "/* */" + good;
    QTest::newRow("twice") << good + good;
    QTest::newRow("too large") << good + QByteArray(17 << 20, ' ');
    QTest::newRow("duplicate key") << QByteArray("{\"formatVersion\":1,\"formatVersion\":1}");
    QTest::newRow("NaN") << QByteArray("{\"formatVersion\":NaN}");
    QTest::newRow("list") << QByteArray("[]");
    QTest::newRow("many values") << "[" + QByteArray("0,").repeated(5'000'000) + "0]";
}

void TstPlanJson::hostileTexts()
{
    QFETCH(QByteArray, text);
    const std::string_view view(text.constData(), static_cast<std::size_t>(text.size()));
    const Result<TrainPlan> plan = decodePlan(view);
    QVERIFY(!plan.hasValue());
    QCOMPARE(plan.error().code, ErrorCode::FormatInvalid);
    const Result<LayerGraph> graph = decodeGraph(view);
    QVERIFY(!graph.hasValue());
}

void TstPlanJson::flippedBytesNeverCrash()
{
    const std::string whole = encodePlan(examplePlan("notebook-cnn"));
    RandomStream random(1, "flips");
    int read = 0;
    for (int i = 0; i < 400; ++i) {
        std::string text = whole;
        const auto place = static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(text.size()) - 1));
        text[place] = static_cast<char>(random.integer(0, 255));
        read += decodePlan(text).hasValue() ? 1 : 0;
        read += decodePlan(std::string_view(whole).substr(0, place)).hasValue() ? 1000 : 0;
    }
    QVERIFY(read < 400); // a changed digit may well be a plan, a truncated file never is
}

SACCADE_TEST(tst_plan_json, TstPlanJson)
#include "tst_plan_json.moc"
