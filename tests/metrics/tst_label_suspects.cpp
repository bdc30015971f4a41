#include <QTest>
#include <array>
#include <cmath>
#include <limits>

#include "engine/metrics/label_suspects.h"
#include "tests/metrics/golden_table.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

using Labels = std::vector<std::int32_t>;

LearningHistory historyOf(const Labels& truth, const std::vector<Labels>& validations)
{
    std::vector<std::span<const std::int32_t>> spans(validations.begin(), validations.end());
    return computeLearningHistory(truth, spans);
}

struct Golden
{
    GoldenSource source;
    std::vector<double> thresholds;
    std::vector<std::size_t> suspects; // ascending
};

const std::vector<Golden>& goldens()
{
    static const std::vector<Golden> rows{
#include "goldens/suspects_goldens.inc"
    };
    return rows;
}

std::vector<std::size_t> imagesOf(const std::vector<LabelSuspect>& suspects)
{
    std::vector<std::size_t> images;
    for (const LabelSuspect& suspect : suspects) {
        images.push_back(suspect.image);
    }
    return images;
}

} // namespace

/// What the validations of a run say of single images.
class TstLabelSuspects : public QObject
{
    Q_OBJECT

private slots:
    void historyByHand()
    {
        const LearningHistory history =
            historyOf({0, 1, 2, 0, 1}, {{0, 0, 0, 1, 0}, {1, 1, 1, 0, 0}, {0, 1, 0, 0, 0}, {2, 1, 1, 0}});
        QCOMPARE(history.validations, 4);
        QCOMPARE(history.images,
                 (std::vector<ImageHistory>{{0, 2, 2, 2}, {1, 0, 3, 1}, {-1, 0, 0, 1}, {1, 0, 3, 0}, {-1, 0, 0, 0}}));
        QCOMPARE(history.neverLearned, 2);
        QCOMPARE(history.everForgotten, 1);
        QCOMPARE(history.neverForgotten, 2);
    }

    void historyOfNothing()
    {
        QCOMPARE(historyOf({0, 1}, {}).neverLearned, 0);
        QCOMPARE(historyOf({0, 1}, {}).images[0], ImageHistory());
        QCOMPARE(historyOf({}, {{0}}).images.size(), std::size_t{0});
    }

    void agreesWithCleanlab()
    {
        for (const Golden& golden : goldens()) {
            const GoldenTable table(golden.source);
            const std::vector<double> thresholds = confidentThresholds(table.view());
            QCOMPARE(thresholds.size(), golden.thresholds.size());
            for (std::size_t i = 0; i < thresholds.size(); ++i) {
                QVERIFY(isGolden(thresholds[i], golden.thresholds[i]));
            }
            const std::vector<LabelSuspect> suspects = findLabelSuspects(table.view());
            std::vector<std::size_t> images = imagesOf(suspects);
            std::sort(images.begin(), images.end());
            QCOMPARE(images, golden.suspects);
            QVERIFY(std::is_sorted(suspects.begin(), suspects.end(),
                                   [](const auto& a, const auto& b) { return a.score > b.score; }));
        }
        QCOMPARE(goldens().size(), std::size_t{4});
    }

    void whatWasOnceRightIsLessSuspect()
    {
        // Thresholds 0.6 and 0.7; images 2 and 5 are confidently the other class.
        const Labels truth{0, 0, 0, 1, 1, 1};
        const std::array<float, 12> scores{0.875F, 0.125F, 0.875F, 0.125F, 0.0625F, 0.9375F,
                                           0.0F,   1.0F,   0.0F,   1.0F,   0.875F,  0.125F};
        const ScoreTable table{truth, scores, 2};
        const std::vector<LabelSuspect> without = findLabelSuspects(table);
        QCOMPARE(imagesOf(without), (std::vector<std::size_t>{2, 5}));
        QCOMPARE(without[0].score, (1 + 0.9375 - 0.0625) / 2);
        QVERIFY(!without[0].isNeverLearned);
        const LearningHistory history = historyOf(truth, {{0, 0, 0, 1, 1, 0}, {0, 0, 1, 1, 1, 0}});
        const std::vector<LabelSuspect> suspects = findLabelSuspects(table, history);
        QCOMPARE(imagesOf(suspects), (std::vector<std::size_t>{5, 2}));
        QVERIFY(suspects[0].isNeverLearned && !suspects[1].isNeverLearned);
        QCOMPARE(suspects[0].other, 0);
        QCOMPARE(suspects[0].score, (1 + 0.875 - 0.125) / 2);
        QCOMPARE(suspects[1].score, (1 + 0.9375 - 0.0625) / 4);
    }

    void topPredictionsFindTheSameWhereTheTopIsConfident()
    {
        const GoldenTable table({500, 10, 19, 30, GoldenTruth::Any});
        std::vector<float> losses;
        for (std::size_t i = 0; i < table.truth.size(); ++i) {
            losses.push_back(-std::log(table.view().row(i)[static_cast<std::size_t>(table.truth[i])]));
        }
        const std::vector<LabelSuspect> all = findLabelSuspects(table.view());
        const std::vector<LabelSuspect> top =
            findLabelSuspects({table.truth, table.predicted, table.confidences, losses, 10});
        std::vector<std::size_t> expected;
        for (const LabelSuspect& suspect : all) {
            if (suspect.other == table.predicted[suspect.image]) {
                expected.push_back(suspect.image);
            }
        }
        std::vector<std::size_t> found = imagesOf(top);
        std::sort(expected.begin(), expected.end());
        std::sort(found.begin(), found.end());
        QCOMPARE(found, expected);
        QVERIFY(found.size() >= 4);
        QVERIFY(std::abs(top[0].labelProbability - std::exp(-losses[top[0].image])) < 1e-6);
    }

    void nothingIsNotANumber()
    {
        constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
        const Labels truth{0, 1, 5};
        const std::array<float, 6> scores{kNaN, 1, kNaN, kNaN, 1, 0};
        const std::vector<LabelSuspect> suspects = findLabelSuspects({truth, scores, 2});
        QCOMPARE(imagesOf(suspects), std::vector<std::size_t>{0});
        QCOMPARE(suspects[0].score, 1.0);
        QCOMPARE(confidentThresholds({{}, {}, 2}), (std::vector<double>{1, 1}));
        const std::array<float, 3> losses{kNaN, -1e-7F, 0};
        const std::array<float, 3> confidences{kNaN, 1, 1};
        QVERIFY(findLabelSuspects({truth, truth, confidences, losses, 2}).empty());
        QVERIFY(findLabelSuspects(TopPredictions{}).empty());
    }
};

SACCADE_TEST(tst_label_suspects, TstLabelSuspects)
#include "tst_label_suspects.moc"
