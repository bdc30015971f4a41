#include <QByteArray>
#include <QTest>

#include "engine/formats/base64.h"
#include "engine/formats/png_image.h"
#include "tests/test_registry.h"

using namespace saccade;

class TstDocumentPictures : public QObject
{
    Q_OBJECT

private slots:
    void base64IsQts()
    {
        QByteArray bytes;
        for (int length = 0; length < 20; ++length) {
            const std::string text =
                base64({reinterpret_cast<const std::uint8_t*>(bytes.constData()), static_cast<std::size_t>(length)});
            QCOMPARE(QByteArray::fromStdString(text), bytes.toBase64());
            bytes.append(static_cast<char>(37 * length + 250));
        }
    }

    void base64ComesBack()
    {
        std::vector<std::uint8_t> bytes;
        for (int length = 0; length < 20; ++length) {
            const Result<std::vector<std::uint8_t>> back = bytesFromBase64(base64(bytes));
            QVERIFY(back.hasValue());
            QVERIFY(*back == bytes);
            bytes.push_back(static_cast<std::uint8_t>(37 * length + 250));
        }
    }

    void foreignBase64IsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("too short") << QByteArray("QUI");
        QTest::newRow("only padding") << QByteArray("====");
        QTest::newRow("three of it") << QByteArray("Q===");
        QTest::newRow("padding in front") << QByteArray("=QUI");
        QTest::newRow("padding inside") << QByteArray("QU=I");
        QTest::newRow("a space") << QByteArray("QU I");
        QTest::newRow("a line's end") << QByteArray("QUI=\n");
        QTest::newRow("another alphabet") << QByteArray("QU-_");
        QTest::newRow("a zero byte") << QByteArray("QU\0I", 4);
        QTest::newRow("bits that stand for nothing") << QByteArray("QR==");
    }
    void foreignBase64IsRefused()
    {
        QFETCH(QByteArray, text);
        const Result<std::vector<std::uint8_t>> bytes = bytesFromBase64(text.toStdString());
        QVERIFY(!bytes.hasValue());
        QCOMPARE(bytes.error().code, ErrorCode::FormatInvalid);
    }

    /// Its parts by ISO/IEC 15948; decoding it is for tests/decode, which has decoders.
    void aPngHasItsChunks()
    {
        const std::vector<std::uint8_t> pixels{1, 2, 3, 250, 251, 252};
        const std::vector<std::uint8_t> file = smallPng({{1, 2, 3}, pixels.data()});
        const QByteArray bytes(reinterpret_cast<const char*>(file.data()), static_cast<qsizetype>(file.size()));
        QVERIFY(bytes.startsWith("\x89PNG\r\n\x1a\n"));
        QCOMPARE(bytes.mid(12, 4), QByteArray("IHDR"));
        QCOMPARE(bytes.mid(16, 10), QByteArray("\0\0\0\x02\0\0\0\x01\x08\x02", 10)); // 2 wide, 1 high, 8 bits, RGB
        QVERIFY(bytes.endsWith(QByteArray("IEND\xae\x42\x60\x82")));
        const qsizetype start = bytes.indexOf("IDAT");
        const qsizetype length = static_cast<unsigned char>(bytes[start - 1]);
        const QByteArray size("\0\0\0\x07", 4); // qUncompress wants the size in front
        QCOMPARE(qUncompress(size + bytes.mid(start + 4, length)), QByteArray("\0\x01\x02\x03\xfa\xfb\xfc", 7));
    }
};

SACCADE_TEST(tst_document_pictures, TstDocumentPictures)
#include "tst_document_pictures.moc"
