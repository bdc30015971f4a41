#include <QTest>

#include "engine/decode/folder_layout.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

using Names = std::vector<std::string>;

std::string describe(const SourceLayout& layout, std::size_t image)
{
    const Placement& placement = layout.placements[image];
    return placement.label < 0 ? placement.reason
                               : std::string(partName(placement.part)) + " " +
                                     layout.classNames[static_cast<std::size_t>(placement.label)];
}

} // namespace

/// Classes and parts from paths alone.
class TstFolderLayout : public QObject
{
    Q_OBJECT

private slots:
    void plainClasses();
    void givenParts();
    void partNames_data();
    void partNames();
    void aClassMayBeCalledTrain();
    void singleFoldersArePassedThrough();
    void deeperFoldersBelongToTheirClass();
    void strayImagesAreNamed();
    void emptyClassesAreNamed();
    void classesAreThoseOfAllParts();
    void errors_data();
    void errors();
};

void TstFolderLayout::plainClasses()
{
    // Bytewise: capitals before small letters.
    const Result<SourceLayout> layout = layOutFolders({"cat/1.jpg", "Zebra/1.jpg", "ant/x/1.jpg"}, {});
    QVERIFY(layout.hasValue());
    QVERIFY((layout->classNames == Names{"Zebra", "ant", "cat"}));
    QCOMPARE(describe(*layout, 0), std::string("training cat"));
    QCOMPARE(layout->placements[1].label, 0);
    QVERIFY(!layout->hasGivenTest && !layout->hasGivenValidation);
}

void TstFolderLayout::givenParts()
{
    const Result<SourceLayout> layout =
        layOutFolders({"train/a/1", "train/b/1", "val/a/2", "val/b/2", "test/a/3", "test/b/3", "docs/a/4"}, {});
    QVERIFY(layout.hasValue());
    QVERIFY((layout->classNames == Names{"a", "b"}));
    QCOMPARE(describe(*layout, 1), std::string("training b"));
    QCOMPARE(describe(*layout, 3), std::string("validation b"));
    QCOMPARE(describe(*layout, 4), std::string("test a"));
    QCOMPARE(describe(*layout, 6), std::string("not in a class folder"));
    QVERIFY(layout->hasGivenTest && layout->hasGivenValidation);
}

void TstFolderLayout::partNames_data()
{
    QTest::addColumn<QByteArray>("folder");
    QTest::addColumn<int>("part");
    const auto row = [](const char* name, int part) { QTest::newRow(name) << QByteArray(name) << part; };
    row("train", 0);
    row("Training", 0);
    row("val", 1);
    row("VALID", 1);
    row("validation", 1);
    row("test", 2);
    row("testing", 2);
    row("tests", -1);
    row("", -1);
}

void TstFolderLayout::partNames()
{
    QFETCH(QByteArray, folder);
    QFETCH(int, part);
    const std::optional<Part> found = partNamed(folder.toStdString());
    QCOMPARE(found ? static_cast<int>(*found) : -1, part);
}

void TstFolderLayout::aClassMayBeCalledTrain()
{
    const Result<SourceLayout> layout = layOutFolders({"train/1", "bus/1", "bicycle/1"}, {});
    QVERIFY(layout.hasValue());
    QVERIFY((layout->classNames == Names{"bicycle", "bus", "train"}));
    QCOMPARE(describe(*layout, 0), std::string("training train"));
}

void TstFolderLayout::singleFoldersArePassedThrough()
{
    const Result<SourceLayout> layout =
        layOutFolders({"top/data/train/a/1", "top/data/train/b/1", "top/cover.png"}, {});
    QVERIFY(layout.hasValue());
    QVERIFY((layout->classNames == Names{"a", "b"}));
    QCOMPARE(describe(*layout, 0), std::string("training a"));
    QCOMPARE(describe(*layout, 2), std::string("not in a class folder"));
}

void TstFolderLayout::deeperFoldersBelongToTheirClass()
{
    const std::string eight = "a/1/2/3/4/5/6/7/8/x";
    const std::string nine = "a/1/2/3/4/5/6/7/8/9/x";
    const Result<SourceLayout> layout = layOutFolders({eight, nine, "b/x"}, {});
    QVERIFY(layout.hasValue());
    QCOMPARE(describe(*layout, 0), std::string("training a"));
    QCOMPARE(describe(*layout, 1), std::string("too many folders deep"));
}

void TstFolderLayout::strayImagesAreNamed()
{
    const Result<SourceLayout> layout = layOutFolders({"a/1", "b/1", "loose"}, {});
    QVERIFY(layout.hasValue());
    QCOMPARE(describe(*layout, 2), std::string("not in a class folder"));
}

void TstFolderLayout::emptyClassesAreNamed()
{
    const Result<SourceLayout> layout =
        layOutFolders({"t/train/a/1", "t/train/b/1"}, {"t", "t/train", "t/train/a", "t/train/c", "t/train/a/deeper"});
    QVERIFY(layout.hasValue());
    QVERIFY((layout->emptyClasses == Names{"t/train/c"}));
}

void TstFolderLayout::classesAreThoseOfAllParts()
{
    const Result<SourceLayout> layout = layOutFolders({"train/a/1", "train/b/1", "test/c/1", "test/b/1"}, {});
    QVERIFY(layout.hasValue());
    QVERIFY((layout->classNames == Names{"a", "b", "c"}));
    QCOMPARE(describe(*layout, 2), std::string("test c"));
}

void TstFolderLayout::errors_data()
{
    QTest::addColumn<Names>("images");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("detail");
    const auto row = [](const char* name, const Names& images, ErrorCode code, const char* detail) {
        QTest::newRow(name) << images << static_cast<int>(code) << QByteArray(detail);
    };
    row("nothing", {}, ErrorCode::DataSetEmpty, "");
    row("no folders", {"1", "2"}, ErrorCode::DataSetEmpty, "no class folder");
    row("one class", {"cat/1", "cat/2"}, ErrorCode::TooFewClasses, "cat");
    row("one class in train", {"train/cat/1", "train/cat/2"}, ErrorCode::TooFewClasses, "cat");
}

void TstFolderLayout::errors()
{
    QFETCH(Names, images);
    QFETCH(int, code);
    QFETCH(QByteArray, detail);
    const Result<SourceLayout> layout = layOutFolders(images, {});
    QVERIFY(!layout.hasValue());
    QCOMPARE(static_cast<int>(layout.error().code), code);
    QCOMPARE(layout.error().detail, detail.toStdString());
}

SACCADE_TEST(tst_folder_layout, TstFolderLayout)
#include "tst_folder_layout.moc"
