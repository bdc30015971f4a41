#include <QTest>

#include "engine/decode/csv_records.h"
#include "engine/decode/list_rows.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

QString endOf(const Result<ListRows>& rows)
{
    return QString::fromStdString(rows ? "ok"
                                       : std::string(errorCodeName(rows.error().code)) + ": " + rows.error().detail);
}

// path=label/part/group, one after the other.
QString rowsText(const ListRows& rows)
{
    std::string text;
    for (const ListRow& row : rows.rows) {
        text += (text.empty() ? "" : " ") + row.path + "=" + row.label + "/" + (row.part ? partName(*row.part) : "") +
                "/" + row.group;
    }
    return QString::fromStdString(text);
}

QString problemsText(const ListRows& rows)
{
    std::string text;
    for (const Error& problem : rows.problems) {
        text += (text.empty() ? "" : "; ") + problem.detail + " [" + problem.path.native() + "]";
    }
    return QString::fromStdString(text);
}

Result<ListRows> read(const QByteArray& text)
{
    return readListRows({text.constData(), static_cast<std::size_t>(text.size())});
}

} // namespace

/// CSV text as a list of images, the good and the evil.
class TstListRows : public QObject
{
    Q_OBJECT

private slots:
    void forms_data();
    void forms();
    void badRows_data();
    void badRows();
    void badFiles_data();
    void badFiles();
    void longestLine();
};

void TstListRows::forms_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("rows");
    QTest::newRow("plain") << QByteArray("a.png,cat\nb.png,dog\n") << "a.png=cat// b.png=dog//";
    QTest::newRow("no last line end") << QByteArray("a.png,cat") << "a.png=cat//";
    QTest::newRow("mixed line ends") << QByteArray("a.png,cat\r\nb.png,dog\n\r\n\nc.png,cat\r\n")
                                     << "a.png=cat// b.png=dog// c.png=cat//";
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbfpath,label\na.png,cat\n") << "a.png=cat//";
    QTest::newRow("header, other order") << QByteArray("Label;Size;Image;Split\ncat;7;x/a.png;TRAIN\ndog;8;b.png;\n")
                                         << "x/a.png=cat/training/ b.png=dog//";
    QTest::newRow("tabs, four columns") << QByteArray("a\tcat\tval\tp1\nb\tdog\ttest\tp2\n")
                                        << "a=cat/validation/p1 b=dog/test/p2";
    QTest::newRow("quotes") << QByteArray("\"a, b.png\",\"the \"\"big\"\" cat\"\n") << "a, b.png=the \"big\" cat//";
    QTest::newRow("commas in quotes do not choose") << QByteArray("\"a,b,c\";cat\n") << "a,b,c=cat//";
    QTest::newRow("spaces around") << QByteArray("a.png , cat\n") << "a.png=cat//";
    QTest::newRow("dots in paths") << QByteArray("./x//a.png,cat\n") << "x/a.png=cat//";
    QTest::newRow("beyond ASCII") << QByteArray("b\xc3\xa4r.png,B\xc3\xa4r\n") << QString::fromUtf8("bär.png=Bär//");
    QTest::newRow("nothing") << QByteArray() << "";
    QTest::newRow("only a header") << QByteArray("path,label\n") << "";
    QTest::newRow("a group may be for training and for drawing")
        << QByteArray("path,label,split,group\na,x,train,g\nb,x,,g\n") << "a=x/training/g b=x//g";
}

void TstListRows::forms()
{
    QFETCH(QByteArray, text);
    const Result<ListRows> rows = read(text);
    QCOMPARE(endOf(rows), QStringLiteral("ok"));
    QTEST(rowsText(*rows), "rows");
    QCOMPARE(problemsText(*rows), QString());
}

void TstListRows::badRows_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("problem");
    QTest::newRow("climbs out") << QByteArray("../a.png,cat") << "line 2: leads out of the archive [../a.png]";
    QTest::newRow("climbs out later") << QByteArray("x/../../a.png,cat")
                                      << "line 2: leads out of the archive [x/../../a.png]";
    QTest::newRow("absolute") << QByteArray("/etc/passwd,cat") << "line 2: an absolute path [/etc/passwd]";
    QTest::newRow("drive") << QByteArray("C:/a.png,cat") << "line 2: a drive letter [C:/a.png]";
    QTest::newRow("backslash") << QByteArray("x\\a.png,cat") << "line 2: a backslash in its name [x\\a.png]";
    QTest::newRow("line end in a path") << QByteArray("\"a\nb.png\",cat")
                                        << "line 2: a control character in its name [a?b.png]";
    QTest::newRow("part of 256 bytes") << QByteArray(256, 'x') + ",cat"
                                       << "line 2: a name over 255 bytes [" + QString(256, QLatin1Char('x')) + "]";
    QTest::newRow("no path") << QByteArray(",cat") << "line 2: no path []";
    QTest::newRow("only dots") << QByteArray("./,cat") << "line 2: no path []";
    QTest::newRow("no label") << QByteArray("b.png,") << "line 2: no label [b.png]";
    QTest::newRow("twice") << QByteArray("./a.png,dog") << "line 2: an image met before [a.png]";
    QTest::newRow("label of 256 bytes") << "b.png," + QByteArray(256, 'x')
                                        << "line 2: a label or group over 255 bytes or with a control character "
                                           "[b.png]";
}

void TstListRows::badRows()
{
    QFETCH(QByteArray, row);
    const Result<ListRows> rows = read("a.png,cat\n" + row + "\nlast.png,dog\n");
    QCOMPARE(endOf(rows), QStringLiteral("ok"));
    QCOMPARE(rowsText(*rows), QStringLiteral("a.png=cat// last.png=dog//"));
    QTEST(problemsText(*rows), "problem");
}

void TstListRows::badFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("end");
    QTest::newRow("Latin-1") << QByteArray("a.png,cat\nb\xe4r.png,cat\n") << "format_invalid: line 2: not UTF-8";
    QTest::newRow("UTF-16") << QByteArray("\xff\xfe"
                                          "a\0,\0",
                                          6)
                            << "format_invalid: line 1: not UTF-8";
    QTest::newRow("surrogates") << QByteArray("a\xed\xa0\x80,cat\n") << "format_invalid: line 1: not UTF-8";
    QTest::newRow("NUL") << QByteArray("a.png,c\0t\n", 10) << "format_invalid: line 1: a NUL byte";
    QTest::newRow("NUL in quotes") << QByteArray("a.png,\"c\0t\"\n", 12) << "format_invalid: line 1: a NUL byte";
    QTest::newRow("old Mac line ends") << QByteArray("a.png,cat\rb.png,dog\r")
                                       << "format_invalid: line 1: a carriage return inside the line";
    QTest::newRow("quote inside") << QByteArray("a.png,cat\nb\".png,cat\n")
                                  << "format_invalid: line 2: a quote inside a field";
    QTest::newRow("quote without end") << QByteArray("a.png,cat\n\"b.png,cat\nc.png,dog\n")
                                       << "format_invalid: line 2: a quote without its end";
    QTest::newRow("text after a quote") << QByteArray("\"a.png\"x,cat\n")
                                        << "format_invalid: line 1: text after a closing quote";
    QTest::newRow("100,000 letters") << QByteArray(100'000, 'a') << "format_invalid: line 1: longer than 64 KiB";
    QTest::newRow("100,000 letters in quotes")
        << "a,b\n\"" + QByteArray(100'000, 'a') << "format_invalid: line 2: longer than 64 KiB";
    QTest::newRow("65 fields") << QByteArray("a,b") + QByteArray(63, ',')
                               << "format_invalid: line 1: more than 64 fields";
    QTest::newRow("one column") << QByteArray("a.png\nb.png\n")
                                << "format_invalid: line 1: one column, but path and label are needed";
    QTest::newRow("five columns") << QByteArray("a,b,train,g,5\n")
                                  << "format_invalid: line 1: 5 columns without a header";
    QTest::newRow("a header without label")
        << QByteArray("path,size\na,1\n") << "format_invalid: line 1: no column is called label";
    QTest::newRow("rows of different lengths")
        << QByteArray("a,cat\nb,dog,train\n") << "format_invalid: line 2: 3 fields instead of 2";
    QTest::newRow("another delimiter later")
        << QByteArray("a,cat\nb;dog\n") << "format_invalid: line 2: 1 fields instead of 2";
    QTest::newRow("an unknown part") << QByteArray("a,cat,train\nb,dog,holdout\n")
                                     << "format_invalid: line 2: the split \"holdout\" is none of train, val and test";
    QTest::newRow("a group in two parts")
        << QByteArray("a,cat,train,g\nb,dog,test,g\n") << "format_invalid: line 2: the group \"g\" is in two parts";
    QTest::newRow("a group given and drawn")
        << QByteArray("a,cat,test,g\nb,dog,,g\n") << "format_invalid: line 2: the group \"g\" is in two parts";
}

void TstListRows::badFiles()
{
    QFETCH(QByteArray, text);
    QTEST(endOf(read(text)), "end");
}

void TstListRows::longestLine()
{
    // A label of 65,530 letters and the rest make 64 KiB: parsed, then refused for its length only.
    const Result<ListRows> rows = read("a.png," + QByteArray(65'530, 'x'));
    QCOMPARE(endOf(rows), QStringLiteral("ok"));
    QCOMPARE(rows->problems.size(), std::size_t{1});
    QCOMPARE(endOf(read("a.png," + QByteArray(65'531, 'x'))),
             QStringLiteral("format_invalid: line 1: longer than 64 KiB"));
}

SACCADE_TEST(tst_list_rows, TstListRows)
#include "tst_list_rows.moc"
