#include <QTest>

#include "engine/formats/protobuf_reader.h"
#include "engine/formats/protobuf_writer.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

QByteArray written(ProtobufWriter writer)
{
    const std::vector<std::uint8_t> bytes = writer.take();
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

std::span<const std::uint8_t> spanOf(const QByteArray& bytes)
{
    return {reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(bytes.size())};
}

} // namespace

/// The wire format, with the examples of its own documentation.
class TstProtobuf : public QObject
{
    Q_OBJECT

private slots:
    void wireFormat();
    void longMessages();
    void readsWhatWasWritten();
    void refused_data();
    void refused();
    void tooManyFields();
};

void TstProtobuf::wireFormat()
{
    ProtobufWriter integer;
    integer.integer(1, 150);
    QCOMPARE(written(std::move(integer)).toHex(), QByteArray("089601"));
    ProtobufWriter text;
    text.text(2, "testing");
    QCOMPARE(written(std::move(text)).toHex(), QByteArray("120774657374696e67"));
    ProtobufWriter nested;
    nested.message(3, [&] { nested.integer(1, 150); });
    QCOMPARE(written(std::move(nested)).toHex(), QByteArray("1a03089601"));
    ProtobufWriter negative;
    negative.integer(1, -2);
    QCOMPARE(written(std::move(negative)).toHex(), QByteArray("08feffffffffffffffff01"));
    ProtobufWriter number;
    number.number(2, 1.0F);
    number.integer(20, 1); // a tag of two bytes
    QCOMPARE(written(std::move(number)).toHex(), QByteArray("150000803fa00101"));
}

/// A length of two bytes moves what stands behind it, at each depth.
void TstProtobuf::longMessages()
{
    const std::string text(200, 'x');
    ProtobufWriter writer;
    writer.message(1, [&] {
        writer.message(2, [&] { writer.text(3, text); });
        writer.integer(4, 5);
    });
    const QByteArray bytes = written(std::move(writer));
    QCOMPARE(bytes.left(9).toHex(), QByteArray("0ad00112cb011ac801"));
    QCOMPARE(bytes.mid(9), QByteArray(200, 'x') + QByteArray("\x20\x05"));
}

void TstProtobuf::readsWhatWasWritten()
{
    ProtobufWriter writer;
    writer.integer(1, -1);
    writer.number(2, -0.5F);
    writer.message(300, [&] { writer.text(1, ""); });
    const QByteArray bytes = written(std::move(writer));
    const Result<std::vector<ProtobufField>> fields = readProtobuf(spanOf(bytes));
    QVERIFY(fields);
    QCOMPARE(fields->size(), std::size_t{3});
    QCOMPARE((*fields)[0].integer, ~std::uint64_t{0});
    QCOMPARE((*fields)[1].integer, std::uint64_t{0xbf000000});
    QCOMPARE((*fields)[2].number, 300);
    QVERIFY((*fields)[2].isBytes);
    QCOMPARE((*fields)[2].bytes.size(), std::size_t{2});
    QVERIFY(readProtobuf({})->empty());
}

void TstProtobuf::refused_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::addColumn<QByteArray>("rule");
    const auto row = [](const char* name, const char* hex, const char* rule) {
        QTest::newRow(name) << QByteArray(hex) << QByteArray(rule);
    };
    row("tag cut off", "80", "cut off");
    row("varint cut off", "0896", "cut off");
    row("fixed32 cut off", "150000", "cut off");
    row("fixed64 cut off", "11000000000000", "cut off");
    row("length cut off", "12", "cut off");
    row("text cut off", "120361", "longer than its message");
    row("length of 2^63", "1280808080808080808001", "longer than its message");
    row("eleven bytes",
        "0880808080808080808080"
        "01",
        "beyond 64 bits");
    row("65 bits", "08ffffffffffffffffff02", "beyond 64 bits");
    row("field 0", "0001", "without a number");
    row("field beyond 2^29", "f8ffffffff0101", "without a number");
    row("group", "0b0c", "unknown kind");
    row("kind 6", "0e00", "unknown kind");
}

void TstProtobuf::refused()
{
    QFETCH(QByteArray, hex);
    QFETCH(QByteArray, rule);
    const QByteArray bytes = QByteArray::fromHex(hex);
    const Result<std::vector<ProtobufField>> fields = readProtobuf(spanOf(bytes));
    QVERIFY(!fields);
    QCOMPARE(fields.error().code, ErrorCode::FormatInvalid);
    QVERIFY2(QByteArray::fromStdString(fields.error().detail).contains(rule), fields.error().detail.c_str());
}

void TstProtobuf::tooManyFields()
{
    const QByteArray most = QByteArray("\x08\x01").repeated(1'000'000);
    QCOMPARE(readProtobuf(spanOf(most))->size(), std::size_t{1'000'000});
    const QByteArray more = most + QByteArray("\x08\x01");
    QCOMPARE(readProtobuf(spanOf(more)).error().detail, std::string("too many fields"));
}

SACCADE_TEST(tst_protobuf, TstProtobuf)
#include "tst_protobuf.moc"
