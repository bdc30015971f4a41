#include <QTest>
#include <fstream>

#include "app/cli/cache_place.h"
#include "tests/app/cli/cli_process.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

std::filesystem::path withText(const std::filesystem::path& file, const char* text)
{
    std::ofstream(file) << text;
    return file;
}

} // namespace

/// Decoded images as a script sees them.
class TstCliCache : public QObject
{
    Q_OBJECT

private slots:
    void tellsAndClears()
    {
        const CliProcess cli;
        writeImageFolder(cli.folder() / "images", 2, 10);
        QCOMPARE(cli.run({QStringLiteral("data"), QStringLiteral("images")}).status, 0);
        const QJsonObject full = cli.run({QStringLiteral("cache"), QStringLiteral("--json")}).event("cache");
        QCOMPARE(full[QLatin1String("data_sets")].toInt(), 1);
        QVERIFY(full[QLatin1String("bytes")].toInt() > 20 * 24 * 24 * 3);
        QCOMPARE(full[QLatin1String("limit_bytes")].toDouble(), 8e9);
        QVERIFY(full[QLatin1String("folder")].toString().startsWith(cli.path("cache-home")));
        QCOMPARE(full[QLatin1String("freed_bytes")].toInt(-1), 0);
        const CliAnswer doctor = cli.run({QStringLiteral("doctor"), QStringLiteral("--json")});
        QCOMPARE(doctor.event("doctor")[QLatin1String("cache_bytes")], full[QLatin1String("bytes")]);
        QCOMPARE(doctor.event("doctor")[QLatin1String("cache_limit_bytes")], full[QLatin1String("limit_bytes")]);
        const CliAnswer cleared =
            cli.run({QStringLiteral("cache"), QStringLiteral("--clear"), QStringLiteral("--json")});
        QCOMPARE(cleared.status, 0);
        QCOMPARE(cleared.event("cache")[QLatin1String("bytes")].toInt(-1), 0);
        QCOMPARE(cleared.event("cache")[QLatin1String("freed_bytes")], full[QLatin1String("bytes")]);
        const CliAnswer human = cli.run({QStringLiteral("cache")});
        QVERIFY2(human.output.contains("0 data sets, 0 "), human.output.constData());
    }

    void theWindowsLimitHolds()
    {
        const TemporaryFolder folder;
        const std::filesystem::path file = folder.path() / "settings.json";
        const std::uint64_t standard = std::uint64_t{8'000'000'000};
        QCOMPARE(cacheLimitIn(file), standard); // there is none
        QCOMPARE(cacheLimitIn(withText(file, R"({"version": 1, "values": {"data/cacheLimitGigabytes": 3}})")),
                 std::uint64_t{3'000'000'000});
        for (const char* text :
             {"", "[]", "{\"values\": 3}", "{\"values\": {}}", "nonsense",
              R"({"values": {"data/cacheLimitGigabytes": "3"}})", R"({"values": {"data/cacheLimitGigabytes": -3}})"}) {
            QCOMPARE(cacheLimitIn(withText(file, text)), standard);
        }
        QCOMPARE(cacheLimitIn(withText(file, R"({"values": {"data/cacheLimitGigabytes": 1e300}})")),
                 std::uint64_t{1'024'000'000'000});
    }

    void theLimitIsReadWhenADataSetIsOpened()
    {
        const CliProcess cli;
        std::filesystem::create_directories(cli.folder() / "config-home" / "saccade");
        withText(cli.folder() / "config-home" / "saccade" / "settings.json",
                 R"({"version": 1, "values": {"data/cacheLimitGigabytes": 5}})");
        const CliAnswer answer = cli.run({QStringLiteral("cache"), QStringLiteral("--json")});
        QCOMPARE(answer.event("cache")[QLatin1String("limit_bytes")].toDouble(), 5e9);
    }
};

SACCADE_TEST(tst_cli_cache, TstCliCache)
#include "tst_cli_cache.moc"
