#include <QTest>

#include "tests/test_registry.h"
#include "ui/models/compared_answers.h"

Q_DECLARE_METATYPE(saccade::HistoryEntry)

using namespace saccade;

namespace {

HistoryEntry entryOf(std::vector<float> first, std::vector<float> second, std::optional<double> firstThreshold = {},
                     std::optional<double> secondThreshold = {})
{
    HistoryEntry entry;
    entry.classNames = {QStringLiteral("bird"), QStringLiteral("cat"), QStringLiteral("frog")};
    entry.probabilities = std::move(first);
    entry.rejectThreshold = firstThreshold;
    entry.second =
        ComparedAnswer{QStringLiteral("other"), {}, {QStringLiteral("frog"), QStringLiteral("bird")}, {}, {}, {}, 0};
    entry.second->probabilities = std::move(second);
    entry.second->rejectThreshold = secondThreshold;
    return entry;
}

} // namespace

/// Two networks with other classes in another order, in words and in rows.
class TstComparedAnswers : public QObject
{
    Q_OBJECT

private slots:
    void sentences_data()
    {
        QTest::addColumn<HistoryEntry>("entry");
        QTest::addColumn<QString>("sentence");
        QTest::addColumn<bool>("isSame");
        QTest::newRow("surer") << entryOf({0.5F, 0.25F, 0.25F}, {0.25F, 0.75F})
                               << QStringLiteral("Both say bird; the second is 25.0 points surer.") << true;
        QTest::newRow("less sure") << entryOf({0.875F, 0.125F, 0}, {0.25F, 0.75F})
                                   << QStringLiteral("Both say bird; the first is 12.5 points surer.") << true;
        QTest::newRow("equal") << entryOf({0.75F, 0.25F, 0}, {0.25F, 0.75F})
                               << QStringLiteral("Both say bird, equally sure.") << true;
        QTest::newRow("another") << entryOf({0.25F, 0.75F, 0}, {0.25F, 0.75F})
                                 << QStringLiteral("They disagree: the first says cat, the second bird.") << false;
        QTest::newRow("first unknown") << entryOf({0.75F, 0.25F, 0}, {0.25F, 0.75F}, 0.8)
                                       << QStringLiteral("They disagree: the first says “unknown”, the second bird.")
                                       << false;
        QTest::newRow("second unknown") << entryOf({0.75F, 0.25F, 0}, {0.25F, 0.75F}, {}, 0.8)
                                        << QStringLiteral("They disagree: the first says bird, the second “unknown”.")
                                        << false;
        QTest::newRow("both unknown") << entryOf({0.75F, 0.25F, 0}, {0.75F, 0.25F}, 0.8, 0.8)
                                      << QStringLiteral("Both say “unknown”.") << true;
    }
    void sentences()
    {
        QFETCH(HistoryEntry, entry);
        QFETCH(QString, sentence);
        QFETCH(bool, isSame);
        QCOMPARE(comparisonSentence(entry), sentence);
        QCOMPARE(isSameAnswer(entry), std::optional(isSame));
    }

    void withoutTwoAnswersNothingIsSaid()
    {
        HistoryEntry alone = entryOf({1, 0, 0}, {});
        QVERIFY(comparisonSentence(alone).isEmpty() && !isSameAnswer(alone));
        alone.second.reset();
        QVERIFY(comparisonSentence(alone).isEmpty() && !isSameAnswer(alone));
        QCOMPARE(comparedClasses(alone, 3).size(), std::size_t{3});
    }

    void rowsHaveTheClassesOfBoth()
    {
        const auto classes = comparedClasses(entryOf({0.125F, 0.75F, 0.125F}, {0.75F, 0.25F}), 1);
        QCOMPARE(classes.size(), std::size_t{2});
        QCOMPARE(classes[0].name, QStringLiteral("cat"));
        QCOMPARE(classes[0].first, std::optional(0.75));
        QVERIFY(!classes[0].second); // it does not know cats
        QCOMPARE(classes[1].name, QStringLiteral("frog"));
        QCOMPARE(classes[1].first, std::optional(0.125));
        QCOMPARE(classes[1].second, std::optional(0.75));
    }
};

SACCADE_TEST(tst_compared_answers, TstComparedAnswers)
#include "tst_compared_answers.moc"
