#include <QCryptographicHash>
#include <QTest>

#include "engine/base/sha256.h"
#include "tests/test_registry.h"

using namespace saccade;

class TstSha256 : public QObject
{
    Q_OBJECT

private slots:
    // FIPS 180-4's own examples.
    void knownDigests()
    {
        QCOMPARE(sha256Hex(""), std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        QCOMPARE(sha256Hex("abc"), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(sha256Hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
                 std::string("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
    }

    // Every length around the block and padding borders, against another implementation.
    void agreesWithQtAtEveryLength()
    {
        std::string text;
        for (int length = 0; length <= 200; ++length) {
            const QByteArray bytes(text.data(), static_cast<qsizetype>(text.size()));
            QCOMPARE(sha256Hex(text),
                     QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString());
            text += static_cast<char>('a' + length % 26);
        }
    }

    void piecesDoNotMatter()
    {
        const std::string text(1000, 'x');
        for (const std::size_t piece : {1U, 7U, 63U, 64U, 65U, 500U}) {
            Sha256 hash;
            for (std::size_t at = 0; at < text.size(); at += piece) {
                hash.add(std::string_view(text).substr(at, piece));
            }
            QCOMPARE(hash.finishHex(), sha256Hex(text));
        }
    }

    void numbersAreEightBytesLeastFirst()
    {
        Sha256 hash;
        hash.add(std::uint64_t{0x6162});
        QCOMPARE(hash.finishHex(), sha256Hex(std::string_view("ba\0\0\0\0\0\0", 8)));
    }
};

SACCADE_TEST(tst_sha256, TstSha256)
#include "tst_sha256.moc"
