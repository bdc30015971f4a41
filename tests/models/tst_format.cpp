#include <QLocale>
#include <QTest>
#include <limits>

#include "tests/test_registry.h"
#include "ui/text/format.h"

using namespace saccade;

class TstFormat final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }
    void counts();
    void percents();
    void bytes_data();
    void bytes();
    void durations_data();
    void durations();
    void epochs();
    void parts();
    void names_data();
    void names();
};

void TstFormat::counts()
{
    QCOMPARE(formatCount(0), QStringLiteral("0"));
    QCOMPARE(formatCount(60000), QStringLiteral("60,000"));
}

void TstFormat::percents()
{
    QCOMPARE(formatPercent(0.9342, 2), QStringLiteral("93.42 %"));
    QCOMPARE(formatPercent(1, 1), QStringLiteral("100.0 %"));
    QCOMPARE(formatPercent(std::numeric_limits<double>::quiet_NaN(), 1), QStringLiteral("– %"));
    QCOMPARE(formatNumber(0.05, 3), QStringLiteral("0.050"));
}

void TstFormat::bytes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << qint64{0} << "0 bytes";
    QTest::newRow("bytes") << qint64{999} << "999 bytes";
    QTest::newRow("rounding up to the next unit") << qint64{999'600} << "1.0 MB";
    QTest::newRow("small kB") << qint64{1'100} << "1.1 kB";
    QTest::newRow("MB") << qint64{71'200'000} << "71 MB";
    QTest::newRow("GB") << qint64{1'240'000'000} << "1.2 GB";
}

void TstFormat::bytes()
{
    QFETCH(qint64, bytes);
    QTEST(formatBytes(bytes), "text");
}

void TstFormat::durations_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("ms") << 0.85 << "850 ms";
    QTest::newRow("s") << 22.4 << "22 s";
    QTest::newRow("just a minute") << 59.7 << "1:00 min";
    QTest::newRow("min") << 432.0 << "7:12 min";
    QTest::newRow("h") << 7500.0 << "2:05 h";
    QTest::newRow("unknown") << -1.0 << "–";
    QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << "–";
}

void TstFormat::durations()
{
    QFETCH(double, seconds);
    QTEST(formatDuration(seconds), "text");
}

void TstFormat::epochs()
{
    QCOMPARE(formatEpochs(4), QStringLiteral("4"));
    QCOMPARE(formatEpochs(0.25), QStringLiteral("0.25"));
    QCOMPARE(formatEpochs(40), QStringLiteral("40"));
    QCOMPARE(formatEpochs(2.5), QStringLiteral("2.5"));
}

void TstFormat::parts()
{
    QCOMPARE(partTitle(Part::Training), QStringLiteral("Training"));
    QCOMPARE(partTitle(Part::Validation), QStringLiteral("Validation"));
    QCOMPARE(partTitle(Part::Test), QStringLiteral("Test"));
}

void TstFormat::names_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QByteArray("cat/0033.jpg") << "cat/0033.jpg";
    QTest::newRow("UTF-8") << QByteArray("K\xc3\xa4"
                                         "fer")
                           << QString::fromUtf8("K\xc3\xa4"
                                                "fer");
    QTest::newRow("Latin-1") << QByteArray("K\xe4"
                                           "fer")
                             << QString::fromUtf8("K\xc3\xa4"
                                                  "fer");
    QTest::newRow("line feed") << QByteArray("a\nb") << QStringLiteral("a\ufffdb");
    QTest::newRow("direction mark") << QByteArray("a\xe2\x80\xae"
                                                  "b")
                                    << QStringLiteral("a\ufffdb");
}

void TstFormat::names()
{
    QFETCH(QByteArray, bytes);
    QTEST(displayName(bytes.toStdString()), "text");
}

SACCADE_TEST(tst_format, TstFormat)
#include "tst_format.moc"
