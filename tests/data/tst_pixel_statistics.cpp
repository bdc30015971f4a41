#include <QTest>
#include <algorithm>
#include <cmath>

#include "engine/base/random.h"
#include "engine/data/pixel_statistics.h"
#include "tests/support/memory_store.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

DataSet setOf(std::vector<Image> images)
{
    DataSet set;
    set.size = images.front().size;
    set.pixels = std::make_shared<MemoryStore>(std::move(images));
    return set;
}

DataSet noise(ImageSize size, int count)
{
    RandomStream random(4, "noise");
    std::vector<Image> images;
    for (int i = 0; i < count; ++i) {
        Image image{size, std::vector<std::uint8_t>(size.bytes())};
        for (std::uint8_t& value : image.pixels) {
            value = static_cast<std::uint8_t>(random.integer(0, 255));
        }
        images.push_back(std::move(image));
    }
    return setOf(std::move(images));
}

bool isNear(double left, double right, double tolerance = 1e-12)
{
    return std::abs(left - right) <= tolerance;
}

} // namespace

class TstPixelStatistics : public QObject
{
    Q_OBJECT

private slots:
    void valuesByHand()
    {
        const DataSet set = setOf({{{1, 2, 3}, {0, 51, 255, 102, 51, 0}}, {{1, 2, 3}, {9, 9, 9, 9, 9, 9}}});
        const Normalisation result = computeNormalisation(set, {0});
        QVERIFY(isNear(result.mean[0], 0.2) && isNear(result.deviation[0], 0.2));
        QVERIFY(isNear(result.mean[1], 0.2));
        QCOMPARE(result.deviation[1], 1e-3); // a flat channel
        QVERIFY(isNear(result.mean[2], 0.5) && isNear(result.deviation[2], 0.5));
    }

    void greyUsesTheFirstChannelOnly()
    {
        const Normalisation result = computeNormalisation(setOf({{{1, 2, 1}, {0, 255}}}), {0});
        QVERIFY(isNear(result.mean[0], 0.5) && isNear(result.deviation[0], 0.5));
        QCOMPARE(result.mean[1], 0.0);
        QCOMPARE(result.deviation[1], 1.0);
    }

    void noImageGivesTheDefault() { QVERIFY(computeNormalisation(noise({4, 4, 3}, 1), {}) == Normalisation()); }

    // Against the definition, for sizes that leave a rest beside the vector lanes.
    void agreesWithTheDefinition_data()
    {
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("channels");
        QTest::newRow("32 x 32 x 3") << 32 << 32 << 3;
        QTest::newRow("7 x 5 x 3") << 7 << 5 << 3;
        QTest::newRow("3 x 3 x 1") << 3 << 3 << 1;
        QTest::newRow("11 x 10 x 1") << 11 << 10 << 1;
    }

    void agreesWithTheDefinition()
    {
        QFETCH(int, height);
        QFETCH(int, width);
        QFETCH(int, channels);
        const DataSet set = noise({height, width, channels}, 3);
        const Normalisation result = computeNormalisation(set, {0, 2});
        QVERIFY(computeNormalisation(set, {2, 0}) == result);
        for (std::size_t c = 0; c < static_cast<std::size_t>(channels); ++c) {
            double sum = 0;
            double squares = 0;
            double count = 0;
            for (const std::size_t image : {0U, 2U}) {
                const std::span<const std::uint8_t> bytes = set.pixels->image(image).bytes();
                for (std::size_t i = c; i < bytes.size(); i += static_cast<std::size_t>(channels)) {
                    sum += bytes[i] / 255.0;
                    squares += bytes[i] / 255.0 * (bytes[i] / 255.0);
                    ++count;
                }
            }
            QVERIFY(isNear(result.mean[c], sum / count));
            QVERIFY(isNear(result.deviation[c], std::sqrt(squares / count - sum / count * (sum / count))));
        }
    }

    void sumsDoNotOverflowOnLargeImages()
    {
        const ImageSize size{2100, 2000, 1}; // more than one run of the 32-bit lanes
        const DataSet set = setOf({{size, std::vector<std::uint8_t>(size.bytes(), 255)}});
        QCOMPARE(computeNormalisation(set, {0}).mean[0], 1.0);
        QCOMPARE(computeNormalisation(set, {0}).deviation[0], 1e-3);
    }

    void patchMomentsByHand()
    {
        const DataSet set = setOf({{{1, 3, 1}, {0, 255, 51}}});
        Normalisation plain;
        const std::vector<double> one = computePatchMoments(set, {0}, plain, 1);
        QCOMPARE(one.size(), std::size_t{1});
        QVERIFY(isNear(one[0], (0 + 1 + 0.04) / 3));
        Normalisation shiftedBy;
        shiftedBy.mean[0] = 0.2;
        shiftedBy.deviation[0] = 0.5;
        QVERIFY(isNear(computePatchMoments(set, {0}, shiftedBy, 1)[0], (0.16 + 2.56 + 0) / 3));
    }

    void patchMomentsAgreeWithTheDefinition()
    {
        const DataSet set = noise({6, 5, 3}, 2);
        const std::vector<std::int32_t> indices{0, 1};
        const Normalisation normalisation = computeNormalisation(set, indices);
        constexpr int kKernel = 2;
        constexpr std::size_t kComponents = 12;
        std::vector<double> expected(kComponents * kComponents);
        for (const std::size_t image : {0U, 1U}) {
            const std::uint8_t* pixels = set.pixels->image(image).pixels;
            for (int place = 0; place < 5 * 4; ++place) {
                std::array<double, kComponents> patch{};
                for (int i = 0; i < static_cast<int>(kComponents); ++i) {
                    const auto channel = static_cast<std::size_t>(i / 4);
                    const int row = place / 4 + i % 4 / kKernel;
                    const int column = place % 4 + i % kKernel;
                    const double value = pixels[(row * 5 + column) * 3 + i / 4] / 255.0;
                    patch[static_cast<std::size_t>(i)] =
                        (value - normalisation.mean[channel]) / normalisation.deviation[channel];
                }
                for (std::size_t i = 0; i < expected.size(); ++i) {
                    expected[i] += patch[i / kComponents] * patch[i % kComponents] / 40;
                }
            }
        }
        const std::vector<double> moments = computePatchMoments(set, indices, normalisation, kKernel);
        QCOMPARE(moments.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QVERIFY(isNear(moments[i], expected[i], 1e-10));
        }
        QVERIFY(computePatchMoments(set, {1, 0}, normalisation, kKernel) == moments);
    }

    void kernelLargerThanTheImageGivesZeros()
    {
        const std::vector<double> moments = computePatchMoments(noise({2, 2, 1}, 1), {0}, Normalisation(), 3);
        QCOMPARE(moments, std::vector<double>(81, 0.0));
    }
};

SACCADE_TEST(tst_pixel_statistics, TstPixelStatistics)
#include "tst_pixel_statistics.moc"
