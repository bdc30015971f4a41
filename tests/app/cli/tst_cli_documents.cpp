#include <QFile>
#include <QTest>

#include "tests/app/cli/cli_process.h"
#include "tests/test_registry.h"

/// Comparing two recorded runs, and writing one up.
class TstCliDocuments : public QObject
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
        for (const char* rate : {"a", "b"}) {
            const CliAnswer answer = m_cli->run(words("train images --network notebook-cnn --set precision=fp32 --set "
                                                      "batchSize=16 --set epochs=1 --set width=0.25 --out ") +
                                                QStringList{QLatin1String(rate)});
            QVERIFY2(answer.status == 0, answer.errors.constData());
        }
    }

    void equalRunsCannotBeTold()
    {
        const CliAnswer answer = m_cli->run(words("compare a b --json"));
        QVERIFY2(answer.status == 0, answer.errors.constData());
        const QJsonObject event = answer.event("comparison");
        QCOMPARE(event[QLatin1String("onlyA")].toInt() + event[QLatin1String("onlyB")].toInt(), 0);
        QCOMPARE(event[QLatin1String("pValue")].toDouble(), 1.0);
        QCOMPARE(event[QLatin1String("verdict")].toString(), QStringLiteral("Both answer every image alike."));
        QVERIFY(event[QLatin1String("images")].toInt() > 5);
        QCOMPARE(m_cli->run(words("compare a b --split validation")).status, 0);
    }

    void aReportIsAFile()
    {
        const CliAnswer answer = m_cli->run(words("report a --json"));
        QVERIFY2(answer.status == 0, answer.errors.constData());
        QVERIFY(answer.event("report")[QLatin1String("hasPictures")].toBool());
        QFile file(m_cli->path("a/report.html"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("right</p>"));
        QCOMPARE(m_cli->run(words("report a --out numbers.csv")).status, 0);
        QCOMPARE(m_cli->run(words("report a --out numbers.json")).status, 0);
        QVERIFY(QFile::exists(m_cli->path("numbers.csv")) && QFile::exists(m_cli->path("numbers.json")));
    }

    void mistakesAreNamed()
    {
        QCOMPARE(m_cli->run(words("compare a nowhere")).status, 3);
        QCOMPARE(m_cli->run(words("compare a b --split training")).status, 2);
        QCOMPARE(m_cli->run(words("report nowhere")).status, 3);
        QCOMPARE(m_cli->run(words("report a --out a/report.json")).status, 1); // the run's own record stays
        QCOMPARE(m_cli->run(words("compare a b")).status, 0);
        const CliAnswer pdf = m_cli->run(words("report a --out report.pdf"));
        QVERIFY(pdf.status == 2 && pdf.errors.contains("written by the window"));
    }

private:
    static QStringList words(const char* text)
    {
        return QString::fromLatin1(text).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    }

    std::unique_ptr<CliProcess> m_cli;
};

SACCADE_TEST(tst_cli_documents, TstCliDocuments)
#include "tst_cli_documents.moc"
