#include "engine/formats/onnx_int8.h"

#include <QTest>
#include <cmath>
#include <cstring>
#include <limits>

#include "engine/formats/onnx_export.h"
#include "engine/formats/onnx_int8_reader.h"
#include "engine/formats/onnx_quantise.h"
#include "engine/formats/onnx_reader.h"
#include "tests/formats/onnx_view.h"
#include "tests/formats/trained_models.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

template <typename Integer>
std::vector<int> integers(const OnnxView::Constant& constant)
{
    std::vector<Integer> values(constant.bytes.size() / sizeof(Integer));
    std::memcpy(values.data(), constant.bytes.data(), constant.bytes.size());
    return {values.begin(), values.end()};
}

/// A convolution of two channels on one, its ReLU, a mean, and the head.
PortableModel smallModel(bool hasRelu = true)
{
    Conv2dLayer conv;
    conv.outChannels = 2;
    conv.kernel = 1;
    LinearLayer head;
    head.outFeatures = 2;
    head.hasBias = false;
    PortableModel model;
    model.network.nodes = {{"in", InputLayer{{2, 2, 1}, {}}, {}},
                           {"conv", conv, {0}},
                           {"act", ActivationLayer{hasRelu ? Activation::Relu : Activation::Silu}, {1}},
                           {"drop", DropoutLayer{}, {2}},
                           {"pool", PoolLayer{}, {3}},
                           {"flat", FlattenLayer{}, {4}},
                           {"head", head, {5}}};
    model.tensors = {{"conv.weight", {{2, 1, 1, 1}, {0.5F, -2}}},
                     {"conv.bias", {{2}, {1, -0.25F}}},
                     {"head.weight", {{2, 2}, {127, 1, 0, 0}}}};
    model.classNames = {"a", "b"};
    return model;
}

} // namespace

/// Floats as bytes: by hand, and where they stand. tst_onnx_peers runs such files.
class TstOnnxInt8 : public QObject
{
    Q_OBJECT

private slots:
    void byteScales();
    void whatIsMeasured();
    void nodeByNode();
    void weightsByHand();
    void comesBackAsItStands();
    void readsNothingElse();
    void narrowWeights();
    void rangesAreNeeded_data();
    void rangesAreNeeded();
    void faultsOfTheModel();
};

void TstOnnxInt8::byteScales()
{
    QVERIFY(byteScaleOf({0, 255}) == (ByteScale{1, 0}));
    QVERIFY(byteScaleOf({-1, 1.55F}) == (ByteScale{0.01F, 100}));
    QVERIFY(byteScaleOf({2, 5.1F}) == (ByteScale{0.02F, 0})); // widened down to 0
    QVERIFY(byteScaleOf({-5.1F, -2}) == (ByteScale{0.02F, 255}));
    QVERIFY(byteScaleOf({0, 0}) == ByteScale());
    QVERIFY(byteScaleOf({-1e-44F, 1e-44F}) == ByteScale());
}

void TstOnnxInt8::whatIsMeasured()
{
    const Result<Int8Calibration> relu = planInt8(smallModel());
    QVERIFY(relu);
    QCOMPARE(relu->nodes, std::vector<std::string>{"act"}); // the pool and the flattening keep its numbers
    QCOMPARE(relu->network.nodes.size(), std::size_t{6});   // without dropout
    const Result<Int8Calibration> silu = planInt8(smallModel(false));
    QCOMPARE(silu->nodes, (std::vector<std::string>{"conv", "act"}));
    const PortableModel residual = trainedModel("resnet-20");
    const Result<Int8Calibration> plan = planInt8(residual);
    for (const std::string& node : plan->nodes) {
        QVERIFY2(node.find("bn") == std::string::npos, node.c_str());
        QVERIFY2(node.find(".add") == std::string::npos, node.c_str()); // its ReLU is measured
    }
    // A ReLU in the stem, two a block; a second convolution a block; two shortcuts; the mean.
    QCOMPARE(plan->nodes.size(), std::size_t{1 + 9 * 2 + 9 + 2 + 1});
}

void TstOnnxInt8::nodeByNode()
{
    const OnnxView view = viewOnnx(*encodeOnnxInt8(smallModel(), {{"act", {0, 5.1F}}}));
    const std::string q = "QuantizeLinear";
    const std::string dq = "DequantizeLinear";
    const std::vector<std::string> wanted{"Sub",     "Div", q,  dq,        dq, dq, "Conv", "Relu", q,        dq,
                                          "MaxPool", q,     dq, "Flatten", q,  dq, dq,     "Gemm", "Softmax"};
    QVERIFY(view.operations() == wanted);
    const OnnxView::Node& conv = view.giving("conv/output");
    QCOMPARE(conv.inputs,
             (std::vector<std::string>{"in/output/dequantised", "conv.weight/dequantised", "conv.bias/dequantised"}));
    QCOMPARE(view.giving("act/output").inputs, std::vector<std::string>{"conv/output"});
    QCOMPARE(view.giving("conv.weight/dequantised").integers.at("axis"), std::vector<std::int64_t>{0});
    for (const char* value : {"act/output", "pool/output", "flat/output"}) {
        QCOMPARE(view.floats(std::string(value) + "/scale"), std::vector<float>{0.02F});
    }
    QCOMPARE(view.metadata.at("saccade.precision"), std::string("int8"));
    QVERIFY(!view.constants.contains("conv.weight"));
}

/// Pixels are 0..1: a scale of 1/255. Weights 0.5 and -2 become 127 and -127; biases are counted in scale * 1/255.
void TstOnnxInt8::weightsByHand()
{
    const OnnxView view = viewOnnx(*encodeOnnxInt8(smallModel(), {{"act", {0, 5.1F}}}));
    QCOMPARE(view.floats("in/output/scale"), std::vector<float>{1.0F / 255});
    QCOMPARE(integers<std::uint8_t>(view.constants.at("in/output/zero")), std::vector<int>{0});
    const OnnxView::Constant& weight = view.constants.at("conv.weight/quantised");
    QCOMPARE(weight.type, 3);
    QCOMPARE(weight.shape, (std::vector<std::int64_t>{2, 1, 1, 1}));
    QCOMPARE(integers<std::int8_t>(weight), (std::vector<int>{127, -127}));
    QCOMPARE(view.floats("conv.weight/scale"), (std::vector<float>{0.5F / 127, 2.0F / 127}));
    QCOMPARE(view.constants.at("conv.bias/quantised").type, 6);
    // 1 / (0.5/127/255) and -0.25 / (2/127/255)
    QCOMPARE(integers<std::int32_t>(view.constants.at("conv.bias/quantised")), (std::vector<int>{64770, -4048}));
    QCOMPARE(integers<std::int8_t>(view.constants.at("head.weight/quantised")), (std::vector<int>{127, 1, 0, 0}));
    QCOMPARE(view.floats("head.weight/scale"), (std::vector<float>{1, 1})); // of zeros: any

    PortableModel heavy = smallModel(); // a bias that 32 bits would not hold at the weight's own scale
    heavy.tensors["conv.bias"].values[0] = 1e9F;
    const OnnxView wide = viewOnnx(*encodeOnnxInt8(heavy, {{"act", {0, 5.1F}}}));
    const int bias = integers<std::int32_t>(wide.constants.at("conv.bias/quantised"))[0];
    QVERIFY(std::abs(bias - (1 << 30)) < 1000);
    QVERIFY(std::abs(bias * double{wide.floats("conv.bias/scale")[0]} / 1e9 - 1) < 1e-6);
}

void TstOnnxInt8::comesBackAsItStands()
{
    const Result<Int8Network> read = decodeOnnxInt8(*encodeOnnxInt8(smallModel(), {{"act", {0, 5.1F}}}));
    QVERIFY2(read.hasValue(), read ? "" : read.error().detail.c_str());
    const ByteScale fifth{0.02F, 0};
    const NamedByteScales wanted{{"in", {1.0F / 255, 0}}, {"act", fifth}, {"pool", fifth}, {"flat", fifth}};
    QVERIFY(read->scales == wanted);
    const NamedTensors& tensors = read->model.tensors;
    QVERIFY(tensors.at("conv.weight") == (HostTensor{{2, 1, 1, 1}, {127 * (0.5F / 127), -127 * (2.0F / 127)}}));
    QVERIFY(std::abs(tensors.at("conv.bias").values[0] - 1) < 1e-5F);
    QVERIFY(tensors.at("head.weight") == (HostTensor{{2, 2}, {127, 1, 0, 0}}));
    QVERIFY(read->model.classNames == (std::vector<std::string>{"a", "b"}));
}

void TstOnnxInt8::readsNothingElse()
{
    QCOMPARE(decodeOnnxInt8(*encodeOnnx(smallModel())).error().detail, std::string("holds no 8-bit numbers"));
    const std::vector<std::uint8_t> good = *encodeOnnxInt8(smallModel(), {{"act", {0, 5.1F}}});
    QVERIFY(!decodeOnnx(good));
    for (std::size_t length = 0; length < good.size(); length += 7) {
        QVERIFY(!decodeOnnxInt8(std::span(good).first(length)));
    }
    std::string text(good.begin(), good.end());
    for (const std::string& name : {std::string("conv.weight/quantised"), std::string("conv.bias/scale")}) {
        std::string changed = text;
        for (std::size_t at = changed.find(name); at != std::string::npos; at = changed.find(name)) {
            changed[at] = 'k';
        }
        const std::vector<std::uint8_t> bytes(changed.begin(), changed.end());
        QVERIFY(decodeOnnxInt8(bytes).error().detail.find("is missing or has not its size") != std::string::npos);
    }
}

void TstOnnxInt8::narrowWeights()
{
    Int8Options options;
    options.hasNarrowWeights = true;
    const OnnxView view = viewOnnx(*encodeOnnxInt8(smallModel(), {{"act", {0, 5.1F}}}, options));
    QCOMPARE(integers<std::int8_t>(view.constants.at("conv.weight/quantised")), (std::vector<int>{63, -63}));
}

void TstOnnxInt8::rangesAreNeeded_data()
{
    QTest::addColumn<QString>("node");
    QTest::addColumn<float>("low");
    QTest::addColumn<float>("high");
    QTest::addColumn<QString>("words");
    const float infinity = std::numeric_limits<float>::infinity();
    QTest::newRow("another node") << "conv" << 0.0F << 1.0F << "no range of act";
    QTest::newRow("turned round") << "act" << 1.0F << 0.0F << "the range of act";
    QTest::newRow("without end") << "act" << 0.0F << infinity << "the range of act";
    QTest::newRow("no number") << "act" << std::nanf("") << 1.0F << "the range of act";
}

void TstOnnxInt8::rangesAreNeeded()
{
    QFETCH(QString, node);
    QFETCH(float, low);
    QFETCH(float, high);
    QFETCH(QString, words);
    const Result<std::vector<std::uint8_t>> bytes = encodeOnnxInt8(smallModel(), {{node.toStdString(), {low, high}}});
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().code, ErrorCode::WeightsMismatch);
    QVERIFY2(QString::fromStdString(bytes.error().detail).contains(words), bytes.error().detail.c_str());
}

void TstOnnxInt8::faultsOfTheModel()
{
    PortableModel model = smallModel();
    model.classNames.pop_back();
    QCOMPARE(planInt8(model).error().code, ErrorCode::GraphInvalid);
    QCOMPARE(encodeOnnxInt8(model, {}).error().code, ErrorCode::GraphInvalid);
    QCOMPARE(saveOnnxInt8("network.onnx", model, {}).error().code, ErrorCode::GraphInvalid);
}

SACCADE_TEST(tst_onnx_int8, TstOnnxInt8)
#include "tst_onnx_int8.moc"
