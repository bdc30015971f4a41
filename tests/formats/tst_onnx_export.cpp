#include "engine/formats/onnx_export.h"

#include <QTest>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/base/atomic_file.h"
#include "engine/formats/resize_description.h"
#include "tests/formats/onnx_view.h"
#include "tests/formats/trained_models.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;
using nlohmann::json;

namespace {

OnnxView exported(const PortableModel& model, const OnnxOptions& options = {})
{
    return viewOnnx(encodeOnnx(model, options).value());
}

} // namespace

/// What lies in an exported file; tst_onnx_peers asks other programs to run it.
class TstOnnxExport : public QObject
{
    Q_OBJECT

private slots:
    void notebookNodeByNode();
    void profiles();
    void inputs();
    void normsAreKeptOnDemand();
    void averagesPadFirst();
    void metadata();
    void everyValueIsGivenOnce_data();
    void everyValueIsGivenOnce();
    void refused_data();
    void refused();
    void savesAFile();
    void resizeInWords();
};

void TstOnnxExport::notebookNodeByNode()
{
    const PortableModel model = trainedModel("notebook-cnn");
    const OnnxView view = exported(model);
    const std::vector<std::string> wanted{"Sub",  "Div",  "Conv",    "Relu", "MaxPool", "Conv", "Relu",   "MaxPool",
                                          "Conv", "Relu", "Flatten", "Gemm", "Relu",    "Gemm", "Softmax"};
    QVERIFY(view.operations() == wanted);
    QCOMPARE(view.producer, std::string("Saccade"));
    QCOMPARE(view.inputDenotation, std::string("IMAGE"));
    QCOMPARE(view.nodes.back().output, std::string("probabilities"));
    const OnnxView::Node& conv = view.giving("conv1/output");
    QCOMPARE(conv.inputs, (std::vector<std::string>{"input/output", "conv1.weight", "conv1.bias"}));
    QCOMPARE(conv.integers.at("pads"), (std::vector<std::int64_t>{0, 0, 0, 0}));
    QCOMPARE(conv.integers.at("kernel_shape"), (std::vector<std::int64_t>{3, 3}));
    QCOMPARE(view.constants.at("conv1.weight").shape, (std::vector<std::int64_t>{32, 3, 3, 3}));
    QCOMPARE(view.floats("conv1.weight"), model.tensors.at("conv1.weight").values);
    QCOMPARE(view.giving("dense2/output").integers.at("transB"), std::vector<std::int64_t>{1});
    QCOMPARE(view.floats("input/mean").front(), static_cast<float>(0.49 * 255));
    QCOMPARE(view.floats("input/deviation").back(), static_cast<float>(0.26 * 255));
    // The temperature lies in the head.
    const float first = model.tensors.at("dense2.weight").values.front();
    QCOMPARE(view.floats("dense2.weight").front(), static_cast<float>(first * (1 / model.temperature)));
}

void TstOnnxExport::profiles()
{
    const PortableModel model = trainedModel("speed-net");
    const OnnxView compatible = exported(model);
    QCOMPARE(compatible.irVersion, 8);
    QCOMPARE(compatible.opset, 13);
    QCOMPARE(compatible.count("Erf"), std::size_t{7});
    QCOMPARE(compatible.count("Gelu"), std::size_t{0});
    QCOMPARE(compatible.count("BatchNormalization"), std::size_t{0});
    const OnnxView modern = exported(model, {OnnxProfile::Modern});
    QCOMPARE(modern.irVersion, 9);
    QCOMPARE(modern.opset, 20);
    QCOMPARE(modern.count("Erf"), std::size_t{0});
    QCOMPARE(modern.count("Gelu"), std::size_t{7});
}

void TstOnnxExport::inputs()
{
    const PortableModel model = trainedModel("resnet-18");
    QCOMPARE(exported(model).inputShape, (std::vector<std::int64_t>{0, 3, 64, 64}));
    OnnxOptions options;
    options.hasFixedBatch = true;
    QCOMPARE(exported(model, options).inputShape, (std::vector<std::int64_t>{1, 3, 64, 64}));
    options.input = OnnxInput::BytePixels;
    const OnnxView bytes = exported(model, options);
    QCOMPARE(bytes.inputShape, (std::vector<std::int64_t>{1, 64, 64, 3}));
    QCOMPARE(bytes.nodes[0].operation, std::string("Cast"));
    QCOMPARE(bytes.nodes[1].integers.at("perm"), (std::vector<std::int64_t>{0, 3, 1, 2}));
}

void TstOnnxExport::normsAreKeptOnDemand()
{
    OnnxOptions options;
    options.keepsNorms = true;
    const OnnxView view = exported(trainedModel("speed-net"), options);
    QCOMPARE(view.count("BatchNormalization"), std::size_t{6});
    const OnnxView::Node& norm = view.giving("group1.norm1/output");
    QCOMPARE(norm.inputs[1], std::string("group1.norm1/weight")); // the layer has none: ones
    QCOMPARE(view.floats(norm.inputs[1]), std::vector<float>(view.floats("group1.norm1.bias").size(), 1.0F));
}

/// OpenCV DNN would leave the zeros out of the count.
void TstOnnxExport::averagesPadFirst()
{
    const OnnxView view = exported(trainedModel("own"));
    const OnnxView::Node& pool = view.giving("pool_b/output");
    QCOMPARE(pool.operation, std::string("AveragePool"));
    QCOMPARE(pool.integers.at("pads"), (std::vector<std::int64_t>{0, 0, 0, 0}));
    QCOMPARE(view.giving(pool.inputs[0]).operation, std::string("Pad"));
    QCOMPARE(view.giving("pool_c/output").integers.at("pads"), (std::vector<std::int64_t>{1, 1, 1, 1}));
    QCOMPARE(view.giving("grouped/output").integers.at("group"), std::vector<std::int64_t>{4});
    QCOMPARE(view.count("BatchNormalization"), std::size_t{3});
    QCOMPARE(view.count("Dropout"), std::size_t{0});
}

void TstOnnxExport::metadata()
{
    OnnxOptions options;
    options.notes = {{"run_id", "2026-01"}, {"licence", "CC0 \xff"}};
    const PortableModel model = trainedModel("resnet-20");
    const std::map<std::string, std::string> said = exported(model, options).metadata;
    QCOMPARE(said.at("saccade.format"), std::string("1"));
    QCOMPARE(said.at("saccade.title"), model.title);
    const json names{"cat", "dog", "Möwe", {{"bytes", "fffe"}}, "a,\n\"b\""};
    QVERIFY(json::parse(said.at("saccade.class_names")) == names);
    QVERIFY(json::parse(said.at("saccade.input_size")) == (json{{"height", 32}, {"width", 32}, {"channels", 3}}));
    QCOMPARE(said.at("saccade.mean"), std::string("[0.49,0.48,0.45]"));
    QCOMPARE(said.at("saccade.deviation"), std::string("[0.25,0.24,0.26]"));
    QCOMPARE(said.at("saccade.channel_order"), std::string("rgb"));
    QCOMPARE(said.at("saccade.resize"), std::string("pad"));
    QCOMPARE(said.at("saccade.temperature"), std::string("1.25"));
    QCOMPARE(said.at("saccade.reject_threshold"), std::string("0.4"));
    QCOMPARE(said.at("saccade.note.run_id"), std::string("2026-01"));
    QCOMPARE(said.at("saccade.note.licence"), std::string("CC0 \xEF\xBF\xBD"));
    QCOMPARE(said.at("Image.BitmapPixelFormat"), std::string("Rgb8"));
    QCOMPARE(said.at("Image.NominalPixelRange"), std::string("NominalRange_0_255"));
    QCOMPARE(said.at("Image.ColorSpaceGamma"), std::string("SRGB"));
    PortableModel grey = trainedModel("own");
    grey.rejectThreshold.reset();
    const std::map<std::string, std::string> other = exported(grey).metadata;
    QCOMPARE(other.at("Image.BitmapPixelFormat"), std::string("Gray8"));
    QCOMPARE(other.at("saccade.mean"), std::string("[0.49]"));
    QVERIFY(!other.contains("saccade.reject_threshold"));
}

void TstOnnxExport::everyValueIsGivenOnce_data()
{
    QTest::addColumn<QString>("network");
    for (const std::string& name : trainedModelNames()) {
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
}

/// Nodes stand behind what they read, and no two values have one name.
void TstOnnxExport::everyValueIsGivenOnce()
{
    QFETCH(QString, network);
    for (const OnnxProfile profile : {OnnxProfile::Compatible, OnnxProfile::Modern}) {
        const OnnxView view = exported(trainedModel(network.toStdString()), {profile});
        std::set<std::string> known{"input"};
        for (const auto& item : view.constants) {
            QVERIFY2(known.insert(item.first).second, item.first.c_str());
        }
        for (const OnnxView::Node& node : view.nodes) {
            for (const std::string& input : node.inputs) {
                QVERIFY2(known.contains(input), (node.name + " reads " + input).c_str());
            }
            QVERIFY2(known.insert(node.output).second, node.output.c_str());
        }
        QVERIFY(known.contains("probabilities"));
    }
}

void TstOnnxExport::refused_data()
{
    QTest::addColumn<int>("fault");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("words");
    QTest::newRow("class missing") << 0 << "graph_invalid"
                                   << "5 outputs for 4 classes";
    QTest::newRow("weight missing") << 1 << "weights_mismatch"
                                    << "conv1.weight is missing";
    QTest::newRow("weight is no number") << 2 << "weights_mismatch"
                                         << "conv1.bias holds a value that is not finite";
    QTest::newRow("temperature 0") << 3 << "setting_invalid"
                                   << "temperature";
    QTest::newRow("temperature is no number") << 4 << "setting_invalid"
                                              << "temperature";
    QTest::newRow("threshold above 1") << 5 << "setting_invalid"
                                       << "reject threshold";
    QTest::newRow("no graph") << 6 << "graph_invalid"
                              << "nodes";
}

void TstOnnxExport::refused()
{
    QFETCH(int, fault);
    QFETCH(QString, code);
    QFETCH(QString, words);
    PortableModel model = trainedModel("notebook-cnn");
    switch (fault) {
    case 0: model.classNames.pop_back(); break;
    case 1: model.tensors.erase("conv1.weight"); break;
    case 2: model.tensors["conv1.bias"].values[3] = std::numeric_limits<float>::infinity(); break;
    case 3: model.temperature = 0; break;
    case 4: model.temperature = std::numeric_limits<double>::quiet_NaN(); break;
    case 5: model.rejectThreshold = 1.5; break;
    default: model = {}; break;
    }
    const Result<std::vector<std::uint8_t>> bytes = encodeOnnx(model);
    QVERIFY(!bytes);
    QCOMPARE(QString::fromLatin1(errorCodeName(bytes.error().code)), code);
    QVERIFY2(QString::fromStdString(bytes.error().detail).contains(words), bytes.error().detail.c_str());
}

void TstOnnxExport::savesAFile()
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "network.onnx";
    const PortableModel model = trainedModel("own");
    QVERIFY(saveOnnx(path, model));
    QVERIFY(*readFile(path, 1 << 24) == *encodeOnnx(model));
    QCOMPARE(saveOnnx(path, {}).error().code, ErrorCode::GraphInvalid);
    QCOMPARE(saveOnnx(folder.path() / "absent" / "n.onnx", model).error().code, ErrorCode::FileUnwritable);
}

void TstOnnxExport::resizeInWords()
{
    const std::string pad = resizeDescription({{20, 30, 3}, ResizeMode::Pad});
    QVERIFY(pad.starts_with("pad: "));
    QVERIFY(pad.find("30 x 20 pixels (width x height)") != std::string::npos);
    QVERIFY(pad.find("128 in every channel") != std::string::npos);
    QVERIFY(resizeDescription({{20, 30, 3}, ResizeMode::Crop}).starts_with("crop: "));
    QVERIFY(resizeDescription({{20, 30, 3}, ResizeMode::Squash}).starts_with("squash: "));
}

SACCADE_TEST(tst_onnx_export, TstOnnxExport)
#include "tst_onnx_export.moc"
