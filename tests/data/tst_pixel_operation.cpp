#include <QTest>
#include <cstdlib>

#include "engine/base/sha256.h"
#include "engine/data/pixel_geometry.h"
#include "engine/data/pixel_operation.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

constexpr std::uint8_t kFill[3] = {101, 102, 103};

struct Golden
{
    PixelOperationKind kind;
    double amount;
    ImageSize size;
    std::vector<std::uint8_t> pixels;
    std::string digest;
};

struct CropGolden
{
    ImageSize size;
    int left;
    int top;
    int width;
    int height;
    ImageSize target;
    std::string digest;
};

const std::vector<Golden>& goldens()
{
    static const std::vector<Golden> rows{
#include "goldens/operation_goldens.inc"
    };
    return rows;
}

const std::vector<CropGolden>& cropGoldens()
{
    static const std::vector<CropGolden> rows{
#include "goldens/crop_goldens.inc"
    };
    return rows;
}

// The noise of make_augmentation_goldens.py.
Image noise(ImageSize size)
{
    Image image{size, {}};
    std::uint32_t state = 12345;
    for (std::size_t i = 0; i < size.bytes(); ++i) {
        state = (state * 1103515245U + 12345U) % (1U << 31);
        image.pixels.push_back(static_cast<std::uint8_t>(20 + (state >> 16) % 200));
    }
    return image;
}

Image done(PixelOperationKind kind, double amount, Image image)
{
    applyOperation({kind, amount}, kFill, image);
    return image;
}

int largestDifference(const std::vector<std::uint8_t>& left, const std::vector<std::uint8_t>& right)
{
    int largest = left.size() == right.size() ? 0 : 256;
    for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
        largest = std::max(largest, std::abs(left[i] - right[i]));
    }
    return largest;
}

} // namespace

/// Every operation held to torchvision's pixels: equal, the blur within one level.
class TstPixelOperation : public QObject
{
    Q_OBJECT

private slots:
    void equalsTorchvision_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < goldens().size(); ++i) {
            const Golden& golden = goldens()[i];
            QTest::addRow("%d by %g, %d x %d x %d", static_cast<int>(golden.kind), golden.amount, golden.size.height,
                          golden.size.width, golden.size.channels)
                << static_cast<int>(i);
        }
    }

    void equalsTorchvision()
    {
        QFETCH(const int, index);
        const Golden& golden = goldens()[static_cast<std::size_t>(index)];
        const Image image = done(golden.kind, golden.amount, noise(golden.size));
        QCOMPARE(image.size, golden.size);
        if (!golden.digest.empty()) {
            QCOMPARE(sha256Hex(image.pixels), golden.digest);
            return;
        }
        const int tolerance = golden.kind == PixelOperationKind::Blur ? 1 : 0;
        QVERIFY2(largestDifference(image.pixels, golden.pixels) <= tolerance,
                 std::to_string(largestDifference(image.pixels, golden.pixels)).c_str());
    }

    void resizedCropEqualsTorchvision()
    {
        for (const CropGolden& golden : cropGoldens()) {
            const Image image = resizedCrop(viewOf(noise(golden.size)), golden.left, golden.top, golden.width,
                                            golden.height, golden.target);
            QCOMPARE(sha256Hex(image.pixels), golden.digest);
        }
    }

    void blurOfAFlatImageIsTheImage()
    {
        for (const ImageSize size : {ImageSize{5, 9, 3}, ImageSize{1, 1, 1}, ImageSize{2, 3, 1}}) {
            const Image flat{size, std::vector<std::uint8_t>(size.bytes(), 77)};
            QVERIFY(done(PixelOperationKind::Blur, 3, flat) == flat);
        }
    }

    void tinyImagesSurviveEverything()
    {
        for (const ImageSize size : {ImageSize{1, 1, 3}, ImageSize{1, 4, 1}, ImageSize{3, 1, 3}}) {
            for (const Golden& golden : goldens()) {
                QCOMPARE(done(golden.kind, golden.amount, noise(size)).pixels.size(), size.bytes());
            }
        }
        for (const Golden& golden : goldens()) {
            QVERIFY(done(golden.kind, golden.amount, Image()).isEmpty());
        }
    }

    void oneValueByHand()
    {
        const Image pixel{{1, 1, 3}, {100, 150, 200}};
        // 100 * 0.299 + 150 * 0.587 + 200 * 0.114 = 140.75
        QVERIFY((done(PixelOperationKind::Grey, 0, pixel).pixels == std::vector<std::uint8_t>{141, 141, 141}));
        QVERIFY((done(PixelOperationKind::Brightness, 1.5, pixel).pixels == std::vector<std::uint8_t>{150, 225, 255}));
        QVERIFY((done(PixelOperationKind::Posterize, 1, pixel).pixels == std::vector<std::uint8_t>{0, 128, 128}));
        QVERIFY((done(PixelOperationKind::Solarize, 150, pixel).pixels == std::vector<std::uint8_t>{100, 105, 55}));
        QVERIFY((done(PixelOperationKind::TranslateX, 1, pixel).pixels == std::vector<std::uint8_t>{101, 102, 103}));
    }
};

SACCADE_TEST(tst_pixel_operation, TstPixelOperation)
#include "tst_pixel_operation.moc"
