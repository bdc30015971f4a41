#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <cmath>
#include <csignal>

#include "tests/app/cli/cli_process.h"
#include "tests/support/raw_client.h"
#include "tests/test_registry.h"

/// The endpoint with a recorded run, from its start to its end.
class TstCliServe : public QObject
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
    }

    void answersAsPredictDoes()
    {
        const std::unique_ptr<QProcess> process =
            m_cli->start(QStringLiteral("serve run --port 0 --json --token 0123456789abcdef").split(QLatin1Char(' ')));
        const QJsonObject serving = firstEvent(*process);
        QCOMPARE(keysOf(serving), QStringLiteral("address anyAddress event page port token").split(QLatin1Char(' ')));
        QCOMPARE(serving[QLatin1String("token")].toString(), QStringLiteral("0123456789abcdef"));
        const auto port = static_cast<std::uint16_t>(serving[QLatin1String("port")].toInt());
        QFile file(m_cli->path("images/kind-2/3.ppm"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray image = file.readAll();
        RawClient client(port);
        client.send("POST /predict HTTP/1.1\r\nHost: localhost:" + std::to_string(port) +
                    "\r\nAuthorization: Bearer 0123456789abcdef\r\nContent-Type: image/x-portable-pixmap\r\n"
                    "Content-Length: " +
                    std::to_string(image.size()) + "\r\n\r\n" + image.toStdString());
        const RawAnswer answer = client.read();
        QCOMPARE(answer.status, 200);
        const QJsonArray served =
            QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object()[QLatin1String("top")].toArray();
        const QJsonArray predicted = m_cli
                                         ->run({QStringLiteral("predict"), QStringLiteral("run"),
                                                QStringLiteral("images/kind-2/3.ppm"), QStringLiteral("--json")})
                                         .event("prediction")[QLatin1String("top")]
                                         .toArray();
        QCOMPARE(served.size(), 3);
        for (int i = 0; i < 3; ++i) {
            QCOMPARE(served[i].toObject()[QLatin1String("label")], predicted[i].toObject()[QLatin1String("class")]);
            QVERIFY(std::abs(served[i].toObject()[QLatin1String("probability")].toDouble() -
                             predicted[i].toObject()[QLatin1String("probability")].toDouble()) < 1e-6);
        }
        QCOMPARE(::kill(static_cast<pid_t>(process->processId()), SIGTERM), 0);
        const CliAnswer end = CliProcess::finish(*process);
        QCOMPARE(end.status, 0);
        QCOMPARE(end.event("served")[QLatin1String("predictions")].toInt(), 1);
    }

    void aTakenPortIsNamed()
    {
        const std::unique_ptr<QProcess> process =
            m_cli->start(QStringLiteral("serve run --port 0 --json").split(QLatin1Char(' ')));
        const QString port = QString::number(firstEvent(*process)[QLatin1String("port")].toInt());
        const CliAnswer second = m_cli->run(
            {QStringLiteral("serve"), QStringLiteral("run"), QStringLiteral("--port"), port, QStringLiteral("--json")});
        QCOMPARE(second.status, 1);
        QCOMPARE(second.event("error")[QLatin1String("code")].toString(), QStringLiteral("port_unavailable"));
        QVERIFY2(second.errors.contains(port.toLatin1()) && second.errors.contains("--port 0"),
                 second.errors.constData());
        QCOMPARE(::kill(static_cast<pid_t>(process->processId()), SIGINT), 0);
        QCOMPARE(CliProcess::finish(*process).status, 0);
    }

    void aTokenThatIsNoneIsRefused()
    {
        const CliAnswer answer =
            m_cli->run(QStringLiteral("serve run --port 0 --json --token short").split(QLatin1Char(' ')));
        QCOMPARE(answer.status, 2);
        QCOMPARE(answer.event("error")[QLatin1String("code")].toString(), QStringLiteral("setting_invalid"));
    }

    void cleanupTestCase() { m_cli.reset(); }

private:
    /// The line that says where it listens.
    static QJsonObject firstEvent(QProcess& process)
    {
        while (!process.canReadLine() && process.waitForReadyRead(60'000)) {
        }
        return QJsonDocument::fromJson(process.readLine()).object();
    }

    std::unique_ptr<CliProcess> m_cli;
};

SACCADE_TEST(tst_cli_serve, TstCliServe)
#include "tst_cli_serve.moc"
