#include <QTest>
#include <array>

#include "engine/metrics/binomial.h"
#include "engine/metrics/verdict.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

ConfusionMatrix matrixOf(const std::vector<std::vector<int>>& rows)
{
    ConfusionMatrix matrix(static_cast<int>(rows.size()));
    for (std::size_t truth = 0; truth < rows.size(); ++truth) {
        for (std::size_t predicted = 0; predicted < rows.size(); ++predicted) {
            for (int i = 0; i < rows[truth][predicted]; ++i) {
                matrix.add(static_cast<int>(truth), static_cast<int>(predicted));
            }
        }
    }
    return matrix;
}

template <typename T>
std::vector<T> findingsOf(const VerdictInput& input)
{
    std::vector<T> found;
    for (const Finding& finding : computeVerdict(input)) {
        if (const T* each = std::get_if<T>(&finding)) {
            found.push_back(*each);
        }
    }
    return found;
}

VerdictInput inputOf(const ConfusionMatrix& matrix)
{
    return {matrix, {}, {}, 0, nullptr, {}, 0};
}

const ConfusionMatrix kLarge = matrixOf({{950, 40, 10}, {5, 990, 5}, {3, 2, 995}});

} // namespace

class TstVerdict : public QObject
{
    Q_OBJECT

private slots:
    void accuracyWithItsInterval()
    {
        const auto found = findingsOf<AccuracyFinding>(inputOf(kLarge));
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0], (AccuracyFinding{2935, 3000, 2935.0 / 3000, wilsonInterval(2935, 3000), 1.0 / 3, true}));
        QVERIFY(findingsOf<SmallTestFinding>(inputOf(kLarge)).empty());
        // 12 of 20 right is not surely better than always the class that has 10.
        QVERIFY(!findingsOf<AccuracyFinding>(inputOf(matrixOf({{6, 4}, {4, 6}})))[0].isAboveLargestClass);
    }

    void smallTest()
    {
        const ConfusionMatrix matrix = matrixOf({{18, 2}, {3, 17}});
        const auto found = findingsOf<SmallTestFinding>(inputOf(matrix));
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].images, 40);
        QCOMPARE(found[0].interval, wilsonInterval(35, 40));
        QCOMPARE(found[0].imagesForWidth, trialsForWidth(35.0 / 40, 0.05));
        QVERIFY(found[0].imagesForWidth > 600);
    }

    void onlyConfusionsBeyondChance()
    {
        const auto found = findingsOf<ConfusionFinding>(inputOf(kLarge));
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].confusion, (ClassConfusion{0, 1, 40, 0.04}));
        QCOMPARE(found[0].truthImages, 1000);
        QCOMPARE(found[0].interval, wilsonInterval(40, 1000));
        QCOMPARE(found[0].evenShare, 65.0 / 3000 / 2);
        QCOMPARE(found[0].chance, binomialUpperTail(40, 1000, 65.0 / 6000));
        QVERIFY(std::abs(found[0].level - 0.05 / 6) < 1e-15);
        QVERIFY(found[0].chance <= found[0].level);
        QVERIFY(findingsOf<ConfusionFinding>(inputOf(matrixOf({{90, 5, 5}, {5, 90, 5}, {5, 5, 90}}))).empty());
        // Three of five images are many, but two of them may be chance among so many pairs.
        std::vector<std::vector<int>> many(40, std::vector<int>(40));
        for (std::size_t i = 0; i < many.size(); ++i) {
            many[i][i] = 5;
            many[i][(i + 1) % many.size()] = 1;
        }
        many[0] = std::vector<int>(40);
        many[0][0] = 3;
        many[0][1] = 2;
        QVERIFY(findingsOf<ConfusionFinding>(inputOf(matrixOf(many))).empty());
    }

    void twoClassesAreLopsidedOrNot()
    {
        QVERIFY(findingsOf<ConfusionFinding>(inputOf(matrixOf({{80, 20}, {20, 80}}))).empty());
        const auto found = findingsOf<ConfusionFinding>(inputOf(matrixOf({{60, 40}, {2, 98}})));
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].confusion.truth, 0);
    }

    void classesShortOfImages()
    {
        const ConfusionMatrix matrix = matrixOf({{100, 0, 0, 0}, {0, 9, 1, 0}, {0, 0, 50, 0}, {0, 0, 0, 0}});
        const auto tested = findingsOf<ShortClassFinding>(inputOf(matrix));
        QCOMPARE(tested.size(), std::size_t{2});
        QCOMPARE(tested[0], (ShortClassFinding{1, 10, {}, 0, true, false, 0.9, wilsonInterval(9, 10)}));
        QCOMPARE(tested[1].recallInterval, (Interval{0, 1}));
        VerdictInput input = inputOf(matrix);
        const std::array<std::int64_t, 4> training{1000, 900, 179, 40};
        input.trainingCounts = training;
        const auto found = findingsOf<ShortClassFinding>(input);
        QCOMPARE(found.size(), std::size_t{2}); // a fifth of the median 539.5 is 107.9
        QVERIFY(found[0].isShortInTest && !found[0].isShortInTraining);
        QVERIFY(found[1].isShortInTest && found[1].isShortInTraining);
        QCOMPARE(found[1].trainingImages, std::optional<std::int64_t>(40));
        QCOMPARE(found[1].medianTrainingImages, 539.5);
    }

    void confidenceOutsideTheInterval()
    {
        Reliability reliability;
        reliability.count = 1000;
        reliability.right = 800;
        reliability.meanConfidence = 0.9;
        reliability.expectedError = 0.1;
        reliability.maximumError = 0.2;
        VerdictInput input = inputOf(kLarge);
        input.reliability = &reliability;
        const auto found = findingsOf<ConfidenceFinding>(input);
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0], (ConfidenceFinding{true, 0.9, 0.8, wilsonInterval(800, 1000), 0.1, 0.2, 1000}));
        reliability.meanConfidence = 0.7;
        QVERIFY(!findingsOf<ConfidenceFinding>(input)[0].isOverconfident);
        reliability.meanConfidence = 0.81;
        QVERIFY(findingsOf<ConfidenceFinding>(input).empty());
        reliability.meanConfidence = 0.9;
        reliability.expectedError = 0.04;
        QVERIFY(findingsOf<ConfidenceFinding>(input).empty());
    }

    void suspectsAndLearningArePassedOn()
    {
        const std::vector<LearningPoint> points{
            {1, 2.0, 0.3, 2.0, 0.3}, {2, 1.8, 0.4, 1.8, 0.41}, {3, 1.5, 0.5, 1.5, 0.52}};
        VerdictInput input = inputOf(kLarge);
        input.learning = points;
        input.validationImages = 1000;
        input.labelSuspects = 7;
        input.suspectImages = 1000;
        QCOMPARE(findingsOf<LabelSuspectsFinding>(input), (std::vector<LabelSuspectsFinding>{{7, 1000}}));
        QCOMPARE(findingsOf<UnderfittingFinding>(input).size(), std::size_t{1});
        QCOMPARE(findingsOf<StillLearningFinding>(input).size(), std::size_t{1});
        QVERIFY(findingsOf<OverfittingFinding>(input).empty());
        input.labelSuspects = 0;
        QVERIFY(findingsOf<LabelSuspectsFinding>(input).empty());
        const std::vector<LearningPoint> runaway{
            {1, 1.0, 0.6, 0.9, 0.62}, {2, 0.6, 0.8, 0.7, 0.70}, {3, 0.1, 0.98, 1.0, 0.72}};
        input.learning = runaway;
        QCOMPARE(findingsOf<OverfittingFinding>(input).size(), std::size_t{1});
    }

    void nothingIsKnown()
    {
        const ConfusionMatrix none;
        QVERIFY(computeVerdict(inputOf(none)).empty());
        QVERIFY(computeVerdict(inputOf(ConfusionMatrix(3))).empty());
        QCOMPARE(computeVerdict(inputOf(matrixOf({{30}}))).size(), std::size_t{2}); // accuracy, a small test
    }
};

SACCADE_TEST(tst_verdict, TstVerdict)
#include "tst_verdict.moc"
