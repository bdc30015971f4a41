#include <QTest>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "engine/decode/decoding_image_reader.h"
#include "engine/formats/onnx_export.h"
#include "engine/parity/opencv_network.h"
#include "engine/runs/export_check.h"
#include "tests/formats/trained_models.h"
#include "tests/parity/parity_fixtures.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

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
    QVERIFY(!tried(model, wrong)->isPassed);
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
    QVERIFY(!tried(model, wrong)->isPassed);
}

void TstParityCheck::anotherInterpolationIsCaught()
{
    const PortableModel model = trainedModel("notebook-cnn");
    for (const int interpolation : {cv::INTER_NEAREST, cv::INTER_LINEAR, cv::INTER_AREA}) {
        const Result<ExportCheck> found = tried(model, model, interpolation);
        QVERIFY(found.hasValue());
        QVERIFY(!found->isPassed);
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
