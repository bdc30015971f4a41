#include <QTest>
#include <cmath>
#include <map>

#include "engine/data/augmentation.h"
#include "engine/data/policy_tables.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

struct Golden
{
    AugmentationPolicy policy;
    PixelOperationKind kind;
    bool isSigned;
    std::vector<double> strengths;
};

const std::vector<Golden>& goldens()
{
    static const std::vector<Golden> rows{
#include "goldens/policy_goldens.inc"
    };
    return rows;
}

constexpr ImageSize kSize{48, 64, 3}; // as make_augmentation_goldens.py

bool isShift(PixelOperationKind kind)
{
    return kind == PixelOperationKind::TranslateX || kind == PixelOperationKind::TranslateY;
}

bool isFactor(PixelOperationKind kind)
{
    return kind >= PixelOperationKind::Brightness && kind <= PixelOperationKind::Sharpness &&
           kind != PixelOperationKind::Hue;
}

/// What torchvision's _apply_image_or_video_transform makes of a strength.
double amountOf(const Golden& golden, double strength, bool isMirrored)
{
    const double size = golden.isSigned && isMirrored ? -strength : strength;
    if (isFactor(golden.kind)) {
        return 1 + size;
    }
    if (golden.kind == PixelOperationKind::Solarize) {
        return 255 * size;
    }
    return isShift(golden.kind) ? std::trunc(size) : size;
}

std::vector<std::vector<PixelOperation>> drawsOf(const PolicyChoice& choice, int count)
{
    std::vector<std::vector<PixelOperation>> draws(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < draws.size(); ++i) {
        RandomStream random(9, "policy", 0, i);
        drawPolicy(choice, kSize, random, draws[i]);
    }
    return draws;
}

} // namespace

/// The policies' strengths held to torchvision's tables, and how often each operation is drawn.
class TstAugmentationPolicy : public QObject
{
    Q_OBJECT

private slots:
    void strengthsEqualTorchvision()
    {
        for (const Golden& golden : goldens()) {
            for (std::size_t bin = 0; bin < golden.strengths.size(); ++bin) {
                for (const bool isMirrored : {false, true}) {
                    const PixelOperation operation =
                        policyOperation(golden.policy, golden.kind, static_cast<int>(bin), isMirrored, kSize);
                    const double wanted = amountOf(golden, golden.strengths[bin], isMirrored);
                    QVERIFY2(std::abs(operation.amount - wanted) < 2e-4,
                             qPrintable(QStringLiteral("%1 %2: %3, not %4")
                                            .arg(static_cast<int>(golden.kind))
                                            .arg(bin)
                                            .arg(operation.amount)
                                            .arg(wanted)));
                }
            }
        }
    }

    void randAugmentDrawsEachOfFourteenAlike()
    {
        const int count = 7000;
        std::map<PixelOperationKind, int> counts;
        int drawn = 0;
        for (const auto& operations : drawsOf({AugmentationPolicy::RandAugment, 2, 9}, count)) {
            drawn += static_cast<int>(operations.size());
            for (const PixelOperation& operation : operations) {
                ++counts[operation.kind];
            }
        }
        // 14,000 places, each of 13 kinds and of "nothing" 1,000 times; chi-square of 14 classes: 99.9 % below 34.5.
        QCOMPARE(counts.size(), std::size_t{13});
        double chiSquare = std::pow(2.0 * count - drawn - 1000, 2) / 1000;
        for (const auto& [kind, times] : counts) {
            chiSquare += std::pow(times - 1000, 2) / 1000;
        }
        QVERIFY2(chiSquare < 34.5, std::to_string(chiSquare).c_str());
    }

    void randAugmentTakesBothSigns()
    {
        int positive = 0;
        int negative = 0;
        for (const auto& operations : drawsOf({AugmentationPolicy::RandAugment, 1, 30}, 7000)) {
            for (const PixelOperation& operation : operations) {
                if (operation.kind == PixelOperationKind::Rotate) {
                    QCOMPARE(std::abs(operation.amount), 30.0);
                    ++(operation.amount > 0 ? positive : negative);
                }
            }
        }
        QVERIFY(std::abs(positive - negative) < 6 * std::sqrt(500.0));
        QVERIFY(positive > 100);
    }

    void trivialAugmentDrawsOneOfAnyStrength()
    {
        std::map<double, int> angles;
        for (const auto& operations : drawsOf({AugmentationPolicy::TrivialAugment, 8, 0}, 20'000)) {
            QVERIFY(operations.size() <= 1);
            if (!operations.empty() && operations.front().kind == PixelOperationKind::Rotate) {
                ++angles[std::abs(operations.front().amount)];
            }
        }
        QCOMPARE(angles.size(), std::size_t{31});
        QCOMPARE(angles.rbegin()->first, 135.0);
    }

    void autoAugmentFollowsItsProbabilities()
    {
        for (const AugmentationPolicy policy :
             {AugmentationPolicy::AutoAugmentCifar10, AugmentationPolicy::AutoAugmentImageNet,
              AugmentationPolicy::AutoAugmentSvhn}) {
            double expected = 0;
            for (const PolicyPair& pair : policyTable(policy)) {
                expected += (pair[0].probability + pair[1].probability) / kPolicyPairs;
            }
            const int count = 20'000;
            std::size_t drawn = 0;
            for (const auto& operations : drawsOf({policy, 2, 9}, count)) {
                QVERIFY(operations.size() <= 2);
                drawn += operations.size();
            }
            QVERIFY(std::abs(static_cast<double>(drawn) / count - expected) < 0.03); // six standard deviations
        }
    }

    void noneDrawsNothing() { QVERIFY(drawsOf({AugmentationPolicy::None, 2, 9}, 1).front().empty()); }
};

SACCADE_TEST(tst_augmentation_policy, TstAugmentationPolicy)
#include "tst_augmentation_policy.moc"
