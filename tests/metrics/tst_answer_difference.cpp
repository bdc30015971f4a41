#include <QTest>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/metrics/answer_difference.h"
#include "tests/test_registry.h"

using namespace saccade;

/// Two answers to the same images, counted by hand.
class TstAnswerDifference : public QObject
{
    Q_OBJECT

private slots:
    void equalAnswersDoNotDiffer()
    {
        const std::vector<float> answers{0.9F, 0.1F, 0.2F, 0.8F};
        const AnswerDifference found = compareAnswers(answers, answers, std::vector<std::int32_t>{0, 0}, 2);
        QVERIFY((found == AnswerDifference{2, 0, 0, 0, -1, 0.5, 0.5}));
    }
    void theWorstImageAndTheChangedLabelsAreFound()
    {
        const std::vector<float> before{0.9F, 0.1F, 0.55F, 0.45F, 0.2F, 0.8F};
        const std::vector<float> after{0.6F, 0.4F, 0.45F, 0.55F, 0.2F, 0.8F};
        const AnswerDifference found = compareAnswers(before, after, std::vector<std::int32_t>{0, 1, 1}, 2);
        QCOMPARE(found.worst, 0);
        QVERIFY(std::abs(found.largest - 0.3) < 1e-6);
        QCOMPARE(found.labelsChanged, 1);
        QCOMPARE(found.firstChanged, 1);
        QCOMPARE(found.accuracyBefore, 2.0 / 3);
        QCOMPARE(found.accuracyAfter, 1.0);
    }
    void whatIsNoNumberDiffersWithoutLimit()
    {
        const std::vector<float> before{0.9F, 0.1F};
        const std::vector<float> after{std::numeric_limits<float>::quiet_NaN(), 0.1F};
        QVERIFY(std::isinf(compareAnswers(before, after, std::vector<std::int32_t>{0}, 2).largest));
    }
    void ofNothingThereIsNoWorst() { QVERIFY((compareAnswers({}, {}, {}, 10) == AnswerDifference{})); }
};

SACCADE_TEST(tst_answer_difference, TstAnswerDifference)
#include "tst_answer_difference.moc"
