#include <QTest>
#include <fstream>

#include "engine/data/split.h"
#include "tests/decode/encoded_images.h"
#include "tests/decode/small_data_sets.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

namespace fs = std::filesystem;

void writeText(const fs::path& file, const std::string& text)
{
    writeBytes(file, bytesOf(text));
}

} // namespace

/// List files through the reader that opens everything.
class TstOpenList : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void imagesOfAList();
    void partsAndGroups();
    void isKeptUntilSomethingChanges();
    void whatCannotBeUsedIsNamed();
    void linksLeadNowhere();
    void errorsNameTheFile_data();
    void errorsNameTheFile();

private:
    std::unique_ptr<TemporaryFolder> m_folder;
    fs::path m_root;
};

void TstOpenList::init()
{
    m_folder = std::make_unique<TemporaryFolder>();
    m_root = m_folder->path() / "birds";
    for (int i = 0; i < 8; ++i) {
        writePng(m_root / "pictures" / (std::to_string(i) + ".png"), {20, 20, 3}, i);
    }
}

void TstOpenList::imagesOfAList()
{
    writeText(m_root / "list.csv", "path,label\npictures/0.png,owl\npictures/3.png,crow\npictures/1.png,owl\n");
    const Result<DataSet> set = openSource(m_root / "list.csv");
    QCOMPARE(codeOf(set), std::string("opened"));
    QCOMPARE(set->name, std::string("list"));
    QCOMPARE(set->source, (m_root / "list.csv").native());
    QVERIFY((set->classNames == std::vector<std::string>{"crow", "owl"}));
    QCOMPARE(set->count(), std::size_t{3});
    QCOMPARE(set->samples->at(2).name, std::string("pictures/3.png"));
    QCOMPARE(set->samples->at(2).label, 0);
    QVERIFY((set->size == ImageSize{20, 20, 3}));
    QVERIFY(!set->hasGivenTest && !set->hasGivenValidation && set->problems.empty());
}

void TstOpenList::partsAndGroups()
{
    writeText(m_root / "list.tsv", "file\tclass\tsplit\tgroup\n"
                                   "pictures/0.png\ta\ttrain\tone\npictures/1.png\tb\ttrain\tone\n"
                                   "pictures/2.png\ta\ttest\t\npictures/3.png\tb\ttest\ttwo\n"
                                   "pictures/4.png\ta\t\t\npictures/5.png\tb\t\t\n");
    const Result<DataSet> set = openSource(m_root / "list.tsv");
    QCOMPARE(codeOf(set), std::string("opened"));
    QVERIFY(set->hasGivenTest && !set->hasGivenValidation);
    QCOMPARE(set->indicesOf(Part::Test).size(), std::size_t{2});
    QCOMPARE(set->samples->at(0).group, std::string("one"));
    QCOMPARE(set->samples->at(3).group, std::string("two"));
    QCOMPARE(set->samples->at(5).group, std::string());
}

void TstOpenList::isKeptUntilSomethingChanges()
{
    const fs::path list = m_root / "list.csv";
    const fs::path cache = m_folder->path() / "cache";
    writeText(list, "pictures/0.png,a,,g\npictures/1.png,b,,\n");
    const Result<DataSet> first = openSource(list, 0, cache);
    const Result<DataSet> second = openSource(list, 0, cache);
    QCOMPARE(codeOf(second), std::string("opened"));
    QVERIFY(isSame(*first, *second));
    QCOMPARE(second->samples->front().group, std::string("g"));
    writeText(list, "pictures/0.png,b,,g\npictures/1.png,a,,\n");
    const Result<DataSet> third = openSource(list, 0, cache);
    QVERIFY(third->id != first->id);
    writeText(list, "pictures/0.png,b,,h\npictures/1.png,a,,\n");
    QVERIFY(openSource(list, 0, cache)->id != third->id); // the group belongs to what a data set is
}

void TstOpenList::whatCannotBeUsedIsNamed()
{
    writeText(m_root / "pictures" / "text.png", "no image");
    writeText(m_root / "list.csv", "pictures/0.png,a\npictures/1.png,b\npictures/none.png,a\n"
                                   "pictures/text.png,a\n../secret.png,a\npictures/1.png,b\n");
    const Result<DataSet> set = openSource(m_root / "list.csv");
    QCOMPARE(codeOf(set), std::string("opened"));
    QCOMPARE(set->count(), std::size_t{2});
    QCOMPARE(set->problems.size(), std::size_t{4});
    QCOMPARE(problemOf(*set, "none.png"), std::string("file_not_found"));
    QCOMPARE(problemOf(*set, "text.png"), std::string("not_an_image"));
    QCOMPARE(problemOf(*set, "secret.png"), std::string("format_invalid"));
    QCOMPARE(problemOf(*set, "pictures/1.png"), std::string("format_invalid"));
}

void TstOpenList::linksLeadNowhere()
{
    writePng(m_folder->path() / "outside" / "x.png", {20, 20, 3});
    fs::create_directory_symlink(m_folder->path() / "outside", m_root / "away");
    fs::create_symlink(m_folder->path() / "outside" / "x.png", m_root / "link.png");
    writeText(m_root / "list.csv", "pictures/0.png,a\npictures/1.png,b\naway/x.png,a\nlink.png,b\n");
    const Result<DataSet> set = openSource(m_root / "list.csv");
    QCOMPARE(codeOf(set), std::string("opened"));
    QCOMPARE(set->count(), std::size_t{2});
    QCOMPARE(problemOf(*set, "away/x.png"), std::string("file_unreadable"));
    QCOMPARE(problemOf(*set, "link.png"), std::string("file_unreadable"));
}

void TstOpenList::errorsNameTheFile_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("detail");
    QTest::newRow("empty") << QByteArray() << "data_set_empty"
                           << "no row";
    QTest::newRow("only bad rows") << QByteArray("/a.png,x\n") << "data_set_empty"
                                   << "line 1: an absolute path";
    QTest::newRow("no file is there") << QByteArray("x.png,a\ny.png,b\n") << "data_set_empty"
                                      << "no image of the list could be used";
    QTest::newRow("one class") << QByteArray("pictures/0.png,a\npictures/1.png,a\n") << "too_few_classes"
                               << "a";
    QTest::newRow("not UTF-8") << QByteArray("pictures/0.png,\xe4\n") << "format_invalid"
                               << "line 1: not UTF-8";
}

void TstOpenList::errorsNameTheFile()
{
    QFETCH(QByteArray, text);
    writeText(m_root / "list.csv", text.toStdString());
    const Result<DataSet> set = openSource(m_root / "list.csv");
    QTEST(QString::fromStdString(codeOf(set)), "code");
    QTEST(QString::fromStdString(set.error().detail), "detail");
    QCOMPARE(set.error().path, m_root / "list.csv");
}

SACCADE_TEST(tst_open_list, TstOpenList)
#include "tst_open_list.moc"
