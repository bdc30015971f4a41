#include <QTest>
#include <array>
#include <cmath>
#include <limits>
#include <set>

#include "engine/base/random.h"
#include "tests/test_registry.h"

using namespace saccade;

class TstRandom : public QObject
{
    Q_OBJECT

private slots:
    // The finaliser of SplitMix64: its first output for seed 0 is published with the algorithm.
    void mixesAsPublished() { QCOMPARE(mixBits(0x9e3779b97f4a7c15ULL), 0xe220a8397b1dcdafULL); }

    void streamsDependOnEveryArgument()
    {
        std::set<std::uint64_t> first;
        const auto take = [&first](RandomStream stream) { first.insert(stream.next()); };
        take({1, "a", 2, 3});
        take({2, "a", 2, 3});
        take({1, "b", 2, 3});
        take({1, "a", 3, 3});
        take({1, "a", 2, 4});
        take({1, "a", 3, 2});
        QCOMPARE(first.size(), std::size_t{6});
        take({1, "a", 2, 3});
        QCOMPARE(first.size(), std::size_t{6});
    }

    void integersFillTheRangeEvenly()
    {
        RandomStream random(3, "die");
        std::array<int, 6> faces{};
        for (int i = 0; i < 60'000; ++i) {
            const std::int64_t face = random.integer(-2, 3);
            QVERIFY(face >= -2 && face <= 3);
            ++faces[static_cast<std::size_t>(face + 2)];
        }
        for (const int count : faces) {
            QVERIFY(std::abs(count - 10'000) < 500); // more than five standard deviations
        }
    }

    void integersReachTheEndsOfTheType()
    {
        using Limits = std::numeric_limits<std::int64_t>;
        RandomStream random(5, "wide");
        bool sawNegative = false;
        bool sawPositive = false;
        for (int i = 0; i < 100; ++i) {
            const std::int64_t value = random.integer(Limits::min(), Limits::max() - 1);
            QVERIFY(value < Limits::max());
            sawNegative = sawNegative || value < 0;
            sawPositive = sawPositive || random.integer(Limits::min(), Limits::max()) > 0;
        }
        QVERIFY(sawNegative && sawPositive);
        QCOMPARE(random.integer(7, 7), std::int64_t{7});
    }

    void momentsOfUniformAndNormal()
    {
        RandomStream random(9, "moments");
        constexpr int kCount = 100'000;
        double uniformSum = 0;
        double normalSum = 0;
        double normalSquares = 0;
        for (int i = 0; i < kCount; ++i) {
            const double uniform = random.uniform();
            QVERIFY(uniform >= 0 && uniform < 1);
            const double normal = random.normal();
            QVERIFY(std::isfinite(normal));
            uniformSum += uniform;
            normalSum += normal;
            normalSquares += normal * normal;
        }
        QVERIFY(std::abs(uniformSum / kCount - 0.5) < 0.006);
        QVERIFY(std::abs(normalSum / kCount) < 0.02);
        QVERIFY(std::abs(normalSquares / kCount - 1) < 0.03);
    }
};

SACCADE_TEST(tst_random, TstRandom)
#include "tst_random.moc"
