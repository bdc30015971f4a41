#include <QTest>
#include <fstream>

#include "engine/runs/test_openings.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

class TstTestOpenings : public QObject
{
    Q_OBJECT

private slots:
    void countsFromNothing()
    {
        const TemporaryFolder folder;
        QCOMPARE(*loadTestOpenings(folder.path()), std::int64_t{0});
        QCOMPARE(*countTestOpening(folder.path()), std::int64_t{1});
        QCOMPARE(*countTestOpening(folder.path()), std::int64_t{2});
        QCOMPARE(*loadTestOpenings(folder.path()), std::int64_t{2});
    }

    void refusesForeignFiles_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<ErrorCode>("code");
        using enum ErrorCode;
        QTest::newRow("nothing") << QByteArray() << FormatInvalid;
        QTest::newRow("number") << QByteArray("3") << FormatInvalid;
        QTest::newRow("newer") << QByteArray(R"({"formatVersion": 2, "openings": 1})") << FormatTooNew;
        QTest::newRow("no count") << QByteArray(R"({"formatVersion": 1})") << FormatInvalid;
        QTest::newRow("text") << QByteArray(R"({"formatVersion": 1, "openings": "1"})") << FormatInvalid;
        QTest::newRow("negative") << QByteArray(R"({"formatVersion": 1, "openings": -1})") << FormatInvalid;
        QTest::newRow("half") << QByteArray(R"({"formatVersion": 1, "openings": 1.5})") << FormatInvalid;
        QTest::newRow("huge") << QByteArray(R"({"formatVersion": 1, "openings": 9007199254740992})") << FormatInvalid;
        QTest::newRow("more") << QByteArray(R"({"formatVersion": 1, "openings": 1, "x": 1})") << FormatInvalid;
        QTest::newRow("deep") << QByteArray(10'000, '[') << FormatInvalid;
    }
    void refusesForeignFiles()
    {
        QFETCH(QByteArray, text);
        QFETCH(ErrorCode, code);
        const TemporaryFolder folder;
        const std::filesystem::path file = folder.path() / "test_openings.json";
        std::ofstream(file) << text.toStdString();
        for (const auto& tried : {loadTestOpenings(folder.path()), countTestOpening(folder.path())}) {
            QVERIFY(!tried.hasValue());
            QCOMPARE(tried.error().code, code);
            QCOMPARE(tried.error().path, file);
        }
        QCOMPARE(std::filesystem::file_size(file), static_cast<std::uintmax_t>(text.size())); // left as it was
    }
};

SACCADE_TEST(tst_test_openings, TstTestOpenings)
#include "tst_test_openings.moc"
