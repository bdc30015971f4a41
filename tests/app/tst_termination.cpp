#include <QSignalSpy>
#include <QTest>
#include <csignal>
#include <unistd.h>

#include "app/termination.h"
#include "tests/test_registry.h"

using namespace saccade;

class TstTermination : public QObject
{
    Q_OBJECT

private slots:
    void aSignalBecomesAnEvent_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }

    void aSignalBecomesAnEvent()
    {
        QFETCH(int, number);
        Termination termination;
        QSignalSpy requested(&termination, &Termination::requested);
        raise(number);
        QCOMPARE(requested.count(), 0); // not from the handler
        QTRY_COMPARE(requested.count(), 1);
        struct sigaction action = {};
        sigaction(number, nullptr, &action);
        QVERIFY(action.sa_handler == SIG_DFL); // the second one ends the process
    }

    void aClosedPipeIsAnErrorAndNoSignal()
    {
        Termination termination;
        int ends[2] = {-1, -1};
        QCOMPARE(pipe(ends), 0);
        close(ends[0]);
        QVERIFY(write(ends[1], "x", 1) == -1);
        QCOMPARE(errno, EPIPE);
        close(ends[1]);
    }
};

SACCADE_TEST(tst_termination, TstTermination)
#include "tst_termination.moc"
