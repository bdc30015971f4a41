#include "engine/formats/onnx_reader.h"

#include <QTest>
#include <algorithm>

#include "engine/base/atomic_file.h"
#include "engine/base/random.h"
#include "engine/formats/network_folding.h"
#include "engine/formats/onnx_export.h"
#include "engine/formats/onnx_int8.h"
#include "tests/formats/trained_models.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

using Bytes = std::vector<std::uint8_t>;

/// A few nodes of different kinds: short as bytes.
PortableModel smallModel()
{
    Conv2dLayer conv;
    conv.outChannels = 3;
    conv.hasBias = false;
    LinearLayer head;
    head.outFeatures = 5;
    return trainedModelOf({"small",
                           2,
                           {{"in", InputLayer{{6, 6, 1}, {}}, {}},
                            {"conv", conv, {0}},
                            {"norm", BatchNormLayer{}, {1}},
                            {"gelu", ActivationLayer{Activation::Gelu}, {2}},
                            {"drop", DropoutLayer{}, {3}},
                            {"pool", GlobalPoolLayer{}, {4}},
                            {"head", head, {5}}}});
}

/// What the file holds: folded, with its temperature inside.
PortableModel asWritten(const PortableModel& model)
{
    return foldHead(foldNorms(model));
}

Bytes replaced(Bytes bytes, std::string_view part, std::string_view by)
{
    const auto at = std::search(bytes.begin(), bytes.end(), part.begin(), part.end());
    if (at == bytes.end() || part.size() != by.size()) {
        qFatal("the file lacks %s", std::string(part).c_str());
    }
    std::copy(by.begin(), by.end(), at);
    return bytes;
}

} // namespace

/// Our own files are read back, nobody else's, and none that was changed.
class TstOnnxReader : public QObject
{
    Q_OBJECT

private slots:
    void roundTrip_data();
    void roundTrip();
    void changedFilesAreRefused_data();
    void changedFilesAreRefused();
    void int8IsNotRead();
    void strangersAreRefused();
    void everyPrefixIsRefused();
    void changedBytesNeverCrash();
    void loadNamesTheFile();
};

void TstOnnxReader::roundTrip_data()
{
    QTest::addColumn<QString>("network");
    for (const std::string& name : trainedModelNames()) {
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
}

void TstOnnxReader::roundTrip()
{
    QFETCH(QString, network);
    const PortableModel model = trainedModel(network.toStdString());
    OnnxOptions options{OnnxProfile::Modern, OnnxInput::BytePixels, false, true, "9.8.7", {{"run_id", "r"}}};
    for (const bool keepsNorms : {false, true}) {
        options.keepsNorms = keepsNorms;
        const Bytes bytes = *encodeOnnx(model, options);
        const Result<PortableModel> read = decodeOnnx(bytes);
        QVERIFY2(read.hasValue(), read ? "" : read.error().detail.c_str());
        QVERIFY(*read == (keepsNorms ? foldHead(model) : asWritten(model)));
        options = {};
    }
}

void TstOnnxReader::changedFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("part");
    QTest::addColumn<QByteArray>("by");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("words");
    const auto row = [](const char* name, const char* part, const char* by, const char* code, const char* words) {
        QTest::newRow(name) << QByteArray(part) << QByteArray(by) << QByteArray(code) << QByteArray(words);
    };
    row("producer", "Saccade", "saccade", "format_invalid", "not exported by this program, but by \"saccade\"");
    row("newer",
        "saccade.format\x12\x01"
        "1",
        "saccade.format\x12\x01"
        "2",
        "format_too_new", "version 2");
    row("version 0",
        "saccade.format\x12\x01"
        "1",
        "saccade.format\x12\x01"
        "0",
        "format_invalid", "whole number");
    row("version is text",
        "saccade.format\x12\x01"
        "1",
        "saccade.format\x12\x01"
        "x",
        "format_invalid", "not JSON");
    row("key missing", "saccade.title", "saccade.tixle", "format_invalid", "title: is missing");
    row("key twice", "saccade.resize\x12", "saccade.format\x12", "format_invalid", "is there twice");
    row("resize", "saccade.resize\x12\x03pad", "saccade.resize\x12\x03pat", "format_invalid",
        "resize: is unknown: pat");
    row("profile", "compatible", "compatxxle", "format_invalid", "profile: is unknown");
    row("precision", "float32", "float16", "format_invalid", "precision: is unknown");
    row("temperature", "1.25", "true", "format_invalid", "temperature: is no number");
    row("another temperature", "1.25", "1.50", "format_invalid", "was changed");
    row("threshold",
        "old\x12\x03"
        "0.4",
        "old\x12\x03"
        "4.0",
        "setting_invalid", "reject threshold");
    row("threshold is text",
        "old\x12\x03"
        "0.4",
        "old\x12\x03\"a\"", "format_invalid", "no number");
    row("classes", "[\"cat\"", "{\"cat\"", "format_invalid", "class_names");
    row("class is a number", "\"cat\"", "12345", "format_invalid", "class_names: must be a text");
    row("a class less", "\"cat\",", "      ", "graph_invalid", "5 outputs for 4 classes");
    row("graph", "\"conv2d\"", "\"conv3d\"", "format_invalid", "conv3d is unknown");
    row("graph is unsound", "\"outFeatures\":5", "\"outFeatures\":0", "graph_invalid", "outFeatures");
    row("other shape", "\"outFeatures\":5", "\"outFeatures\":7", "weights_mismatch", "head.weight has not its size");
    row("weight renamed",
        "\x42\x0b"
        "conv.weight",
        "\x42\x0b"
        "conv.wXight",
        "weights_mismatch", "conv.weight is missing");
    row("operation", "GlobalMaxPool", "GlobalMinPool", "format_invalid", "was changed");
}

void TstOnnxReader::changedFilesAreRefused()
{
    QFETCH(QByteArray, part);
    QFETCH(QByteArray, by);
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, words);
    const Bytes changed = replaced(*encodeOnnx(smallModel()), part.toStdString(), by.toStdString());
    const Result<PortableModel> read = decodeOnnx(changed);
    QVERIFY(!read);
    QCOMPARE(QByteArray(errorCodeName(read.error().code)), code);
    QVERIFY2(QByteArray::fromStdString(read.error().detail).contains(words), read.error().detail.c_str());
}

void TstOnnxReader::int8IsNotRead()
{
    const PortableModel model = smallModel();
    NamedRanges ranges;
    const Result<Int8Calibration> plan = planInt8(model);
    for (const std::string& node : plan->nodes) {
        ranges[node] = {-1, 1};
    }
    const Result<PortableModel> read = decodeOnnx(*encodeOnnxInt8(model, ranges));
    QCOMPARE(read.error().code, ErrorCode::FormatInvalid);
    QVERIFY(read.error().detail.find("int8") != std::string::npos);
}

void TstOnnxReader::strangersAreRefused()
{
    for (const std::string& text : {std::string(), std::string("\x89PNG\r\n\x1a\n"), std::string(1000, '\0'),
                                    std::string(1000, '\xff'), std::string("{\"nodes\": []}")}) {
        const Result<PortableModel> read = decodeOnnx(Bytes(text.begin(), text.end()));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::FormatInvalid);
    }
}

void TstOnnxReader::everyPrefixIsRefused()
{
    const Bytes whole = *encodeOnnx(smallModel());
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const Bytes part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length));
        QVERIFY2(!decodeOnnx(part).hasValue(), std::to_string(length).c_str());
    }
}

/// Weights and texts may change, nothing else; what is read then is whole.
void TstOnnxReader::changedBytesNeverCrash()
{
    const Bytes whole = *encodeOnnx(smallModel());
    RandomStream random(1, "onnx bytes");
    int refusedCount = 0;
    for (int i = 0; i < 3000; ++i) {
        Bytes changed = whole;
        changed[static_cast<std::size_t>(random.integer(0, static_cast<std::int64_t>(changed.size()) - 1))] ^=
            static_cast<std::uint8_t>(random.integer(1, 255));
        const Result<PortableModel> read = decodeOnnx(changed);
        refusedCount += read ? 0 : 1;
        QVERIFY(!read || encodeOnnx(*read).hasValue());
    }
    QVERIFY2(refusedCount > 1500, std::to_string(refusedCount).c_str());
}

void TstOnnxReader::loadNamesTheFile()
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "network.onnx";
    QCOMPARE(loadOnnx(path).error().code, ErrorCode::FileNotFound);
    QVERIFY(saveOnnx(path, smallModel()));
    QVERIFY(*loadOnnx(path) == asWritten(smallModel()));
    QVERIFY(writeFileAtomically(path, std::string_view("no network")));
    QCOMPARE(loadOnnx(path).error().code, ErrorCode::FormatInvalid);
    QCOMPARE(loadOnnx(path).error().path, path);
}

SACCADE_TEST(tst_onnx_reader, TstOnnxReader)
#include "tst_onnx_reader.moc"
