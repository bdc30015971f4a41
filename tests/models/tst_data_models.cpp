#include <QAbstractItemModelTester>
#include <QImage>
#include <QTest>

#include "tests/support/memory_store.h"
#include "tests/test_registry.h"
#include "ui/models/class_table_model.h"
#include "ui/models/image_list_model.h"
#include "ui/models/problems_model.h"

using namespace saccade;

namespace {

constexpr int kCaption = Qt::UserRole + 1;
constexpr int kNote = Qt::UserRole + 2;

/// class-2 gets three more images than the others: 9, 9, 12.
DataSet unevenDataSet()
{
    DataSet set = makeStripesDataSet(3, 3, {4, 4, 3});
    auto samples = std::make_shared<std::vector<Sample>>(*set.samples);
    std::vector<Image> images;
    for (std::size_t i = 0; i < samples->size(); ++i) {
        const ImageView view = set.pixels->image(i);
        images.push_back({view.size, {view.bytes().begin(), view.bytes().end()}});
    }
    for (int i = 0; i < 3; ++i) {
        samples->push_back({"class-2/Extra" + std::to_string(i) + ".png", 2, Part::Training, 4, 4, 10});
        images.push_back(images.front());
    }
    set.samples = samples;
    set.thumbnails = std::make_shared<MemoryStore>(images);
    set.pixels = set.thumbnails;
    return set;
}

} // namespace

class TstDataModels final : public QObject
{
    Q_OBJECT

private slots:
    void classTableCounts();
    void classTableSorts();
    void classTableKeepsItsSelectionWhenSorted();
    void imagesAreAllThereOnce();
    void imagesAreFiltered();
    void theFirstScreenShowsEveryClass();
    void aNewSplitKeepsTheFilter();
    void sixtyThousandAreFilteredByName();
    void problemsAreSummed();
};

void TstDataModels::classTableCounts()
{
    ClassTableModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    model.setDataSet(unevenDataSet());
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, ClassTableModel::NameColumn).data().toString(), QStringLiteral("class-0"));
    QCOMPARE(model.index(2, ClassTableModel::ImagesColumn).data().toString(), QStringLiteral("12"));
    QCOMPARE(model.totals(), (ClassTableModel::Counts{12, 9, 9}));
    const auto shares =
        model.index(2, ClassTableModel::PartsColumn).data(ClassTableModel::SharesRole).value<QList<double>>();
    QCOMPARE(shares, (QList<double>{0.5, 0.25, 0.25}));
    QCOMPARE(model.index(0, 0).data(Qt::DecorationRole).value<QImage>().size(), QSize(4, 4));
    model.setDataSet({});
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.totals(), ClassTableModel::Counts{});
}

void TstDataModels::classTableSorts()
{
    DataSet set = unevenDataSet();
    set.classNames = {"item 10", "item 9", "abc"};
    ClassTableModel model;
    model.setDataSet(set);
    const auto names = [&model] {
        QStringList list;
        for (int row = 0; row < model.rowCount(); ++row) {
            list.append(model.index(row, 0).data().toString());
        }
        return list.join(QLatin1Char(','));
    };
    QCOMPARE(names(), QStringLiteral("abc,item 9,item 10"));
    model.sort(ClassTableModel::ImagesColumn, Qt::DescendingOrder);
    QCOMPARE(names(), QStringLiteral("abc,item 9,item 10"));
    model.sort(ClassTableModel::ImagesColumn, Qt::AscendingOrder);
    QCOMPARE(names(), QStringLiteral("item 9,item 10,abc"));
    model.sort(ClassTableModel::NameColumn, Qt::DescendingOrder);
    QCOMPARE(names(), QStringLiteral("item 10,item 9,abc"));
}

void TstDataModels::classTableKeepsItsSelectionWhenSorted()
{
    ClassTableModel model;
    model.setDataSet(unevenDataSet());
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QPersistentModelIndex chosen = model.index(0, 0);
    model.sort(ClassTableModel::NameColumn, Qt::DescendingOrder);
    QCOMPARE(chosen.row(), 2);
    QCOMPARE(chosen.data(ClassTableModel::LabelRole).toInt(), 0);
}

void TstDataModels::imagesAreAllThereOnce()
{
    ImageListModel model(kCaption, kNote);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setDataSet(unevenDataSet());
    QCOMPARE(model.rowCount(), 30);
    std::vector<bool> seen(30, false);
    for (int row = 0; row < model.rowCount(); ++row) {
        QVERIFY(!seen[model.sampleIndex(row)]);
        seen[model.sampleIndex(row)] = true;
    }
    QVERIFY(!model.index(0, 0).data(Qt::DecorationRole).value<QImage>().isNull());
    QVERIFY(model.index(0, 0).data(kCaption).toString().startsWith(QLatin1String("class-")));
}

void TstDataModels::imagesAreFiltered()
{
    ImageListModel model(kCaption, kNote);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setDataSet(unevenDataSet());
    model.setLabel(2);
    QCOMPARE(model.rowCount(), 12);
    model.setPart(Part::Validation);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, 0).data(kNote).toString(), QStringLiteral("validation"));
    model.setPart({});
    model.setSearch(QStringLiteral(" eXTRa "));
    QCOMPARE(model.rowCount(), 3);
    model.setLabel(1);
    QCOMPARE(model.rowCount(), 0);
    model.setLabel({});
    model.setSearch({});
    QCOMPARE(model.rowCount(), 30);
    QVERIFY(!model.isFiltered());
}

void TstDataModels::theFirstScreenShowsEveryClass()
{
    ImageListModel model(kCaption, kNote);
    model.setDataSet(makeStripesDataSet(10, 100, {2, 2, 1}));
    QSet<QString> classes;
    for (int row = 0; row < 100; ++row) {
        classes.insert(model.index(row, 0).data(kCaption).toString());
    }
    QCOMPARE(classes.size(), 10);
}

void TstDataModels::aNewSplitKeepsTheFilter()
{
    ImageListModel model(kCaption, kNote);
    DataSet set = unevenDataSet();
    model.setDataSet(set);
    model.setLabel(2);
    model.setDataSet(set);
    QCOMPARE(model.rowCount(), 12);
    set.id = "another";
    model.setDataSet(set);
    QCOMPARE(model.rowCount(), 30);
}

void TstDataModels::sixtyThousandAreFilteredByName()
{
    DataSet set;
    auto samples = std::make_shared<std::vector<Sample>>();
    set.classNames = {"a", "b"};
    for (int i = 0; i < 60'000; ++i) {
        samples->push_back({"train/a/" + std::to_string(i) + ".jpg", i % 2, Part::Training, 32, 32, 900});
    }
    set.samples = samples;
    ImageListModel model(kCaption, kNote);
    model.setDataSet(set);
    model.setSearch(QStringLiteral("/5999"));
    QCOMPARE(model.rowCount(), 11); // 5999 and 59990 to 59999
}

void TstDataModels::problemsAreSummed()
{
    ProblemsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setProblems({{ErrorCode::NotAnImage, "", "a.txt"},
                       {ErrorCode::ImageDamaged, "", "b.jpg"},
                       {ErrorCode::ImageDamaged, "", "c.jpg"}});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.summary(), QStringLiteral("2 damaged or cut short, 1 not an image"));
    QCOMPARE(model.index(0, 0).data().toString(), QStringLiteral("a.txt"));
    QVERIFY(model.index(1, 1).data(Qt::ToolTipRole).toString().contains(QLatin1String("b.jpg")));
}

SACCADE_TEST(tst_data_models, TstDataModels)
#include "tst_data_models.moc"
