#include <QTest>

#include "engine/base/utf8.h"
#include "tests/test_registry.h"

using namespace saccade;

/// The borders of Unicode's table of well-formed sequences.
class TstUtf8 : public QObject
{
    Q_OBJECT

private slots:
    void lengths_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("length");
        QTest::newRow("nothing") << QByteArray() << 0;
        QTest::newRow("letter") << QByteArray("a\xff") << 1;
        QTest::newRow("two") << QByteArray("\xc2\x80") << 2;
        QTest::newRow("overlong two") << QByteArray("\xc1\xbf") << 0;
        QTest::newRow("three") << QByteArray("\xe0\xa0\x80") << 3;
        QTest::newRow("overlong three") << QByteArray("\xe0\x9f\xbf") << 0;
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << 0;
        QTest::newRow("below the surrogates") << QByteArray("\xed\x9f\xbf") << 3;
        QTest::newRow("four") << QByteArray("\xf0\x90\x80\x80") << 4;
        QTest::newRow("overlong four") << QByteArray("\xf0\x8f\xbf\xbf") << 0;
        QTest::newRow("the last") << QByteArray("\xf4\x8f\xbf\xbf") << 4;
        QTest::newRow("beyond") << QByteArray("\xf4\x90\x80\x80") << 0;
        QTest::newRow("never a first byte") << QByteArray("\xf5\x80\x80\x80") << 0;
        QTest::newRow("continuation alone") << QByteArray("\x80") << 0;
        QTest::newRow("cut") << QByteArray("\xe2\x82") << 0;
        QTest::newRow("third byte wrong") << QByteArray("\xe2\x82z") << 0;
    }

    void lengths()
    {
        QFETCH(QByteArray, bytes);
        QTEST(static_cast<int>(utf8Length({bytes.constData(), static_cast<std::size_t>(bytes.size())})), "length");
    }

    void texts()
    {
        QVERIFY(isUtf8("") && isUtf8("K\xc3\xa4se \xe2\x82\xac"));
        QVERIFY(!isUtf8("K\xe4se"));
    }
};

SACCADE_TEST(tst_utf8, TstUtf8)
#include "tst_utf8.moc"
