#include <QProcess>
#include <QTest>
#include <csignal>

#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

namespace {

QString program()
{
    return QStringLiteral(SACCADE_BINARY_DIR "/bin/saccade");
}

/// The workbench on a display of its own, with a home of its own.
class Workbench final
{
public:
    explicit Workbench(const QStringList& arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        const QString home = QString::fromStdString(m_home.path().string());
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        environment.insert(QStringLiteral("SACCADE_STARTUP_REPORT"), QStringLiteral("1"));
        environment.insert(QStringLiteral("SACCADE_GAP_REPORT"), QStringLiteral("1"));
        for (const char* name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"}) {
            environment.insert(QString::fromLatin1(name), home);
        }
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(program(), arguments);
    }

    [[nodiscard]] bool waitForText(const QByteArray& text)
    {
        while (!m_output.contains(text) && m_process.waitForReadyRead(30'000)) {
            m_output += m_process.readAll();
        }
        return m_output.contains(text);
    }
    [[nodiscard]] bool waitForEnd()
    {
        const bool ended = m_process.waitForFinished(30'000);
        m_output += m_process.readAll();
        return ended && m_process.exitStatus() == QProcess::NormalExit;
    }
    [[nodiscard]] QProcess& process() { return m_process; }
    [[nodiscard]] const QByteArray& output() const { return m_output; }

private:
    TemporaryFolder m_home;
    QProcess m_process;
    QByteArray m_output;
};

} // namespace

/// The program itself, as its user starts it.
class TstProgram : public QObject
{
    Q_OBJECT

private slots:
    void paintsAndEndsOnASignal_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }

    void paintsAndEndsOnASignal()
    {
        QFETCH(int, number);
        Workbench workbench({QStringLiteral("--page"), QStringLiteral("train")});
        QVERIFY2(workbench.waitForText("first paint"), workbench.output().constData());
        QCOMPARE(kill(static_cast<pid_t>(workbench.process().processId()), number), 0);
        QVERIFY(workbench.waitForEnd());
        QCOMPARE(workbench.process().exitCode(), 0);
        QVERIFY2(workbench.output().contains("event-loop gaps"), workbench.output().constData());
    }

    void answersWithoutADisplay_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("help") << QStringLiteral("--help") << QByteArray("--theme");
        QTest::newRow("version") << QStringLiteral("--version") << QByteArray("Saccade ");
    }

    void answersWithoutADisplay()
    {
        QFETCH(QString, option);
        QFETCH(QByteArray, answer);
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"}) {
            environment.remove(QString::fromLatin1(name));
        }
        process.setProcessEnvironment(environment);
        process.start(program(), {option});
        QVERIFY(process.waitForFinished(30'000));
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(process.readAllStandardOutput().contains(answer));
    }

    void aMistakeIsSaid()
    {
        Workbench workbench({QStringLiteral("--page"), QStringLiteral("moon")});
        QVERIFY(workbench.waitForEnd());
        QVERIFY(workbench.process().exitCode() != 0);
        QVERIFY(workbench.output().contains("moon"));
    }
};

SACCADE_TEST(tst_program, TstProgram)
#include "tst_program.moc"
