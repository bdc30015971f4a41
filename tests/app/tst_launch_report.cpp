#include <QTest>
#include <chrono>
#include <string>
#include <thread>

#include "app/launch_report.h"
#include "tests/test_registry.h"

using namespace saccade;

class TstLaunchReport : public QObject
{
    Q_OBJECT

private slots:
    void countsFromTheLaunchersTime()
    {
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        const auto earlier = std::chrono::duration_cast<std::chrono::nanoseconds>(now - std::chrono::seconds(7));
        const double passed = millisecondsSinceLaunch(std::to_string(earlier.count()));
        QVERIFY(passed >= 7000);
    }

    void countsFromTheKernelsTime_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("switch") << QByteArray("1");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no number") << QByteArray("1234567890123456789x");
    }

    void countsFromTheKernelsTime()
    {
        QFETCH(QByteArray, text);
        const double first = millisecondsSinceLaunch(text.constData());
        std::this_thread::sleep_for(std::chrono::milliseconds(20)); // what is measured, not something waited for
        const double second = millisecondsSinceLaunch(text.constData());
        QVERIFY(first >= 0);
        QVERIFY(second - first >= 20);
    }
};

SACCADE_TEST(tst_launch_report, TstLaunchReport)
#include "tst_launch_report.moc"
