#include <QTest>
#include <fcntl.h>
#include <unistd.h>

#include "engine/base/atomic_file.h"
#include "engine/base/log.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

// What the call writes to a descriptor, e.g. 1 or 2.
template <typename Action>
QString captured(int descriptor, const Action& action)
{
    const TemporaryFolder folder;
    const std::filesystem::path path = folder.path() / "captured";
    const int kept = dup(descriptor);
    const int file = open(path.c_str(), O_CREAT | O_WRONLY, 0600);
    dup2(file, descriptor);
    action();
    dup2(kept, descriptor);
    close(file);
    close(kept);
    const Result<std::vector<std::uint8_t>> bytes = readFile(path, 100'000);
    return bytes
               ? QString::fromUtf8(reinterpret_cast<const char*>(bytes->data()), static_cast<qsizetype>(bytes->size()))
               : QString("unreadable");
}

} // namespace

class TstLog : public QObject
{
    Q_OBJECT

private slots:
    void writesToStandardErrorOnly()
    {
        const auto warn = [] { logMessage(LogLevel::Warning, "low disk {} 100%s"); };
        QVERIFY(captured(2, warn).contains("low disk {} 100%s"));
        QCOMPARE(captured(1, warn), QString());
    }

    void keepsQuietBelowTheLevel()
    {
        const auto inform = [] { logMessage(LogLevel::Information, "detail"); };
        QCOMPARE(captured(2, inform), QString());
        setLogLevel(LogLevel::Information);
        QVERIFY(captured(2, inform).contains("detail"));
        setLogLevel(LogLevel::Warning);
    }

    void errorsCarryCodeDetailAndPath()
    {
        const Error error{ErrorCode::DiskFull, "write: no space", "/tmp/weights"};
        const QString line = captured(2, [&error] { logError("saving", error); });
        QVERIFY(line.contains("saving: disk_full, write: no space, /tmp/weights"));
    }
};

SACCADE_TEST(tst_log, TstLog)
#include "tst_log.moc"
