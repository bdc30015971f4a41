#include <QSignalSpy>
#include <QTest>
#include <fstream>

#include "engine/session/answer_rules.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

/// Decided, kept in the folder, undone.
class TstAnswerRules : public QObject
{
    Q_OBJECT

private slots:
    void decisionIsKeptAndUndone()
    {
        const TemporaryFolder folder;
        AnswerRules rules;
        int changes = 0;
        connect(&rules, &AnswerRules::changed, this, [&] { ++changes; });
        rules.open(folder.path());
        QTRY_COMPARE(changes, 1);
        QVERIFY(!rules.canUndo());
        rules.decide({2, std::nullopt});
        rules.decide({2, 0.5});
        QTRY_COMPARE(changes, 3);
        QVERIFY(*loadAnswerRule(folder.path()) == (AnswerRule{2, 0.5}));
        rules.undo();
        QTRY_COMPARE(changes, 4);
        QVERIFY(*loadAnswerRule(folder.path()) == (AnswerRule{2, std::nullopt}));
        rules.undo();
        QTRY_COMPARE(changes, 5);
        QVERIFY(rules.rule() == AnswerRule{});
        QVERIFY(!rules.canUndo());
    }

    void quickUndosGoBackOneByOne()
    {
        const TemporaryFolder folder;
        AnswerRules rules;
        int changes = 0;
        connect(&rules, &AnswerRules::changed, this, [&] { ++changes; });
        rules.open(folder.path());
        rules.decide({2, std::nullopt});
        rules.decide({2, 0.5});
        rules.decide({2, 0.9});
        QTRY_COMPARE(changes, 4);
        rules.undo();
        rules.undo(); // before the first is written
        QTRY_COMPARE(changes, 6);
        QVERIFY(rules.rule() == (AnswerRule{2, std::nullopt}));
        QVERIFY(rules.canUndo());
    }

    void anUndoThatFailsCanBeTriedAgain()
    {
        const TemporaryFolder folder;
        AnswerRules rules;
        int failures = 0;
        connect(&rules, &AnswerRules::failed, this, [&] { ++failures; });
        rules.open(folder.path() / "run");
        std::filesystem::create_directories(folder.path() / "run");
        rules.decide({2, std::nullopt});
        QTRY_VERIFY(rules.canUndo());
        std::filesystem::remove_all(folder.path() / "run");
        std::ofstream(folder.path() / "run") << "a file";
        rules.undo();
        QTRY_COMPARE(failures, 1);
        QVERIFY(rules.canUndo());
        QVERIFY(rules.rule() == (AnswerRule{2, std::nullopt}));
    }

    void openReadsWhatLiesThere()
    {
        const TemporaryFolder folder;
        QVERIFY(saveAnswerRule(folder.path(), {3, 0.25}).hasValue());
        AnswerRules rules;
        rules.open(folder.path());
        QTRY_VERIFY(rules.rule() == (AnswerRule{3, 0.25}));
    }

    void nonsenseChangesNothing()
    {
        const TemporaryFolder folder;
        AnswerRules rules;
        int failures = 0;
        connect(&rules, &AnswerRules::failed, this, [&] { ++failures; });
        rules.open(folder.path());
        rules.decide({-1, std::nullopt});
        QTRY_COMPARE(failures, 1);
        QVERIFY(rules.rule() == AnswerRule{} && !rules.canUndo());
    }

    void withoutARunNothingHappens()
    {
        AnswerRules rules;
        rules.decide({2, std::nullopt});
        rules.undo();
        QVERIFY(!rules.canUndo());
    }
};

SACCADE_TEST(tst_answer_rules, TstAnswerRules)
#include "tst_answer_rules.moc"
