#include <QTest>
#include <cmath>
#include <fstream>

#include "engine/runs/answer_rule.h"
#include "engine/runs/portable_run.h"
#include "tests/runs/failing_layer.h"
#include "tests/runs/run_fixtures.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

class TstAnswerRule : public QObject
{
    Q_OBJECT

private slots:
    void missingFileChangesNothing()
    {
        const TemporaryFolder folder;
        QVERIFY(*loadAnswerRule(folder.path()) == AnswerRule{});
    }

    void comesBack()
    {
        const TemporaryFolder folder;
        for (const AnswerRule& rule : {AnswerRule{1.75, 0.6}, AnswerRule{0.5, std::nullopt}}) {
            QVERIFY(saveAnswerRule(folder.path(), rule).hasValue());
            QVERIFY(*loadAnswerRule(folder.path()) == rule);
        }
    }

    void refusesToSaveNonsense()
    {
        const TemporaryFolder folder;
        for (const AnswerRule& rule : {AnswerRule{0, {}}, AnswerRule{-1, {}}, AnswerRule{NAN, {}},
                                       AnswerRule{INFINITY, {}}, AnswerRule{1, 1.5}, AnswerRule{1, NAN}}) {
            QCOMPARE(saveAnswerRule(folder.path(), rule).error().code, ErrorCode::SettingInvalid);
        }
        QVERIFY(*loadAnswerRule(folder.path()) == AnswerRule{});
    }

    void refusesForeignFiles_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<ErrorCode>("code");
        using enum ErrorCode;
        QTest::newRow("nothing") << QByteArray() << FormatInvalid;
        QTest::newRow("list") << QByteArray("[]") << FormatInvalid;
        QTest::newRow("newer") << QByteArray(R"({"formatVersion": 2})") << FormatTooNew;
        QTest::newRow("no temperature") << QByteArray(R"({"formatVersion": 1, "rejectThreshold": 1})") << FormatInvalid;
        QTest::newRow("text") << QByteArray(R"({"formatVersion": 1, "temperature": "1", "rejectThreshold": null})")
                              << FormatInvalid;
        QTest::newRow("zero") << QByteArray(R"({"formatVersion": 1, "temperature": 0, "rejectThreshold": null})")
                              << FormatInvalid;
        QTest::newRow("high") << QByteArray(R"({"formatVersion": 1, "temperature": 1, "rejectThreshold": 2})")
                              << FormatInvalid;
        QTest::newRow("more") << QByteArray(R"({"formatVersion": 1, "temperature": 1, "rejectThreshold": 1, "x": 1})")
                              << FormatInvalid;
    }
    void refusesForeignFiles()
    {
        QFETCH(QByteArray, text);
        QFETCH(ErrorCode, code);
        const TemporaryFolder folder;
        std::ofstream(folder.path() / "answer_rule.json") << text.toStdString();
        const Result<AnswerRule> rule = loadAnswerRule(folder.path());
        QVERIFY(!rule.hasValue());
        QCOMPARE(rule.error().code, code);
        QCOMPARE(rule.error().path, folder.path() / "answer_rule.json");
    }

    void modelsTakeItAlong()
    {
        const TemporaryFolder folder;
        const Result<std::unique_ptr<RunRecorder>> recorder = RunRecorder::create(folder.path(), tinyPlan());
        QVERIFY(recorder.hasValue());
        recordTwoSteps(**recorder);
        QVERIFY((*recorder)->finish(completedReport()).hasValue());
        const RunFolder run = *openRunFolder((*recorder)->path());
        const PortableModel plain = *loadPortableModel(run);
        QVERIFY(*loadAnsweringModel(run) == plain);

        QVERIFY(saveAnswerRule(run.path, {2, 0.75}).hasValue());
        const PortableModel ruled = *loadPortableModel(run);
        QVERIFY(ruled.temperature == 2 && ruled.rejectThreshold == 0.75 && ruled.tensors == plain.tensors);
        const PortableModel last = *loadPortableModel(run, KeptWeights::Last);
        QVERIFY(last.tensors == *loadLastWeights(run) && last.tensors != ruled.tensors);
        QVERIFY(last.temperature == 1 && !last.rejectThreshold); // they were found for other answers
        const PortableModel answering = *loadAnsweringModel(run);
        QVERIFY(answering.temperature == 1 && answering.rejectThreshold == 0.75);
        for (const auto& [name, tensor] : plain.tensors) {
            QCOMPARE(answering.tensors.at(name).values.front(), tensor.values.front() / 2);
        }
    }
};

SACCADE_TEST(tst_answer_rule, TstAnswerRule)
#include "tst_answer_rule.moc"
