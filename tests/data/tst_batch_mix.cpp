#include <QTest>
#include <algorithm>
#include <cmath>

#include "engine/data/batch_mix.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

constexpr ImageSize kSize{24, 32, 3};
constexpr int kCount = 10'000;

AugmentationSettings with(double mixup, double cutmix)
{
    AugmentationSettings settings;
    settings.mixup = mixup;
    settings.cutmix = cutmix;
    return settings;
}

std::vector<double> shares(const AugmentationSettings& settings)
{
    std::vector<double> values;
    for (int step = 0; step < kCount; ++step) {
        values.push_back(drawMix(settings, kSize, 5, step).share);
    }
    return values;
}

double mean(const std::vector<double>& values)
{
    double sum = 0;
    for (const double value : values) {
        sum += value;
    }
    return sum / static_cast<double>(values.size());
}

double variance(const std::vector<double>& values)
{
    const double middle = mean(values);
    double sum = 0;
    for (const double value : values) {
        sum += (value - middle) * (value - middle);
    }
    return sum / static_cast<double>(values.size());
}

} // namespace

/// Mixup and cutmix: what is drawn for a batch, and what it does to the pixels.
class TstBatchMix : public QObject
{
    Q_OBJECT

private slots:
    void offDrawsNothing() { QVERIFY(drawMix(AugmentationSettings(), kSize, 1, 2) == BatchMix()); }

    void sharesAreBeta_data()
    {
        QTest::addColumn<double>("alpha");
        for (const double alpha : {0.05, 0.2, 1.0, 2.0}) {
            QTest::addRow("%g", alpha) << alpha;
        }
    }

    void sharesAreBeta()
    {
        QFETCH(const double, alpha);
        const std::vector<double> values = shares(with(alpha, 0));
        QVERIFY(*std::min_element(values.begin(), values.end()) >= 0);
        QVERIFY(*std::max_element(values.begin(), values.end()) <= 1);
        // Beta(a, a): mean 1/2, variance 1 / (4 (2a + 1)); limits of six standard
        // deviations and more.
        QVERIFY(std::abs(mean(values) - 0.5) < 0.03);
        QVERIFY(std::abs(variance(values) - 1 / (4 * (2 * alpha + 1))) < 0.01);
    }

    void alphaOneIsUniform()
    {
        std::vector<double> counts(16, 0);
        for (const double share : shares(with(1, 0))) {
            ++counts[static_cast<std::size_t>(std::min(share * 16, 15.0))];
        }
        double chiSquare = 0;
        for (const double count : counts) {
            chiSquare += (count - kCount / 16.0) * (count - kCount / 16.0) / (kCount / 16.0);
        }
        QVERIFY2(chiSquare < 37.7,
                 std::to_string(chiSquare).c_str()); // 99.9 % of 15 degrees of freedom
    }

    void boxesLieInTheImageAndMakeTheShare()
    {
        double area = 0;
        for (int step = 0; step < kCount; ++step) {
            const BatchMix mix = drawMix(with(0, 1), kSize, 5, step);
            const PixelRectangle& box = mix.box;
            QCOMPARE(mix.kind, MixKind::Cutmix);
            QVERIFY(box.left >= 0 && box.width >= 0 && box.left + box.width <= kSize.width);
            QVERIFY(box.top >= 0 && box.height >= 0 && box.top + box.height <= kSize.height);
            QVERIFY(std::abs(mix.share - (1 - box.width * box.height / (24.0 * 32.0))) < 1e-12);
            area += 1 - mix.share;
        }
        QVERIFY(area / kCount > 0.2 && area / kCount < 0.5); // 1/2 before what the edges cut off
    }

    void bothOnTakeTurnsByChance()
    {
        int mixups = 0;
        for (int step = 0; step < kCount; ++step) {
            mixups += drawMix(with(1, 1), kSize, 5, step).kind == MixKind::Mixup ? 1 : 0;
        }
        QVERIFY(std::abs(mixups - kCount / 2) < 300);
    }

    void stepAndSeedAloneMatter()
    {
        QVERIFY(drawMix(with(1, 1), kSize, 5, 6) == drawMix(with(1, 1), kSize, 5, 6));
        QVERIFY(drawMix(with(1, 0), kSize, 5, 6) != drawMix(with(1, 0), kSize, 5, 7));
        QVERIFY(drawMix(with(1, 0), kSize, 5, 6) != drawMix(with(1, 0), kSize, 6, 6));
    }

    void mixupByHand()
    {
        // A quarter of itself, three of the one before; the first is mixed with the
        // last.
        std::vector<std::uint8_t> pixels{100, 0, 200, 1, 8, 255};
        mixBatch({MixKind::Mixup, 0.25, {}}, {1, 2, 1}, 3, pixels.data());
        // 31 = 25 + 6, 191.25; 125 = 50 + 75, 0.25; 152 = 2 + 150, 64.5 upwards
        QVERIFY((pixels == std::vector<std::uint8_t>{31, 191, 125, 0, 152, 65}));
    }

    void cutmixByHand()
    {
        std::vector<std::uint8_t> pixels{1, 2, 3, 4, 11, 12, 13, 14};
        mixBatch({MixKind::Cutmix, 0.5, {1, 0, 1, 2}}, {2, 2, 1}, 2, pixels.data());
        QVERIFY((pixels == std::vector<std::uint8_t>{1, 12, 3, 14, 11, 2, 13, 4}));
    }

    void sharesOfOneAndNothing()
    {
        const std::vector<std::uint8_t> pixels{9, 0, 255, 7};
        std::vector<std::uint8_t> own = pixels;
        mixBatch({MixKind::Mixup, 1, {}}, {1, 1, 1}, 4, own.data());
        QCOMPARE(own, pixels);
        std::vector<std::uint8_t> others = pixels;
        mixBatch({MixKind::Mixup, 0, {}}, {1, 1, 1}, 4, others.data());
        QVERIFY((others == std::vector<std::uint8_t>{7, 9, 0, 255}));
    }

    void anImageAloneStaysAsItIs()
    {
        std::vector<std::uint8_t> pixels{9, 8};
        mixBatch({MixKind::Mixup, 0.5, {}}, {1, 2, 1}, 1, pixels.data());
        QVERIFY((pixels == std::vector<std::uint8_t>{9, 8}));
    }
};

SACCADE_TEST(tst_batch_mix, TstBatchMix)
#include "tst_batch_mix.moc"
