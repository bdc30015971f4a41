#include <QTest>

#ifdef SACCADE_TEST_WIDGETS
#include <QApplication>
#else
#include <QCoreApplication>
#endif

#include "tests/test_registry.h"

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
