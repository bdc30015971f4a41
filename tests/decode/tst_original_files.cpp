#include <QTest>

#include "engine/decode/decoding_image_reader.h"
#include "engine/decode/image_decoder.h"
#include "tests/decode/archive_builder.h"
#include "tests/decode/small_data_sets.h"
#include "tests/support/raw_files.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace fs = std::filesystem;

namespace {

std::map<std::string, OriginalFile> readOriginals(const std::string& source, const std::set<std::string>& names)
{
    std::map<std::string, OriginalFile> files;
    const Result<void> read = DecodingImageReader().readOriginals(source, names, {}, [&](const OriginalFile& file) {
        files.emplace(file.name, file);
        return true;
    });
    return read ? files : std::map<std::string, OriginalFile>();
}

} // namespace

/// The files behind a data set's images, as they lie in its source.
class TstOriginalFiles : public QObject
{
    Q_OBJECT

private slots:
    void folderGivesItsOwnBytes();
    void pixelsBecomePng();
    void sampleBecomesPng();
    void stopsAndMissingSourcesAreErrors();
};

void TstOriginalFiles::folderGivesItsOwnBytes()
{
    const TemporaryFolder temporary;
    writeSmallSet(temporary.path() / "set");
    const auto files = readOriginals((temporary.path() / "set").string(), {"ant/2.png", "bee/1.png", "not/there.png"});
    QCOMPARE(files.size(), std::size_t{2});
    for (const auto& [name, file] : files) {
        QCOMPARE(file.bytes.size(), fs::file_size(temporary.path() / "set" / name));
        QVERIFY(*readImageFile(temporary.path() / "set" / name, false) == file.bytes);
        QVERIFY(!file.isEncodedHere);
    }
}

void TstOriginalFiles::pixelsBecomePng()
{
    const TemporaryFolder temporary;
    writeRaw(temporary.path() / "data_batch_1.bin", cifarTen(labelsInTurn(20, 10)));
    writeRaw(temporary.path() / "test_batch.bin", cifarTen(labelsInTurn(10, 10)));
    const Result<DataSet> set = openSource(temporary.path());
    QVERIFY(set.hasValue());
    const std::string name = set->samples->back().name;
    const auto files = readOriginals(temporary.path().string(), {name});
    QCOMPARE(files.size(), std::size_t{1});
    QVERIFY(files.at(name).isEncodedHere);
    const Result<ReadImage> read =
        DecodingImageReader().decode(files.at(name).bytes, name, {set->size, ResizeMode::Squash});
    QVERIFY(read.hasValue());
    const ImageView pixels = set->pixels->image(set->count() - 1);
    QVERIFY(std::equal(read->input.pixels.begin(), read->input.pixels.end(), pixels.pixels));
}

void TstOriginalFiles::sampleBecomesPng()
{
    const auto files = readOriginals("sample", {"ring/0012"});
    QCOMPARE(files.size(), std::size_t{1});
    const Result<DataSet> set = openSource("sample");
    QVERIFY(set.hasValue());
    const OriginalFile& file = files.begin()->second;
    const Result<ReadImage> read = DecodingImageReader().decode(file.bytes, file.name, {{32, 32, 3}, {}});
    QVERIFY(read.hasValue());
    for (std::size_t i = 0; i < set->count(); ++i) {
        if ((*set->samples)[i].name == file.name) {
            QVERIFY(std::equal(read->input.pixels.begin(), read->input.pixels.end(), set->pixels->image(i).pixels));
            return;
        }
    }
    QFAIL("the sample has no such image");
}

void TstOriginalFiles::stopsAndMissingSourcesAreErrors()
{
    const TemporaryFolder temporary;
    writeSmallSet(temporary.path() / "set");
    const auto take = [](const OriginalFile&) { return true; };
    std::stop_source stop;
    stop.request_stop();
    const DecodingImageReader reader;
    const std::string set = (temporary.path() / "set").string();
    const Result<void> stopped = reader.readOriginals(set, {"ant/2.png"}, stop.get_token(), take);
    QVERIFY(!stopped && stopped.error().code == ErrorCode::Cancelled);
    const Result<void> missing = reader.readOriginals(set + "-not", {"ant/2.png"}, {}, take);
    QVERIFY(!missing && missing.error().code == ErrorCode::FileNotFound);
}

SACCADE_TEST(tst_original_files, TstOriginalFiles)
#include "tst_original_files.moc"
