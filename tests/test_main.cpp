#include <QTest>

#ifdef SACCADE_TEST_WIDGETS
#include <QApplication>
#else
#include <QCoreApplication>
#endif

#include "tests/test_registry.h"

#ifdef __SANITIZE_THREAD__
/// Qt is not compiled with the sanitizer and locks with futexes of its own, which it cannot see. So these look like
/// races: the end of Qt Test's watchdog thread (two places), and the type and the deletion of a posted event, which is
/// all that our events carry. A frame of Qt stands in a stack only where it calls us or the allocator directly, so a
/// race of our own inside an event is still found.
extern "C" const char* __tsan_default_suppressions()
{
    return "race:QWaitCondition::~QWaitCondition\nrace:^QTest::qRun\nrace:^QEvent::type\n"
           "race:^QCoreApplicationPrivate::sendPostedEvents\n";
}
#endif

int main(int argc, char** argv)
{
#ifdef SACCADE_TEST_WIDGETS
    QApplication application(argc, argv);
#else
    QCoreApplication application(argc, argv);
#endif
    QStringList arguments = QCoreApplication::arguments();
    const std::string wanted =
        arguments.size() > 1 && arguments[1].startsWith("tst_") ? arguments.takeAt(1).toStdString() : std::string();
    int failed = 0;
    int found = 0;
    for (const TestCase& testCase : testCases()) {
        if (wanted.empty() || wanted == testCase.name) {
            ++found;
            failed += QTest::qExec(testCase.create().get(), arguments);
        }
    }
    if (found == 0) {
        qCritical("no test class named %s in this program", wanted.c_str());
        return 1;
    }
    return failed;
}
