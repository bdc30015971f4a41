#include <QTest>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "engine/decode/decoding_image_reader.h"
#include "engine/formats/onnx_export.h"
#include "engine/parity/opencv_network.h"
#include "engine/runs/export_check.h"
#include "engine/runs/export_fault.h"
#include "engine/runs/export_files.h"
#include "tests/formats/trained_models.h"
#include "tests/parity/parity_fixtures.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

constexpr int kSwapsChannels = 1000; // in place of an interpolation

std::vector<std::uint8_t> withSwappedChannels(const std::vector<std::uint8_t>& file)
{
    cv::Mat swapped;
    cv::cvtColor(cv::imdecode(file, cv::IMREAD_COLOR), swapped, cv::COLOR_BGR2RGB);
    std::vector<std::uint8_t> png;
    cv::imencode(".png", swapped, png);
    return png;
}

/// A sample that resizes in its own way before the network sees the image.
class OtherResize final : public ExportedNetwork
{
public:
    OtherResize(ExportedNetwork& network, ImageSize size, int interpolation)
        : m_network(network), m_size(size), m_interpolation(interpolation)
    {}
    [[nodiscard]] Result<Answer> predict(std::span<const std::uint8_t> imageFile) override
    {
        const std::vector<std::uint8_t> bytes(imageFile.begin(), imageFile.end());
        cv::Mat resized;
        if (m_interpolation == kSwapsChannels) {
            return m_network.predict(withSwappedChannels(bytes));
        }
        cv::resize(cv::imdecode(bytes, cv::IMREAD_COLOR), resized, {m_size.width, m_size.height}, 0, 0,
                   m_interpolation);
        std::vector<std::uint8_t> png;
        cv::imencode(".png", resized, png);
        return m_network.predict(png);
    }

private:
    ExportedNetwork& m_network;
    ImageSize m_size;
    int m_interpolation;
};

Result<ExportCheck> tried(const PortableModel& program, const PortableModel& exported, int interpolation = -1)
{
    const Result<std::vector<std::uint8_t>> file = encodeOnnx(exported);
    if (!file) {
        return file.error();
    }
    const ImageSize size = program.network.input().size;
    const ResizeRule rule{size, program.resize};
    Result<std::unique_ptr<ExportedNetwork>> network = OpenCvNetworkOpener().open(*file, rule);
    if (!network) {
        return network.error();
    }
    OtherResize other(**network, size, interpolation);
    ReferencePredictor predictor(program);
    ExportedNetwork& chosen = interpolation < 0 ? **network : other;
    return checkExport(photographs(), DecodingImageReader(), rule, predictor, chosen, false, {});
}

/// What is said of a file with `exported` inside.
std::string faultOf(const ExportCheck& check, const PortableModel& model, const PortableModel& exported)
{
    const TemporaryFolder folder;
    ExportReport report;
    report.format = ExportFormat::Onnx;
    report.files = {folder.path() / "model.onnx"};
    report.runtime = exportRuntime(report.format, OnnxProfile::Compatible);
    return saveOnnx(report.files.front(), exported) ? findFault(check, model, report, OnnxProfile::Compatible)
                                                    : "no file was written";
}

} // namespace

/// The check of an export, with real files, OpenCV DNN and the sample's pixels: what is sound passes, and each of the
/// usual faults is caught.
class TstParityCheck : public QObject
{
    Q_OBJECT

private slots:
    void soundExportsPass_data();
    void soundExportsPass();
    void aWrongMeanIsCaught();
    void swappedChannelsAreCaught();
    void aReaderThatSwapsChannelsIsNamed();
    void whatTheRuntimeDoesOtherwiseIsItsFault();
    void anotherLayerIsNamed();
    void anotherInterpolationIsCaught();
    void whatIsNoNetworkIsNamed();
};

void TstParityCheck::soundExportsPass_data()
{
    QTest::addColumn<QString>("network");
    QTest::addColumn<int>("mode");
    for (const std::string& name : trainedModelNames()) {
        QTest::newRow(name.c_str()) << QString::fromStdString(name) << static_cast<int>(ResizeMode::Squash);
    }
    QTest::newRow("padded") << QStringLiteral("notebook-cnn") << static_cast<int>(ResizeMode::Pad);
    QTest::newRow("cropped") << QStringLiteral("notebook-cnn") << static_cast<int>(ResizeMode::Crop);
}

void TstParityCheck::soundExportsPass()
{
    QFETCH(QString, network);
    QFETCH(int, mode);
    PortableModel model = trainedModel(network.toStdString());
    model.resize = static_cast<ResizeMode>(mode);
    const Result<ExportCheck> found = tried(model, model);
    QVERIFY2(found.hasValue(), found ? "" : found.error().detail.c_str());
    QVERIFY2(found->isPassed, checkFindings(*found).c_str());
    QCOMPARE(found->difference.images, 12);
}

void TstParityCheck::aWrongMeanIsCaught()
{
    const PortableModel model = trainedModel("notebook-cnn");
    PortableModel wrong = model;
    std::get<InputLayer>(wrong.network.nodes.front().layer).normalisation.mean[0] += 0.05;
    const Result<ExportCheck> found = tried(model, wrong);
    QVERIFY(!found->isPassed);
    QCOMPARE(faultOf(*found, model, wrong), std::string("step: normalisation"));
}

void TstParityCheck::swappedChannelsAreCaught()
{
    const PortableModel model = trainedModel("notebook-cnn");
    PortableModel wrong = model;
    // Blue where red was: as a file whose reader hands over BGR.
    for (auto& [name, tensor] : wrong.tensors) {
        if (tensor.shape.size() == 4 && tensor.shape[1] == 3) {
            const auto plane = static_cast<std::size_t>(tensor.shape[2] * tensor.shape[3]);
            for (auto filter = tensor.values.begin(); filter != tensor.values.end();
                 filter += static_cast<std::ptrdiff_t>(3 * plane)) {
                const auto blue = filter + static_cast<std::ptrdiff_t>(2 * plane);
                std::swap_ranges(filter, filter + static_cast<std::ptrdiff_t>(plane), blue);
            }
        }
    }
    QVERIFY(wrong.tensors != model.tensors);
    const Result<ExportCheck> found = tried(model, wrong);
    QVERIFY(!found->isPassed);
    const std::string fault = faultOf(*found, model, wrong);
    QVERIFY2(fault.starts_with("operator: the weights ") && fault.ends_with(".weight"), fault.c_str());
}

void TstParityCheck::aReaderThatSwapsChannelsIsNamed()
{
    const PortableModel model = trainedModel("notebook-cnn");
    const Result<ExportCheck> found = tried(model, model, kSwapsChannels);
    QVERIFY(!found->isPassed && found->isInputReversed);
    QCOMPARE(faultOf(*found, model, model), std::string("step: the order of the channels"));
}

void TstParityCheck::whatTheRuntimeDoesOtherwiseIsItsFault()
{
    const PortableModel model = trainedModel("notebook-cnn");
    ExportCheck check = *tried(model, model);
    QCOMPARE(check.inputDifference, 0.0);
    QCOMPARE(faultOf(check, model, model), std::string("step: OpenCV DNN computes the same network otherwise"));
}

void TstParityCheck::anotherLayerIsNamed()
{
    const PortableModel model = trainedModel("notebook-cnn");
    PortableModel wrong = model;
    wrong.network.nodes.back().name = "other";
    QVERIFY(differingPart(model, wrong).starts_with("operator: " + model.network.nodes.back().name));
    wrong = model;
    wrong.classNames.front() = "other";
    QCOMPARE(differingPart(model, wrong), std::string("step: the order of the classes"));
    QCOMPARE(differingPart(model, model), std::string());
}

void TstParityCheck::anotherInterpolationIsCaught()
{
    const PortableModel model = trainedModel("notebook-cnn");
    for (const int interpolation : {cv::INTER_NEAREST, cv::INTER_LINEAR, cv::INTER_AREA}) {
        const Result<ExportCheck> found = tried(model, model, interpolation);
        QVERIFY(found.hasValue());
        QVERIFY(!found->isPassed);
        const std::string fault = faultOf(*found, model, model);
        QVERIFY2(fault.starts_with("step: decoding or resizing"), fault.c_str());
    }
}

void TstParityCheck::whatIsNoNetworkIsNamed()
{
    const std::vector<std::uint8_t> bytes{1, 2, 3, 4};
    const auto opened = OpenCvNetworkOpener().open(bytes, {{32, 32, 3}, {}});
    QVERIFY(!opened && opened.error().code == ErrorCode::ExportUnsupported);
}

SACCADE_TEST(tst_parity_check, TstParityCheck)
#include "tst_parity_check.moc"
