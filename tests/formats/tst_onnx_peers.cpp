#include <QFileInfo>
#include <QProcess>
#include <QTest>
#include <algorithm>

#include "engine/base/atomic_file.h"
#include "engine/formats/onnx_export.h"
#include "engine/formats/onnx_int8.h"
#include "engine/formats/safetensors.h"
#include "tests/formats/trained_models.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

/// Exported files in the hands of other programs: ONNX's checker, ONNX Runtime and OpenCV DNN (tests/peers/install).
class TstOnnxPeers : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void floatsAgree_data();
    void floatsAgree();
    void bytesAgreeMostly_data();
    void bytesAgreeMostly();
};

namespace {

const QString kPython = QStringLiteral(SACCADE_SOURCE_DIR "/build/peers-python/bin/python");

void saveExpected(const std::filesystem::path& path, const PortableModel& model, const std::vector<ImagePlanes>& images)
{
    const ImageSize size = model.network.input().size;
    const auto count = static_cast<std::int64_t>(images.size());
    TensorFile file;
    HostTensor& pixels = file.tensors["images"];
    HostTensor& probabilities = file.tensors["probabilities"];
    pixels.shape = {count, size.channels, size.height, size.width};
    probabilities.shape = {count, static_cast<std::int64_t>(model.classNames.size())};
    for (const ImagePlanes& image : images) {
        std::copy(image.begin(), image.end(), std::back_inserter(pixels.values));
        for (const double value : referenceProbabilities(model.network, model.tensors, image, model.temperature)) {
            probabilities.values.push_back(static_cast<float>(value));
        }
    }
    QVERIFY(saveSafetensors(path, file));
}

void check(const std::vector<std::uint8_t>& bytes, const PortableModel& model, int imageCount,
           const QStringList& arguments)
{
    const TemporaryFolder folder;
    const std::filesystem::path network = folder.path() / "network.onnx";
    const std::filesystem::path expected = folder.path() / "expected.safetensors";
    QVERIFY(writeFileAtomically(network, bytes));
    saveExpected(expected, model, exampleImages(model.network.input().size, imageCount, 2));
    QProcess process;
    process.start(kPython,
                  QStringList{QStringLiteral(SACCADE_SOURCE_DIR "/tests/formats/check_onnx.py"),
                              QString::fromStdString(network.string()), QString::fromStdString(expected.string())} +
                      arguments);
    QVERIFY(process.waitForFinished(120'000));
    const QByteArray said = process.readAllStandardOutput();
    qInfo("%s", said.trimmed().constData());
    QVERIFY2(process.exitCode() == 0, said + process.readAllStandardError().right(2000));
}

} // namespace

void TstOnnxPeers::initTestCase()
{
    if (!QFileInfo::exists(kPython)) {
        QSKIP("not compared with ONNX Runtime and OpenCV: tests/peers/install was not run");
    }
}

void TstOnnxPeers::floatsAgree_data()
{
    QTest::addColumn<QString>("network");
    QTest::addColumn<int>("profile");
    QTest::addColumn<int>("input");
    QTest::addColumn<bool>("keepsNorms");
    QTest::addColumn<bool>("hasFixedBatch");
    const auto row = [](const std::string& network, const char* how, const OnnxOptions& options) {
        QTest::newRow((network + ", " + how).c_str())
            << QString::fromStdString(network) << static_cast<int>(options.profile) << static_cast<int>(options.input)
            << options.keepsNorms << options.hasFixedBatch;
    };
    for (const std::string& network : trainedModelNames()) {
        row(network, "compatible", {});
        row(network, "modern", {OnnxProfile::Modern});
        row(network, "norms kept, batch of one", {OnnxProfile::Compatible, OnnxInput::FloatPlanes, true, true});
    }
    row("own", "byte pixels", {OnnxProfile::Compatible, OnnxInput::BytePixels});
    row("resnet-20", "byte pixels", {OnnxProfile::Modern, OnnxInput::BytePixels});
}

void TstOnnxPeers::floatsAgree()
{
    QFETCH(QString, network);
    QFETCH(int, profile);
    QFETCH(int, input);
    QFETCH(bool, keepsNorms);
    QFETCH(bool, hasFixedBatch);
    const PortableModel model = trainedModel(network.toStdString());
    const OnnxOptions options{static_cast<OnnxProfile>(profile),
                              static_cast<OnnxInput>(input),
                              keepsNorms,
                              hasFixedBatch,
                              "1.2.3",
                              {{"run_id", "r1"}}};
    const Result<std::vector<std::uint8_t>> bytes = encodeOnnx(model, options);
    QVERIFY2(bytes.hasValue(), bytes ? "" : bytes.error().detail.c_str());
    QStringList arguments;
    if (options.input == OnnxInput::BytePixels) {
        arguments.append(QStringLiteral("--byte-pixels"));
    } else if (options.profile == OnnxProfile::Compatible) {
        arguments.append(QStringLiteral("--opencv"));
    }
    check(*bytes, model, 3, arguments);
}

void TstOnnxPeers::bytesAgreeMostly_data()
{
    QTest::addColumn<QString>("network");
    QTest::addColumn<int>("profile");
    for (const std::string& network : trainedModelNames()) {
        QTest::newRow((network + ", compatible").c_str()) << QString::fromStdString(network) << 0;
    }
    QTest::newRow("speed-net, modern") << QStringLiteral("speed-net") << 1;
}

void TstOnnxPeers::bytesAgreeMostly()
{
    QFETCH(QString, network);
    QFETCH(int, profile);
    const PortableModel model = trainedModel(network.toStdString());
    Int8Options options;
    options.onnx.profile = static_cast<OnnxProfile>(profile);
    const Result<Int8Calibration> plan = planInt8(model, options);
    QVERIFY(plan);
    const NamedRanges ranges =
        referenceRanges(plan->network, plan->tensors, exampleImages(model.network.input().size, 8));
    const Result<std::vector<std::uint8_t>> bytes = encodeOnnxInt8(model, ranges, options);
    QVERIFY2(bytes.hasValue(), bytes ? "" : bytes.error().detail.c_str());
    check(*bytes, model, 16, {QStringLiteral("--agreement"), QStringLiteral("0.75")});
}

SACCADE_TEST(tst_onnx_peers, TstOnnxPeers)
#include "tst_onnx_peers.moc"
