#include <QTest>
#include <cmath>
#include <vector>

#include "engine/torchnet/norm_kernels.h"
#include "engine/torchnet/size_class.h"
#include "engine/torchnet/transpose.h"
#include "tests/test_registry.h"
#include "tests/torchnet/torch_passes.h"

using namespace saccade;

class TstKernels : public QObject
{
    Q_OBJECT

private slots:
    void weightGradientByProducts_data()
    {
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("outChannels");
        QTest::addColumn<int>("kernel");
        QTest::addColumn<int>("padding");
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("width");
        QTest::newRow("3x3 padded") << 32 << 48 << 3 << 1 << 7 << 7;
        QTest::newRow("3x3 unpadded") << 32 << 48 << 3 << 0 << 7 << 9;
        QTest::newRow("3x3 on 3x3") << 16 << 16 << 3 << 1 << 3 << 3;
        QTest::newRow("more padding than needed") << 8 << 16 << 3 << 2 << 5 << 4;
        QTest::newRow("5x5") << 8 << 24 << 5 << 2 << 6 << 5;
        QTest::newRow("1x1") << 24 << 8 << 1 << 0 << 4 << 4;
        QTest::newRow("2x2") << 3 << 24 << 2 << 0 << 8 << 8;
        QTest::newRow("odd numbers") << 13 << 11 << 3 << 1 << 5 << 3;
        QTest::newRow("kernel wider than the image") << 8 << 8 << 5 << 4 << 2 << 2;
    }
    void weightGradientByProducts()
    {
        QFETCH(int, channels);
        QFETCH(int, outChannels);
        QFETCH(int, kernel);
        QFETCH(int, padding);
        QFETCH(int, height);
        QFETCH(int, width);
        Conv2dLayer layer;
        layer.outChannels = outChannels;
        layer.kernel = kernel;
        layer.padding = padding;
        const auto errors = passes::weightGradientErrors(layer, channels, height, width, 5);
        QVERIFY2(errors.ours < 0.006, qPrintable(QString::number(errors.ours)));
        QVERIFY2(errors.ours < 2 * errors.library + 1e-6, qPrintable(QString::number(errors.library)));
    }

    void chainsAgreeWithTheirNodes_data()
    {
        QTest::addColumn<bool>("isPooled");
        QTest::addColumn<bool>("hasAdd");
        QTest::addColumn<int>("function");
        QTest::addColumn<bool>("isScaled");
        QTest::addColumn<bool>("isBf16");
        for (const bool isBf16 : {false, true}) {
            for (const int kind : {0, 1, 2, 3}) {
                for (const int function : {-1, 0, 1, 2}) {
                    QTest::addRow("pool %d, add %d, function %d, %s", kind & 1, kind / 2, function,
                                  isBf16 ? "bf16" : "fp32")
                        << (kind % 2 == 1) << (kind >= 2) << function << (function % 2 == 0) << isBf16;
                }
            }
        }
    }
    void chainsAgreeWithTheirNodes()
    {
        QFETCH(bool, isPooled);
        QFETCH(bool, hasAdd);
        QFETCH(int, function);
        QFETCH(bool, isScaled);
        QFETCH(bool, isBf16);
        std::vector<Layer> layers;
        if (isPooled) {
            layers.emplace_back(PoolLayer{});
        }
        BatchNormLayer norm;
        norm.hasWeight = isScaled;
        layers.emplace_back(norm);
        if (hasAdd) {
            layers.emplace_back(AddLayer{});
        }
        if (function >= 0) {
            layers.emplace_back(ActivationLayer{static_cast<Activation>(function)});
        }
        // Channels that fill a vector and such that do not, and pictures whose pixels make wide rows or none.
        for (const passes::ChainShape& shape :
             {passes::ChainShape{19, 6, 6, 4, 1}, {19, 7, 9, 4, 2}, {16, 8, 8, 5, 2}, {300, 4, 4, 2, 1}}) {
            const std::vector<double> all = passes::chainDifferences(layers, shape, isBf16);
            for (std::size_t i = 0; i < all.size(); ++i) {
                QVERIFY2(all[i] < (isBf16 ? 0.012 : 2e-5),
                         qPrintable(QStringLiteral("%1 channels, %2: %3").arg(shape.channels).arg(i).arg(all[i])));
            }
        }
    }

    /// Rounded one by one, equal numbers all err the same way: up to 0.004, which drives biases away.
    void sumsOverEqualPixelsStayExact()
    {
        for (const bool isPooled : {false, true}) {
            const double sum = passes::normGradientSum(isPooled);
            QVERIFY2(sum < 1e-4, qPrintable(QString::number(sum)));
        }
        for (const int channels : {8, 13, 24, 300, 600}) {
            const double error = passes::activationGradientSumError(channels);
            QVERIFY2(error < 1e-4, qPrintable(QString::number(error)));
        }
    }

    /// A block of a residual network: which nodes are done together, and what is left alone.
    void chainsTakeAdditions()
    {
        LayerGraph graph;
        Conv2dLayer convolution;
        convolution.outChannels = 3;
        convolution.padding = 1;
        graph.nodes = {{"input", InputLayer{{6, 6, 3}, {}}, {}},
                       {"conv1", convolution, {0}},
                       {"norm1", BatchNormLayer{}, {1}},
                       {"conv2", convolution, {0}},
                       {"norm2", BatchNormLayer{}, {3}},
                       {"add", AddLayer{}, {4, 2}},
                       {"relu", ActivationLayer{}, {5}},
                       {"norm3", BatchNormLayer{}, {6}},
                       {"sum3", AddLayer{}, {7, 6, 0}},
                       {"norm4", BatchNormLayer{}, {8}},
                       {"twice", AddLayer{}, {9, 9}}};
        // The first of two norms that meet takes the addition, the other one is what it adds; neither a sum of three
        // nor one of a norm with itself is taken.
        const std::vector<passes::ChainNodes> expected{{{2, 5, 6}, 4}, {{4}, -1}, {{7}, -1}, {{9}, -1}};
        QVERIFY(passes::chainsOf(graph) == expected);
    }

    void pointFunctionsAreAccurate()
    {
        for (float z = -12; z <= 12; z += 0.0137F) {
            const double exact = 0.5 * static_cast<double>(z) * std::erfc(-static_cast<double>(z) / std::sqrt(2.0));
            const double share = 1 / (1 + std::exp(-static_cast<double>(z)));
            const PointResult gelu = pointResult<PointFunction::Gelu>(z);
            const PointResult silu = pointResult<PointFunction::Silu>(z);
            QVERIFY2(std::abs(static_cast<double>(gelu.value) - exact) < 1e-6, qPrintable(QString::number(z)));
            QVERIFY2(std::abs(static_cast<double>(silu.value) - static_cast<double>(z) * share) < 2e-6,
                     qPrintable(QString::number(z)));
            const float step = 1e-3F;
            const auto rise = static_cast<double>(pointResult<PointFunction::Gelu>(z + step).value -
                                                  pointResult<PointFunction::Gelu>(z - step).value);
            QVERIFY(std::abs(static_cast<double>(gelu.slope) - rise / (2 * static_cast<double>(step))) < 2e-3);
        }
        const float nan = std::nanf("");
        QVERIFY(std::isnan(pointResult<PointFunction::Gelu>(nan).value));
        QVERIFY(std::isnan(pointResult<PointFunction::Silu>(nan).value));
        QVERIFY(std::isnan(pointResult<PointFunction::Relu>(nan).value));
    }

    void bf16RoundsToNearestEven()
    {
        const auto rounded = [](float value) {
            Bf16 result{};
            store(result, value);
            return toFloat(result);
        };
        QCOMPARE(rounded(1.0F), 1.0F);
        QCOMPARE(rounded(1.00390625F), 1.0F);      // half way between 1 and 1.0078125: to the even one
        QCOMPARE(rounded(1.01171875F), 1.015625F); // half way again
        QCOMPARE(rounded(1.004F), 1.0078125F);
        QCOMPARE(rounded(-2.51F), -2.515625F);
        QVERIFY(std::isinf(rounded(3.4e38F)));
        QVERIFY(std::isnan(rounded(std::nanf(""))));
    }

    void transposesAnyShape()
    {
        for (const auto& [rows, columns] :
             {std::pair<std::int64_t, std::int64_t>{8, 8}, {16, 24}, {9, 13}, {3, 40}, {1, 1}}) {
            std::vector<Bf16> source(static_cast<std::size_t>(rows * columns));
            for (std::size_t i = 0; i < source.size(); ++i) {
                source[i].bits = static_cast<std::uint16_t>(i);
            }
            const std::int64_t pitch = rows + 3;
            std::vector<Bf16> target(static_cast<std::size_t>(columns * pitch), Bf16{0xffff});
            transpose(source.data(), rows, columns, target.data(), pitch);
            for (std::int64_t column = 0; column < columns; ++column) {
                for (std::int64_t row = 0; row < pitch; ++row) {
                    const std::uint16_t expected =
                        row < rows ? static_cast<std::uint16_t>(row * columns + column) : std::uint16_t{0xffff};
                    QCOMPARE(target[static_cast<std::size_t>(column * pitch + row)].bits, expected);
                }
            }
        }
    }

    void sizeClassesHoldWhatTheyPromise()
    {
        int before = 0;
        for (std::size_t bytes = 1; bytes < 3'000'000; bytes += 1 + bytes / 7) {
            const int sizeClass = sizeClassOf(bytes);
            QVERIFY(sizeOfClass(sizeClass) >= bytes);
            QVERIFY(bytes <= kSmallestBlock || sizeOfClass(sizeClass - 1) < bytes);
            QVERIFY(sizeClass >= before);
            before = sizeClass;
        }
        QVERIFY(sizeClassOf(std::size_t{1} << 50) >= kSizeClasses);
        QCOMPARE(sizeClassOf(512), 0);
        QCOMPARE(sizeClassOf(513), 1);
        QCOMPARE(sizeOfClass(8), std::size_t{1024});
    }
};

SACCADE_TEST(tst_kernels, TstKernels)
#include "tst_kernels.moc"
