#include "engine/formats/graph_file.h"

#include <QTest>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/base/atomic_file.h"
#include "engine/base/random.h"
#include "engine/data/split.h"
#include "engine/network/families.h"
#include "tests/support/memory_store.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;
using nlohmann::json;

namespace {

LayerGraph exampleGraph(const std::string& family = "resnet-20", int classes = 3, ImageSize size = {8, 8, 3})
{
    return *buildNetwork(family, {size, classes, {{0.1, 0.2, 0.3}, {0.4, 0.5, 0.6}}, 0.5});
}

QByteArray text(const std::string& value)
{
    return QByteArray::fromStdString(value);
}

} // namespace

class TstGraphFile : public QObject
{
    Q_OBJECT

private slots:
    void roundTrip_data();
    void roundTrip();
    void takesTheGraphOfAPlan();
    void plansAUsersOwnGraph();
    void refusesWhatDoesNotFit_data();
    void refusesWhatDoesNotFit();
    void faults_data();
    void faults();
    void hostileFiles_data();
    void hostileFiles();
    void changedBytesNeverCrash();
};

void TstGraphFile::roundTrip_data()
{
    QTest::addColumn<QString>("family");
    for (const NetworkFamily& family : networkFamilies()) {
        QTest::newRow(family.name.c_str()) << QString::fromStdString(family.name);
    }
}

void TstGraphFile::roundTrip()
{
    QFETCH(QString, family);
    const TemporaryFolder folder;
    const LayerGraph graph = exampleGraph(family.toStdString(), 7, {32, 32, 1});
    QVERIFY(writeGraphFile(folder.path() / "net.json", graph));
    const Result<LayerGraph> read = readGraphFile(folder.path() / "net.json");
    QVERIFY2(read.hasValue(), read ? "" : read.error().detail.c_str());
    QVERIFY(*read == graph);
}

void TstGraphFile::takesTheGraphOfAPlan()
{
    json value = json::parse(encodeGraphFile(exampleGraph()));
    QCOMPARE(value.erase("formatVersion"), std::size_t{1});
    const Result<LayerGraph> read = decodeGraphFile(value.dump());
    QVERIFY(read);
    QVERIFY(*read == exampleGraph());
}

/// Everything that a plan finds out about a network, it finds out about this one, too.
void TstGraphFile::plansAUsersOwnGraph()
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "own.json";
    LayerGraph own = exampleGraph();
    own.family.clear();
    QVERIFY(writeGraphFile(path, own));
    TrainSettings settings;
    settings.network = path.string();
    settings.batchSize = 20;
    settings.normalise = NormaliseKind::Unit;
    const DataSet set = withSplit(makeStripesDataSet(3, 40, {8, 8, 3}), {});
    const Result<TrainPlan> plan = planFor(settings, set);
    QVERIFY2(plan.hasValue(), plan ? "" : plan.error().detail.c_str());
    const Result<void> valid = validatePlan(*plan, set);
    QVERIFY2(valid.hasValue(), valid ? "" : valid.error().detail.c_str());
    QVERIFY(plan->network.input().normalisation == Normalisation()); // the settings' own, not the file's
    QVERIFY(plan->network.nodes.back() == own.nodes.back());
    // Muon for the inner convolutions, found from the graph.
    QCOMPARE(plan->groups[static_cast<std::size_t>(matchGroup(plan->groups, "layer1.0.conv1.weight"))].rule,
             UpdateRule::Muon);
    QCOMPARE(plan->groups[static_cast<std::size_t>(matchGroup(plan->groups, "conv1.weight"))].rule, UpdateRule::Sgd);
    QVERIFY(!plan->probes.empty());

    settings.width = 2;
    QCOMPARE(planFor(settings, set).error().code, ErrorCode::SettingInvalid);
    settings.width = 1;
    QCOMPARE(makePlan(settings, set).error().code, ErrorCode::NetworkUnknown); // nobody read the file
    std::filesystem::remove(path);
    QCOMPARE(planFor(settings, set).error().code, ErrorCode::FileNotFound);
}

void TstGraphFile::refusesWhatDoesNotFit_data()
{
    QTest::addColumn<int>("classes");
    QTest::addColumn<int>("side");
    QTest::addColumn<int>("channels");
    QTest::addColumn<QString>("words");
    QTest::newRow("classes") << 4 << 8 << 3 << "4 outputs for 3 classes";
    QTest::newRow("sides") << 3 << 9 << 3 << "images of 9 x 9 x 3";
    QTest::newRow("channels") << 3 << 8 << 1 << "images of 8 x 8 x 1";
}

void TstGraphFile::refusesWhatDoesNotFit()
{
    QFETCH(int, classes);
    QFETCH(int, side);
    QFETCH(int, channels);
    QFETCH(QString, words);
    const TemporaryFolder folder;
    TrainSettings settings;
    settings.network = (folder.path() / "own.json").string();
    settings.batchSize = 20;
    QVERIFY(writeGraphFile(settings.network, exampleGraph("resnet-20", classes, {side, side, channels})));
    const DataSet set = withSplit(makeStripesDataSet(3, 40, {8, 8, 3}), {});
    const Result<TrainPlan> plan = planFor(settings, set);
    QVERIFY(plan);
    const Result<void> valid = validatePlan(*plan, set);
    QVERIFY(!valid);
    QCOMPARE(valid.error().code, ErrorCode::GraphInvalid);
    QVERIFY2(text(valid.error().detail).contains(words.toLatin1()), valid.error().detail.c_str());
}

void TstGraphFile::faults_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("words");
    const auto row = [](const char* name, const char* pointer, const char* value, const char* code, const char* words) {
        QTest::newRow(name) << QString(pointer) << QString(value) << QString(code) << QString(words);
    };
    row("newer version", "/formatVersion", "2", "format_too_new", "version 2");
    row("version of a wrong kind", "/formatVersion", "\"1\"", "format_invalid", "formatVersion");
    row("version zero", "/formatVersion", "0", "format_invalid", "formatVersion");
    row("unknown member", "/nodez", "[]", "setting_unknown", "nearest: nodes");
    row("unknown layer", "/nodes/1/layer", "\"conv3d\"", "format_invalid", "nearest: conv2d");
    row("unknown attribute", "/nodes/1/dilation", "2", "setting_unknown", "nodes[1].dilation");
    row("a cycle", "/nodes/2/inputs", "[5]", "graph_invalid", "node bn1");
    row("reads itself", "/nodes/2/inputs", "[2]", "graph_invalid", "node bn1");
    row("a branch that leads nowhere", "/nodes/2/inputs", "[0]", "graph_invalid", "node conv1");
    row("stride zero", "/nodes/1/stride", "0", "graph_invalid", "stride");
    row("kernel negative", "/nodes/1/kernel", "-3", "graph_invalid", "kernel");
    row("padding beyond the kernel", "/nodes/1/padding", "1000000", "graph_invalid", "padding");
    row("a billion channels", "/nodes/1/outChannels", "1000000000", "graph_invalid", "outChannels");
    row("a tensor too large", "/nodes/1/outChannels", "1048576", "graph_invalid", "");
    row("images too large", "/nodes/0/size/height", "1000000", "graph_invalid", "sides");
    row("epsilon below zero", "/nodes/2/epsilon", "-1", "graph_invalid", "epsilon");
    row("epsilon without end", "/nodes/2/epsilon", "1e400", "format_invalid", "");
    row("deviation zero", "/nodes/0/normalisation/deviation/1", "0", "graph_invalid", "deviations");
    row("whitening in the middle", "/nodes/4/weight/initialiser", "\"whitening\"", "graph_invalid", "");
}

void TstGraphFile::faults()
{
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    QFETCH(QString, code);
    QFETCH(QString, words);
    json graph = json::parse(encodeGraphFile(exampleGraph()));
    // Put in as text: some of these numbers no JSON value can hold.
    graph[json::json_pointer(pointer.toStdString())] = "@here@";
    const QByteArray changed = text(graph.dump()).replace("\"@here@\"", value.toLatin1());
    const Result<LayerGraph> read = decodeGraphFile(changed.toStdString());
    QVERIFY(!read.hasValue());
    QCOMPARE(QString::fromLatin1(errorCodeName(read.error().code)), code);
    QVERIFY2(text(read.error().detail).contains(words.toLatin1()), read.error().detail.c_str());
}

void TstGraphFile::hostileFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n");
    QTest::newRow("zeros") << QByteArray(1000, '\0');
    QTest::newRow("deep") << QByteArray(1'000'000, '[');
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("no member") << QByteArray("{}");
    QTest::newRow("too many nodes") << "{\"family\":\"\",\"minimumSide\":1,\"nodes\":[" +
                                           QByteArray("{},").repeated(100'000) + "{}]}";
    QTest::newRow("too large") << text(encodeGraphFile(exampleGraph())) + QByteArray(17 << 20, ' ');
    QTest::newRow("torn") << text(encodeGraphFile(exampleGraph())).chopped(3);
}

void TstGraphFile::hostileFiles()
{
    QFETCH(QByteArray, bytes);
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "net.json";
    std::ofstream(path, std::ios::binary).write(bytes.constData(), bytes.size());
    const Result<LayerGraph> read = readGraphFile(path);
    QVERIFY(!read.hasValue());
    QVERIFY(read.error().path == path);
    QVERIFY(!readGraphFile(folder.path()).hasValue());
    QVERIFY(!readGraphFile("/dev/zero").hasValue());
}

void TstGraphFile::changedBytesNeverCrash()
{
    const std::string whole = encodeGraphFile(exampleGraph());
    RandomStream random(1, "graph bytes");
    for (int i = 0; i < 500; ++i) {
        std::string changed = whole;
        const auto place = static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(changed.size()) - 1));
        changed[place] = static_cast<char>(random.integer(0, 255));
        if (const Result<LayerGraph> read = decodeGraphFile(changed)) {
            QVERIFY(summarise(*read)); // what is read is sound
        }
    }
}

SACCADE_TEST(tst_graph_file, TstGraphFile)
#include "tst_graph_file.moc"
