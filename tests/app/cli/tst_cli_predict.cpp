#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <cmath>
#include <fstream>

#include "tests/app/cli/cli_process.h"
#include "tests/test_registry.h"

namespace {

double firstShareOf(const QJsonObject& prediction)
{
    return prediction[QLatin1String("top")].toArray()[0].toObject()[QLatin1String("probability")].toDouble();
}

} // namespace

/// Classifying files with a recorded run.
class TstCliPredict : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!hasEngine()) {
            QSKIP("this build has no engine");
        }
        m_cli = std::make_unique<CliProcess>();
        writeImageFolder(m_cli->folder() / "images", 3, 30);
        const CliAnswer answer = m_cli->run(
            QStringLiteral("train images --network notebook-cnn --set precision=fp32 --set batchSize=16 --set epochs=1 "
                           "--out run")
                .split(QLatin1Char(' ')));
        QVERIFY2(answer.status == 0, answer.errors.constData());
        const std::filesystem::path odd = m_cli->folder() / "odd";
        std::filesystem::create_directories(odd);
        const std::filesystem::path image = m_cli->folder() / "images" / "kind-0" / "0.ppm";
        for (const char* name : {"[a,b].ppm", "bl\xc3\xbcte.ppm", "z\xff.ppm"}) {
            std::filesystem::copy(image, odd / name);
        }
        std::filesystem::copy(image, m_cli->folder() / "=1+1.ppm");
        std::ofstream(m_cli->folder() / "text.png") << "no image";
    }

    void givesTheTopClasses()
    {
        const CliAnswer answer =
            m_cli->run({QStringLiteral("predict"), QStringLiteral("run"), QStringLiteral("images/kind-0/0.ppm"),
                        QStringLiteral("--top"), QStringLiteral("2"), QStringLiteral("--json")});
        QVERIFY2(answer.status == 0, answer.errors.constData());
        QVERIFY(answer.output.startsWith(
            "{\"event\":\"prediction\",\"path\":\"images/kind-0/0.ppm\",\"top\":[{\"class\":\"kind-"));
        const QJsonArray top = answer.event("prediction")[QLatin1String("top")].toArray();
        QCOMPARE(top.size(), 2);
        const double first = top[0].toObject()[QLatin1String("probability")].toDouble();
        const double second = top[1].toObject()[QLatin1String("probability")].toDouble();
        QVERIFY(first >= second && second >= 0 && first + second <= 1.000001);
    }

    void everyClassSumsToOne()
    {
        const CliAnswer answer = m_cli->run({QStringLiteral("predict"), QStringLiteral("run"),
                                             QStringLiteral("images/kind-1/3.ppm"), QStringLiteral("--json")});
        double sum = 0;
        for (const QJsonValue& value : answer.event("prediction")[QLatin1String("top")].toArray()) {
            sum += value.toObject()[QLatin1String("probability")].toDouble();
        }
        QVERIFY(std::abs(sum - 1) < 1e-5);
    }

    void oddNamesSurvive()
    {
        const CliAnswer answer = m_cli->run({QStringLiteral("predict"), QStringLiteral("run"), QStringLiteral("odd"),
                                             QStringLiteral("odd/[a,b].ppm"), QStringLiteral("--json")});
        QVERIFY2(answer.status == 0, answer.errors.constData());
        const QList<QJsonObject> events = answer.events();
        QCOMPARE(events.size(), 4);
        QCOMPARE(events[0][QLatin1String("path")].toString(), QStringLiteral("odd/[a,b].ppm"));
        QCOMPARE(events[1][QLatin1String("path")].toString(), QStringLiteral("odd/blüte.ppm"));
        QCOMPARE(events[2][QLatin1String("path")].toString(), QStringLiteral("odd/z\ufffd.ppm"));
        QCOMPARE(events[3][QLatin1String("path")].toString(), QStringLiteral("odd/[a,b].ppm"));
    }

    void aBadFileDoesNotKeepTheOthersFromTheirAnswer()
    {
        const CliAnswer answer = m_cli->run({QStringLiteral("predict"), QStringLiteral("run"),
                                             QStringLiteral("text.png"), QStringLiteral("missing.png"),
                                             QStringLiteral("images/kind-2/1.ppm"), QStringLiteral("--json")});
        QCOMPARE(answer.status, 3);
        const QList<QJsonObject> events = answer.events();
        QCOMPARE(events.size(), 3);
        QCOMPARE(events[0][QLatin1String("code")].toString(), QStringLiteral("not_an_image"));
        QCOMPARE(events[1][QLatin1String("code")].toString(), QStringLiteral("file_not_found"));
        QCOMPARE(events[2][QLatin1String("event")].toString(), QStringLiteral("prediction"));
    }

    void aRunRemembersHowItsImagesWereResized()
    {
        const CliProcess cli;
        writeImageFolder(cli.folder() / "wide", 3, 30, 20);
        const QString train =
            QStringLiteral("train wide --network notebook-cnn --set precision=fp32 --set batchSize=16 "
                           "--set epochs=1 --side 24 --resize %1 --out %1 --json");
        writePpm(cli.folder() / "wide.ppm", 120, 7, 30);
        writePpm(cli.folder() / "middle.ppm", 120, 7);
        std::ofstream(cli.folder() / "both.csv") << "path,label\nwide.ppm,one\nmiddle.ppm,two\n";
        for (const char* mode : {"crop", "squash"}) {
            QCOMPARE(cli.run(train.arg(QLatin1String(mode)).split(QLatin1Char(' '))).status, 0);
            const QString run = QLatin1String(mode);
            const CliAnswer answer = cli.run({QStringLiteral("predict"), run, QStringLiteral("wide.ppm"),
                                              QStringLiteral("middle.ppm"), QStringLiteral("--json")});
            const QList<QJsonObject> events = answer.events();
            QCOMPARE(events.size(), 2);
            // The middle of the wide one is the other one, and the side is its own: nothing else is seen of it.
            QCOMPARE(events[0][QLatin1String("top")] == events[1][QLatin1String("top")], run == QLatin1String("crop"));
            const QList<QJsonObject> listed =
                cli.run({QStringLiteral("predict"), run, QStringLiteral("both.csv"), QStringLiteral("--json")})
                    .events();
            QCOMPARE(listed.size(), 2); // by name; two at once are summed in another order than one
            QVERIFY(std::abs(firstShareOf(listed[0]) - firstShareOf(events[1])) < 1e-6);
            QVERIFY(std::abs(firstShareOf(listed[1]) - firstShareOf(events[0])) < 1e-6);
            const CliAnswer evaluated = cli.run({QStringLiteral("evaluate"), run, QStringLiteral("--json")});
            QVERIFY2(!evaluated.errors.contains("has changed"), evaluated.errors.constData());
            QFile report(cli.path(mode) + QStringLiteral("/report.json"));
            QVERIFY(report.open(QIODevice::ReadOnly));
            QCOMPARE(evaluated.event("evaluation")[QLatin1String("loss")],
                     QJsonDocument::fromJson(report.readAll())[QLatin1String("evaluation")][QLatin1String("loss")]);
        }
    }

    void writesCsv()
    {
        const CliAnswer answer = m_cli->run(
            {QStringLiteral("predict"), QStringLiteral("run"), QStringLiteral("=1+1.ppm"), QStringLiteral("text.png"),
             QStringLiteral("--top"), QStringLiteral("1"), QStringLiteral("--csv"), QStringLiteral("table.csv")});
        QVERIFY2(answer.status == 3, answer.errors.constData());
        QFile file(m_cli->path("table.csv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QList<QByteArray> lines = file.readAll().split('\n');
        QCOMPARE(lines.size(), 4); // the last one is empty
        QCOMPARE(lines[0], QByteArray("path,label,probability,unknown,error,class_1,probability_1\r"));
        QVERIFY2(lines[1].startsWith("'=1+1.ppm,kind-"), lines[1].constData());
        QVERIFY2(lines[1].contains(",no,,kind-"), lines[1].constData());
        QCOMPARE(lines[2], QByteArray("text.png,,,,not_an_image,,\r"));
    }

    void whatTheRunRejectsIsUnknown()
    {
        const QStringList predict{QStringLiteral("predict"), QStringLiteral("run"),
                                  QStringLiteral("images/kind-0/0.ppm")};
        const QString json = QStringLiteral("--json");
        QCOMPARE(m_cli->run(predict + QStringList{json}).event("prediction")[QLatin1String("unknown")],
                 QJsonValue(false));
        writeThreshold("1"); // no answer of three classes is that sure
        const CliAnswer rejected =
            m_cli->run(predict + QStringList{json, QStringLiteral("--csv"), QStringLiteral("unknown.csv")});
        const CliAnswer told = m_cli->run(predict);
        writeThreshold("0");
        const CliAnswer accepted = m_cli->run(predict + QStringList{json});
        std::filesystem::remove(m_cli->folder() / "run" / "answer_rule.json");
        QCOMPARE(rejected.event("prediction")[QLatin1String("unknown")], QJsonValue(true));
        QVERIFY(firstShareOf(rejected.event("prediction")) < 1);
        QCOMPARE(accepted.event("prediction")[QLatin1String("unknown")], QJsonValue(false));
        QVERIFY2(told.output.startsWith("images/kind-0/0.ppm  unknown: kind-"), told.output.constData());
        QFile table(m_cli->path("unknown.csv"));
        QVERIFY(table.open(QIODevice::ReadOnly));
        QVERIFY(table.readAll().contains("\nimages/kind-0/0.ppm,,0."));
    }

    void anUnwritableCsvIsAnError()
    {
        const CliAnswer answer =
            m_cli->run({QStringLiteral("predict"), QStringLiteral("run"), QStringLiteral("images/kind-2/1.ppm"),
                        QStringLiteral("--csv"), QStringLiteral("text.png/table.csv"), QStringLiteral("--json")});
        QCOMPARE(answer.status, 1);
        QCOMPARE(answer.event("error")[QLatin1String("code")].toString(), QStringLiteral("file_unwritable"));
    }

    void anEmptyFolderIsNamed()
    {
        std::filesystem::create_directories(m_cli->folder() / "hollow");
        const CliAnswer answer = m_cli->run(
            {QStringLiteral("predict"), QStringLiteral("run"), QStringLiteral("hollow"), QStringLiteral("--json")});
        QCOMPARE(answer.status, 3);
        QCOMPARE(answer.event("error")[QLatin1String("path")].toString(), QStringLiteral("hollow"));
    }

    void cleanupTestCase() { m_cli.reset(); }

private:
    void writeThreshold(const std::string& number) const
    {
        std::ofstream(m_cli->folder() / "run" / "answer_rule.json")
            << R"({"formatVersion": 1, "rejectThreshold": )" << number << R"(, "temperature": 1})";
    }

    std::unique_ptr<CliProcess> m_cli;
};

SACCADE_TEST(tst_cli_predict, TstCliPredict)
#include "tst_cli_predict.moc"
