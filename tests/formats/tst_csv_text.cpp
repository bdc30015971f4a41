#include <QTest>

#include "engine/formats/csv_text.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

QByteArray bytes(const std::string& text)
{
    return QByteArray::fromStdString(text);
}

} // namespace

class TstCsvText : public QObject
{
    Q_OBJECT

private slots:
    void csvFields_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("plain") << QByteArray("rose 1.png") << QByteArray("rose 1.png");
        QTest::newRow("comma") << QByteArray("a,b") << QByteArray("\"a,b\"");
        QTest::newRow("quote") << QByteArray("a\"b") << QByteArray("\"a\"\"b\"");
        QTest::newRow("line end") << QByteArray("a\nb") << QByteArray("\"a\nb\"");
        QTest::newRow("formula") << QByteArray("=1+1") << QByteArray("'=1+1");
        QTest::newRow("plus") << QByteArray("+1") << QByteArray("'+1");
        QTest::newRow("minus") << QByteArray("-1") << QByteArray("'-1");
        QTest::newRow("at, with a comma") << QByteArray("@a,b") << QByteArray("\"'@a,b\"");
        QTest::newRow("tab") << QByteArray("\tx") << QByteArray("'\tx");
        QTest::newRow("later sign") << QByteArray("a=b") << QByteArray("a=b");
        QTest::newRow("empty") << QByteArray("") << QByteArray("");
        QTest::newRow("odd bytes") << QByteArray("\xff\xfe") << QByteArray("\xff\xfe");
    }

    void csvFields()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, field);
        QCOMPARE(bytes(csvField(text.toStdString())), field);
    }

    void csvLinesKeepEmptyFields()
    {
        QCOMPARE(bytes(csvLine({"a", "", "b"})), QByteArray("a,,b\r\n"));
        QCOMPARE(bytes(csvLine({"", "b"})), QByteArray(",b\r\n"));
    }
};

SACCADE_TEST(tst_csv_text, TstCsvText)
#include "tst_csv_text.moc"
