#include "engine/formats/model_files.h"

#include <QTest>
#include <limits>

#include "engine/base/atomic_file.h"
#include "engine/formats/pt_writer.h"
#include "engine/formats/safetensors.h"
#include "engine/network/initialise.h"
#include "tests/network/graph_fixtures.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

PortableModel exampleModel()
{
    PortableModel model;
    model.title = "a run";
    model.network = tinyGraph();
    model.tensors = *initialiseParameters(model.network, 1, {});
    model.classNames = {"cat", "Hund", "\xff"};
    model.resize = ResizeMode::Crop;
    model.temperature = 1.5;
    model.rejectThreshold = 0.25;
    return model;
}

std::string replaced(const std::string& part, const std::string& by)
{
    std::string text = encodeModelDescription(exampleModel());
    const std::size_t at = text.find(part);
    return at == std::string::npos ? std::string() : text.replace(at, part.size(), by);
}

} // namespace

class TstModelFiles : public QObject
{
    Q_OBJECT

private slots:
    void pairsComeBack_data();
    void pairsComeBack();
    void refusedDescriptions_data();
    void refusedDescriptions();
    void refusedPairs();
    void countersOfPyTorchAreNoFault();
};

void TstModelFiles::pairsComeBack_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("safetensors") << QByteArray("m.safetensors");
    QTest::newRow("pt") << QByteArray("m.pt");
}

void TstModelFiles::pairsComeBack()
{
    QFETCH(QByteArray, file);
    const TemporaryFolder folder;
    const auto path = folder.path() / file.toStdString();
    PortableModel model = exampleModel();
    QVERIFY(saveModel(path, model).hasValue());
    QVERIFY(std::filesystem::exists(folder.path() / "m.json"));
    const Result<PortableModel> read = loadModel(path);
    QVERIFY2(read.hasValue(), read ? "" : read.error().detail.c_str());
    QCOMPARE(read->title, model.title);
    QVERIFY(read->tensors == model.tensors);
    QVERIFY(read->classNames == model.classNames);
    QVERIFY(*read == model);
    model.rejectThreshold.reset();
    QVERIFY(saveModel(path, model).hasValue());
    QVERIFY(*loadModel(path) == model);
    model.tensors.begin()->second.values.front() = std::numeric_limits<float>::infinity();
    QVERIFY(saveModel(path, model).hasValue());
    const Result<PortableModel> unsound = loadModel(path);
    QVERIFY(!unsound.hasValue());
    QVERIFY(unsound.error().detail.find("no finite numbers") != std::string::npos);
}

void TstModelFiles::refusedDescriptions_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("rule");
    const auto row = [](const char* name, const std::string& text, const char* rule) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(rule);
    };
    row("no JSON", "{", "not JSON");
    row("no object", "[]", "no object");
    row("no version", replaced("\"formatVersion\": 1", "\"formatVersion\": \"1\""), "formatVersion");
    row("newer", replaced("\"formatVersion\": 1", "\"formatVersion\": 2"), "version 2");
    row("no title", replaced("\"title\"", "\"name\""), "title is missing");
    row("title is a number", replaced("\"a run\"", "7"), "");
    row("a member more", replaced("\"title\"", "\"more\": 1, \"title\""), "besides its four");
    row("no contract", replaced("\"contract\"", "\"kontract\""), "contract is missing");
    row("temperature", replaced("\"temperature\": 1.5", "\"temperature\": 0"), "temperature");
    row("threshold", replaced("\"rejectThreshold\": 0.25", "\"rejectThreshold\": 1.5"), "from 0 to 1");
    row("no threshold", replaced("\"rejectThreshold\": 0.25,", ""), "rejectThreshold is missing");
    row("resize", replaced("\"crop\"", "\"crap\""), "crap");
    row("class too few", replaced("\"cat\",", ""), "classes");
    row("size disagrees", replaced("\"height\": 4", "\"height\": 5"), "disagrees");
    row("deviation disagrees", replaced("\"deviation\": [\n      1.0\n    ]", "\"deviation\": [\n      2.0\n    ]"),
        "disagrees");
    row("unknown in contract", replaced("\"temperature\"", "\"warmth\": 1, \"temperature\""), "warmth");
    row("graph", replaced("\"conv2d\"", "\"conv9d\""), "conv9d");
}

void TstModelFiles::refusedDescriptions()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, rule);
    QVERIFY(!text.isEmpty());
    const Result<PortableModel> read = decodeModelDescription(text.toStdString());
    QVERIFY(!read.hasValue());
    QVERIFY2(QByteArray::fromStdString(read.error().detail).contains(rule), read.error().detail.c_str());
}

void TstModelFiles::refusedPairs()
{
    const TemporaryFolder folder;
    PortableModel model = exampleModel();
    QCOMPARE(saveModel(folder.path() / "m.onnx", model).error().code, ErrorCode::SettingInvalid);
    QCOMPARE(loadModel(folder.path() / "m.onnx").error().code, ErrorCode::SettingInvalid);
    QCOMPARE(loadModel(folder.path() / "m.pt").error().code, ErrorCode::FileNotFound);
    QCOMPARE(loadModel(folder.path() / "m.pt").error().path, folder.path() / "m.json");
    model.temperature = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(!saveModel(folder.path() / "m.pt", model).hasValue());
    QVERIFY(!std::filesystem::exists(folder.path() / "m.pt"));
    model = exampleModel();
    model.tensors.erase("linear.bias");
    QCOMPARE(saveModel(folder.path() / "m.pt", model).error().code, ErrorCode::WeightsMismatch);
    model = exampleModel();
    const auto path = folder.path() / "m.safetensors";
    QVERIFY(saveModel(path, model).hasValue());
    model.classNames[0] = "dog";
    QVERIFY(writeFileAtomically(folder.path() / "m.json", std::string_view(encodeModelDescription(model))).hasValue());
    QCOMPARE(loadModel(path).error().code, ErrorCode::WeightsMismatch);
    QVERIFY(saveSafetensors(path, {{{"linear.bias", {{1}, {1}}}}, {}, {}}).hasValue());
    QCOMPARE(loadModel(path).error().code, ErrorCode::WeightsMismatch);
    QCOMPARE(loadModel(path).error().path, path);
}

void TstModelFiles::countersOfPyTorchAreNoFault()
{
    const TemporaryFolder folder;
    const std::string golden = SACCADE_SOURCE_DIR "/tests/formats/goldens/zip_module.pth";
    std::filesystem::copy_file(golden, folder.path() / "m.pt");
    Conv2dLayer convolution;
    convolution.outChannels = 2;
    convolution.kernel = 2;
    convolution.hasBias = false;
    PortableModel model;
    model.network.nodes = {{"input", InputLayer{{4, 4, 1}, {}}, {}},
                           {"0", convolution, {0}},
                           {"1", BatchNormLayer{}, {1}},
                           {"pool", GlobalPoolLayer{}, {2}}};
    model.classNames = {"a", "b"};
    QVERIFY(writeFileAtomically(folder.path() / "m.json", std::string_view(encodeModelDescription(model))).hasValue());
    const Result<PortableModel> read = loadModel(folder.path() / "m.pt");
    QVERIFY2(read.hasValue(), read ? "" : read.error().detail.c_str());
    QCOMPARE(read->tensors.size(), std::size_t{5});
}

SACCADE_TEST(tst_model_files, TstModelFiles)
#include "tst_model_files.moc"
