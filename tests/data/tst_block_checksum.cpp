#include "engine/data/block_checksum.h"

#include <QTest>

#include "engine/data/checked_store.h"
#include "tests/support/memory_store.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

std::vector<std::uint8_t> noise(std::size_t count)
{
    std::vector<std::uint8_t> bytes;
    std::uint32_t state = 7;
    for (std::size_t i = 0; i < count; ++i) {
        state = state * 1664525U + 1013904223U;
        bytes.push_back(static_cast<std::uint8_t>(state >> 24));
    }
    return bytes;
}

} // namespace

/// Changes on the disk are noticed, wherever they are.
class TstBlockChecksum : public QObject
{
    Q_OBJECT

private slots:
    void everyBitCounts();
    void lengthCounts();
    void highBitsDoNotCancel();
    void blocksAreCounted();
    void oneFlippedByteIsFound();
    void aStopIsNoAnswer();
    void damagedImagesAreReplaced();
};

void TstBlockChecksum::everyBitCounts()
{
    for (const std::size_t length : {1U, 31U, 32U, 77U}) {
        std::vector<std::uint8_t> bytes = noise(length);
        const std::uint64_t before = blockChecksum(bytes);
        for (std::size_t bit = 0; bit < 8 * length; ++bit) {
            bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
            QVERIFY(blockChecksum(bytes) != before);
            bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        }
        QCOMPARE(blockChecksum(bytes), before);
    }
}

void TstBlockChecksum::lengthCounts()
{
    const std::vector<std::uint8_t> zeros(100, 0);
    for (std::size_t length = 0; length < 99; ++length) {
        QVERIFY(blockChecksum(std::span(zeros).first(length)) != blockChecksum(std::span(zeros).first(length + 1)));
    }
}

void TstBlockChecksum::highBitsDoNotCancel()
{
    // The top bits of two words that share a lane: a plain product would lose them both.
    std::vector<std::uint8_t> bytes = noise(128);
    const std::uint64_t before = blockChecksum(bytes);
    bytes[7] ^= 0x80U;
    bytes[7 + 32] ^= 0x80U;
    QVERIFY(blockChecksum(bytes) != before);
}

void TstBlockChecksum::blocksAreCounted()
{
    QCOMPARE(checksumCount(0), std::size_t{0});
    QCOMPARE(checksumCount(1), std::size_t{1});
    QCOMPARE(checksumCount(kChecksumBlock), std::size_t{1});
    QCOMPARE(checksumCount(kChecksumBlock + 1), std::size_t{2});
    const std::vector<std::uint8_t> bytes = noise(2 * kChecksumBlock + 5);
    QCOMPARE(blockChecksums(bytes).size(), std::size_t{3});
    QCOMPARE(blockAt(bytes, 2).size(), std::size_t{5});
}

void TstBlockChecksum::oneFlippedByteIsFound()
{
    std::vector<std::uint8_t> bytes = noise(3 * kChecksumBlock + 100);
    const std::vector<std::uint64_t> checksums = blockChecksums(bytes);
    QVERIFY(haveChecksums(bytes, checksums));
    for (const std::size_t at : {std::size_t{0}, kChecksumBlock + 3, bytes.size() - 1}) {
        bytes[at] ^= 1U;
        QVERIFY(!haveChecksums(bytes, checksums));
        bytes[at] ^= 1U;
    }
    QVERIFY(!haveChecksums(std::span(bytes).first(kChecksumBlock), checksums)); // other blocks than checksums
    QVERIFY(haveChecksums({}, {}));
}

void TstBlockChecksum::aStopIsNoAnswer()
{
    const std::vector<std::uint8_t> bytes = noise(kChecksumBlock);
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!haveChecksums(bytes, blockChecksums(bytes), stop.get_token()));
}

void TstBlockChecksum::damagedImagesAreReplaced()
{
    // Three images of one block each; the middle one's checksum is wrong.
    const ImageSize size{512, 512, 1};
    const auto blob = BlobFile::createInMemory();
    QVERIFY((*blob)->append(noise(3 * kChecksumBlock)).hasValue());
    const auto mapped = (*blob)->finish();
    std::vector<std::uint64_t> checksums =
        blockChecksums({(*mapped)->data(), static_cast<std::size_t>((*mapped)->size())});
    checksums[1] ^= 1U;
    int told = 0;
    const CheckedStore store(
        *mapped, {{0, size}, {kChecksumBlock, size}, {2 * kChecksumBlock, size}, {kChecksumBlock - 1, {1, 2, 1}}},
        checksums, std::make_shared<MemoryStore>(std::vector<Image>(4, Image{{1, 1, 1}, {42}})), [&told] { ++told; });
    QCOMPARE(store.count(), std::size_t{4});
    for (int turn = 0; turn < 2; ++turn) {
        QCOMPARE(store.image(0).size, size);
        QCOMPARE(int(store.image(1).pixels[0]), 42);
        QCOMPARE(store.image(2).pixels, (*mapped)->data() + 2 * kChecksumBlock);
        QCOMPARE(int(store.image(3).pixels[0]), 42); // its second byte lies in the damaged block
    }
    QCOMPARE(told, 1);
}

SACCADE_TEST(tst_block_checksum, TstBlockChecksum)
#include "tst_block_checksum.moc"
