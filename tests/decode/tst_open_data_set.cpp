#include <QTest>
#include <algorithm>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/decode/decoding_image_reader.h"
#include "engine/decode/resize.h"
#include "engine/decode/thumbnail.h"
#include "tests/decode/archive_builder.h"
#include "tests/decode/small_data_sets.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace fs = std::filesystem;

/// Folders and archives become data sets.
class TstOpenDataSet : public QObject
{
    Q_OBJECT

private slots:
    void folder();
    void archiveIsTheSameDataSet();
    void autoSide_data();
    void autoSide();
    void pixelsEqualWhatReadGives_data();
    void pixelsEqualWhatReadGives();
    void badFilesAreNamed();
    void badFoldersAreErrors();
    void badSourcesAreErrors();
    void progressReachesTheEnd();
    void sample();
    void realImages();
};

void TstOpenDataSet::folder()
{
    const TemporaryFolder temporary;
    const fs::path root = temporary.path() / "animals";
    for (const char* part : {"train", "val", "test"}) {
        writeSmallSet(root / part);
    }
    writeBytes(root / "train/ant/.hidden.png", {1});
    const Result<DataSet> set = openSource(root / "");
    QVERIFY(set.hasValue());
    QCOMPARE(set->name, std::string("animals"));
    QCOMPARE(set->source, root.string());
    QVERIFY((set->classNames == std::vector<std::string>{"ant", "bee"}));
    QCOMPARE(set->count(), std::size_t{18});
    QCOMPARE(set->countOf(Part::Training, 0), std::size_t{3});
    QCOMPARE(set->countOf(Part::Test, 1), std::size_t{3});
    QVERIFY(set->hasGivenTest && set->hasGivenValidation);
    QVERIFY(set->problems.empty());
    const Sample& first = set->samples->front();
    QCOMPARE(first.name, std::string("test/ant/0.png"));
    QVERIFY(first.part == Part::Test && first.label == 0 && first.width == 20 && first.height == 20);
    QCOMPARE(first.bytes, static_cast<std::int64_t>(fs::file_size(root / first.name)));
    const ImageView pixels = set->pixels->image(0);
    QVERIFY((pixels.size == ImageSize{20, 20, 3}));
    const Image original = makeGradient({20, 20, 3}, 0);
    QVERIFY(std::equal(original.pixels.begin(), original.pixels.end(), pixels.pixels));
}

void TstOpenDataSet::archiveIsTheSameDataSet()
{
    const TemporaryFolder temporary;
    const fs::path root = temporary.path() / "animals";
    writeSmallSet(root, {40, 30, 3});
    const Result<DataSet> folder = openSource(root);
    for (const auto& [name, kind] :
         {std::pair{"animals.tar.gz", ArchiveKind::TarGz}, {"animals.zip", ArchiveKind::Zip}}) {
        const fs::path file = temporary.path() / name;
        {
            ArchiveBuilder builder(file, kind);
            builder.addTree(root);
            builder.finish();
        }
        const Result<DataSet> archive = openSource(file);
        QVERIFY(archive.hasValue() && folder.hasValue());
        QCOMPARE(archive->name, std::string("animals"));
        QCOMPARE(archive->id, folder->id);
        QVERIFY(*archive->samples == *folder->samples);
        QVERIFY(haveEqualPixels(*archive->thumbnails, *folder->thumbnails));
    }
}

void TstOpenDataSet::autoSide_data()
{
    QTest::addColumn<QVector<int>>("sizes"); // height, width, channels of each image
    QTest::addColumn<int>("side");
    QTest::addColumn<int>("channels");
    QTest::newRow("equal small squares") << QVector<int>{28, 28, 3, 28, 28, 3} << 28 << 3;
    QTest::newRow("all grey") << QVector<int>{28, 28, 1, 28, 28, 1} << 28 << 1;
    QTest::newRow("colour comes late") << QVector<int>{28, 28, 1, 28, 28, 1, 28, 28, 3} << 28 << 3;
    QTest::newRow("colour comes first") << QVector<int>{28, 28, 3, 28, 28, 1} << 28 << 3;
    QTest::newRow("96 is small") << QVector<int>{96, 96, 3, 96, 96, 3} << 96 << 3;
    QTest::newRow("97 is not") << QVector<int>{97, 97, 3, 97, 97, 3} << 64 << 3;
    QTest::newRow("squares differ") << QVector<int>{28, 28, 3, 28, 28, 3, 32, 32, 3} << 64 << 3;
    QTest::newRow("one is no square") << QVector<int>{28, 28, 3, 28, 28, 3, 28, 29, 3} << 64 << 3;
    QTest::newRow("size and colour come late") << QVector<int>{28, 28, 1, 28, 28, 1, 200, 100, 3} << 64 << 3;
    QTest::newRow("64 by chance, then others") << QVector<int>{64, 64, 3, 300, 200, 3, 64, 64, 3, 10, 10, 3} << 64 << 3;
}

void TstOpenDataSet::autoSide()
{
    QFETCH(QVector<int>, sizes);
    QFETCH(int, side);
    QFETCH(int, channels);
    const TemporaryFolder temporary;
    std::vector<Image> originals;
    for (int i = 0; i < sizes.size() / 3; ++i) {
        originals.push_back(makeGradient({sizes[3 * i], sizes[3 * i + 1], sizes[3 * i + 2]}, 5 * i));
        const fs::path name = std::string(i % 2 == 0 ? "a/" : "b/") + std::to_string(i) + ".png";
        writeBytes(temporary.path() / "set" / name, encodeImage(originals.back(), ".png"));
    }
    for (const fs::path& cache : {fs::path(), temporary.path() / "cache"}) {
        const Result<DataSet> set = openSource(temporary.path() / "set", 0, cache);
        QVERIFY(set.hasValue());
        QVERIFY((set->size == ImageSize{side, side, channels}));
        for (std::size_t i = 0; i < set->count(); ++i) {
            const Image& original = originals[std::stoul((*set->samples)[i].name.substr(2))];
            const Image expected = fitImage(viewOf(original), {set->size, ResizeMode::Squash});
            const ImageView pixels = set->pixels->image(i);
            QVERIFY(pixels.size == set->size);
            QVERIFY(std::equal(expected.pixels.begin(), expected.pixels.end(), pixels.pixels));
            const Image thumbnail = makeThumbnail(viewOf(original));
            const ImageView shown = set->thumbnails->image(i);
            QVERIFY(shown.size.width == thumbnail.size.width && shown.size.height == thumbnail.size.height);
            QCOMPARE((*set->samples)[i].width, original.size.width);
        }
    }
}

void TstOpenDataSet::pixelsEqualWhatReadGives_data()
{
    QTest::addColumn<int>("mode");
    for (const ResizeMode mode : {ResizeMode::Squash, ResizeMode::Pad, ResizeMode::Crop}) {
        QTest::addRow("%s", resizeModeName(mode).c_str()) << static_cast<int>(mode);
    }
}

void TstOpenDataSet::pixelsEqualWhatReadGives()
{
    const TemporaryFolder temporary;
    for (int i = 0; i < 4; ++i) {
        const Image image = makeGradient({90 + i, 120, i == 3 ? 1 : 3}, i);
        writeBytes(temporary.path() / (i % 2 == 0 ? "a" : "b") / (std::to_string(i) + ".jpg"),
                   encodeJpeg(image, {90, i * 3, false}));
    }
    QFETCH(int, mode);
    const Result<DataSet> set = openSource(temporary.path(), 48, {}, {}, {}, static_cast<ResizeMode>(mode));
    QVERIFY(set.hasValue());
    for (std::size_t i = 0; i < set->count(); ++i) {
        const Result<ReadImage> read =
            saccadeImageReader()->read(temporary.path() / (*set->samples)[i].name, {set->size, set->resize});
        QVERIFY(read.hasValue());
        QVERIFY(read->original.size.channels == 3);
        QVERIFY(std::equal(read->input.pixels.begin(), read->input.pixels.end(), set->pixels->image(i).pixels));
    }
}

void TstOpenDataSet::badFilesAreNamed()
{
    const TemporaryFolder temporary;
    const fs::path root = temporary.path();
    writeSmallSet(root);
    writeBytes(root / "ant/letter.png", bytesOf("not a picture"));
    FileBytes cut = encodeJpeg(makeGradient({40, 40, 3}));
    cut.resize(cut.size() / 2);
    writeBytes(root / "ant/cut.jpg", cut);
    writeBytes(root / "bee/huge.png", makePng(30000, 30000, 1, 0, {0}));
    writeBytes(root / "bee/scan.tif", FileBytes{'I', 'I', '*', 0, 0, 0, 0, 0});
    QCOMPARE(::mkfifo((root / "bee/pipe.jpg").c_str(), 0600), 0);
    fs::create_symlink("/etc/passwd", root / "bee/link.jpg");
    fs::create_directories(root / "bee/folder.jpg");
    fs::create_directories(root / "wasp");
    writePng(root / "loose.png", {20, 20, 3});
    const Result<DataSet> set = openSource(root);
    QVERIFY(set.hasValue());
    QCOMPARE(set->count(), std::size_t{6});
    QCOMPARE(set->classNames.size(), std::size_t{2});
    QCOMPARE(problemOf(*set, "letter.png"), std::string("not_an_image"));
    QCOMPARE(problemOf(*set, "cut.jpg"), std::string("image_damaged"));
    QCOMPARE(problemOf(*set, "huge.png"), std::string("image_too_large"));
    QCOMPARE(problemOf(*set, "scan.tif"), std::string("image_unsupported"));
    QCOMPARE(problemOf(*set, "pipe.jpg"), std::string("file_unreadable"));
    QCOMPARE(problemOf(*set, "link.jpg"), std::string("file_unreadable"));
    QCOMPARE(problemOf(*set, "wasp"), std::string("data_set_empty"));
    QCOMPARE(problemOf(*set, "loose.png"), std::string("image_unsupported"));
    QCOMPARE(set->problems.size(), std::size_t{8});
    // Whoever is not root meets a file without permission, too.
    if (::geteuid() != 0) {
        fs::permissions(root / "ant/0.png", fs::perms::none);
        QCOMPARE(problemOf(*openSource(root), "0.png"), std::string("file_unreadable"));
    }
}

void TstOpenDataSet::badFoldersAreErrors()
{
    const TemporaryFolder temporary;
    const fs::path root = temporary.path();
    fs::create_directories(root / "empty");
    QCOMPARE(codeOf(openSource(root / "empty")), std::string("data_set_empty"));
    writePng(root / "one/cat/1.png", {8, 8, 3});
    QCOMPARE(codeOf(openSource(root / "one")), std::string("too_few_classes"));
    writeSmallSet(root / "parts/train");
    writePng(root / "parts/test/ant/1.png", {20, 20, 3});
    const Result<DataSet> parts = openSource(root / "parts");
    QCOMPARE(codeOf(parts), std::string("opened")); // what its parts lack is told before training
    QCOMPARE(parts->countOf(Part::Test, 1), std::size_t{0});
    writeBytes(root / "texts/a/1.txt", bytesOf("x"));
    writeBytes(root / "texts/b/1.txt", bytesOf("y"));
    QCOMPARE(codeOf(openSource(root / "texts")), std::string("data_set_empty"));
}

void TstOpenDataSet::badSourcesAreErrors()
{
    const TemporaryFolder temporary;
    QCOMPARE(codeOf(openSource(temporary.path() / "none")), std::string("file_not_found"));
    writePng(temporary.path() / "one.png", {8, 8, 3});
    QCOMPARE(codeOf(openSource(temporary.path() / "one.png")), std::string("source_unsupported"));
    QCOMPARE(::mkfifo((temporary.path() / "pipe").c_str(), 0600), 0);
    QCOMPARE(codeOf(openSource(temporary.path() / "pipe")), std::string("source_unsupported"));
    QCOMPARE(codeOf(openSource(temporary.path(), -1)), std::string("setting_invalid"));
    QCOMPARE(codeOf(openSource(temporary.path(), 100'000)), std::string("setting_invalid"));
}

void TstOpenDataSet::progressReachesTheEnd()
{
    const TemporaryFolder temporary;
    writeSmallSet(temporary.path() / "set");
    std::vector<OpenProgress> steps;
    QVERIFY(openSource(temporary.path() / "set", 0, {}, {}, [&](const OpenProgress& step) { steps.push_back(step); }));
    QVERIFY(!steps.empty());
    QCOMPARE(steps.back().done, std::size_t{6});
    QCOMPARE(steps.back().total, std::size_t{6});
    QCOMPARE(steps.back().share, 1.0);
    QVERIFY(std::is_sorted(steps.begin(), steps.end(),
                           [](const OpenProgress& a, const OpenProgress& b) { return a.done < b.done; }));
}

void TstOpenDataSet::sample()
{
    const Result<DataSet> set = openSource("sample");
    QVERIFY(set.hasValue());
    QCOMPARE(set->source, std::string("sample"));
    QCOMPARE(set->classNames.size(), std::size_t{10});
}

void TstOpenDataSet::realImages()
{
    const fs::path data =
        qEnvironmentVariable("SACCADE_DATA", QStringLiteral(SACCADE_SOURCE_DIR "/../shared/data")).toStdString();
    if (!fs::exists(data / "hymenoptera.tar")) {
        QSKIP("the folder with real images is not here");
    }
    const Result<DataSet> set = openSource(data / "hymenoptera.tar");
    QVERIFY(set.hasValue());
    QCOMPARE(set->name, std::string("hymenoptera"));
    QVERIFY((set->classNames == std::vector<std::string>{"ants", "bees"}));
    QVERIFY(set->hasGivenValidation && !set->hasGivenTest);
    QVERIFY((set->size == ImageSize{64, 64, 3}));
    QCOMPARE(set->count() + set->problems.size(), std::size_t{398});
}

SACCADE_TEST(tst_open_data_set, TstOpenDataSet)
#include "tst_open_data_set.moc"
