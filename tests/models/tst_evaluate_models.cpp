#include <QAbstractItemModelTester>
#include <QTest>

#include "tests/support/memory_store.h"
#include "tests/test_registry.h"
#include "ui/models/class_report_model.h"
#include "ui/models/csv_text.h"
#include "ui/models/gallery_model.h"
#include "ui/models/matrix_model.h"
#include "ui/models/top_confusions_model.h"
#include "ui/models/verdict_text.h"

using namespace saccade;

namespace {

constexpr int kCaption = Qt::UserRole + 1;
constexpr int kNote = Qt::UserRole + 2;
constexpr int kEmphasis = Qt::UserRole + 3;

const QStringList kNames{QStringLiteral("cat"), QStringLiteral("dog"), QStringLiteral("=bird, small")};

/// cat: 3 right, 1 as dog. dog: 2 right, 2 as cat. bird: 1 right.
ConfusionMatrix smallMatrix()
{
    const std::vector<std::int32_t> truth{0, 0, 0, 0, 1, 1, 1, 1, 2};
    const std::vector<std::int32_t> predicted{0, 0, 0, 1, 1, 1, 0, 0, 2};
    return ConfusionMatrix(3, truth, predicted);
}

std::shared_ptr<const PredictionTable> smallTable()
{
    auto table = std::make_shared<PredictionTable>();
    table->classCount = 2;
    table->indices = {0, 1, 2, 3};
    table->labels = {0, 0, 1, 1};
    table->predicted = {0, 1, 1, 0};
    table->confidences = {0.9F, 0.6F, 0.8F, 0.95F};
    table->losses = {0.1F, 0.9F, 0.2F, 3.0F};
    table->probabilities = {0.9F, 0.1F, 0.4F, 0.6F, 0.2F, 0.8F, 0.95F, 0.05F};
    return table;
}

QStringList captions(const GalleryModel& model)
{
    QStringList notes;
    for (int row = 0; row < model.rowCount(); ++row) {
        notes.append(QString::number(model.place(row)));
    }
    return notes;
}

} // namespace

class TstEvaluateModels : public QObject
{
    Q_OBJECT

private slots:
    void matrixGivesCountsTotalsAndWords();
    void matrixGivesShares();
    void matrixAsCsvIsSafe();
    void topConfusionsSayWhatAndHowMuch();
    void reportSortsByNumberAndKeepsAverages();
    void galleryHoldsExactlyTheCell();
    void galleryFiltersCombine();
    void galleryRangeOfConfidenceIsThatOfABin();
    void galleryShowsWhatItsOrderGoesBy();
    void galleryWithoutMarginsGoesByConfidence();
    void verdictNamesTheWorstPair();
    void verdictOfTwoClassesSaysWhichWayRound();
    void verdictOfAPerfectAndAnEmptyMatrix();
    void csvFields_data();
    void csvFields();
};

void TstEvaluateModels::matrixGivesCountsTotalsAndWords()
{
    MatrixModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setMatrix(smallMatrix(), kNames);
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("2"));
    QCOMPARE(model.index(1, 3).data().toString(), QStringLiteral("4")); // truth dog
    QCOMPARE(model.index(3, 0).data().toString(), QStringLiteral("5")); // predicted cat
    QCOMPARE(model.index(3, 3).data().toString(), QStringLiteral("9"));
    QCOMPARE(model.index(1, 0).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("truth dog, predicted cat, 2 of 4, 50.0 % of dog"));
}

void TstEvaluateModels::matrixGivesShares()
{
    MatrixModel model;
    model.setMatrix(smallMatrix(), kNames);
    model.setValues(MatrixValues::TruthShare);
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("25.0 %"));
    QCOMPARE(model.index(3, 3).data().toString(), QStringLiteral("9"));
    model.setValues(MatrixValues::PredictedShare);
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("33.3 %"));
    model.setValues(MatrixValues::TotalShare);
    QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("11.11 %"));
}

void TstEvaluateModels::matrixAsCsvIsSafe()
{
    MatrixModel model;
    model.setMatrix(smallMatrix(), kNames);
    const QStringList lines = model.toCsv().split(QStringLiteral("\r\n"));
    QCOMPARE(lines[0], QStringLiteral("truth / predicted,cat,dog,\"'=bird, small\""));
    QCOMPARE(lines[2], QStringLiteral("dog,2,2,0"));
    const QStringList tabbed = model.toTsv().split(QStringLiteral("\r\n"));
    QCOMPARE(tabbed[0], QStringLiteral("truth / predicted\tcat\tdog\t'=bird, small"));
    QCOMPARE(tabbed[2], QStringLiteral("dog\t2\t2\t0"));
    QCOMPARE(tsvField(QStringLiteral("a\tb\nc")), QStringLiteral("a b c"));
}

void TstEvaluateModels::topConfusionsSayWhatAndHowMuch()
{
    TopConfusionsModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setMatrix(smallMatrix(), kNames);
    QCOMPARE(model.rowCount(), 2);
    const auto text = [&model](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(0, TopConfusionsModel::NameColumn), QStringLiteral("dog → cat"));
    QCOMPARE(text(0, TopConfusionsModel::CountColumn), QStringLiteral("2"));
    QCOMPARE(text(0, TopConfusionsModel::MistakesColumn), QStringLiteral("66.7 %"));
    QCOMPARE(text(1, TopConfusionsModel::ClassColumn), QStringLiteral("25.0 %"));
    QCOMPARE(model.confusion(1).predicted, 1);
    model.setMatrix(ConfusionMatrix(3), kNames);
    QCOMPARE(model.rowCount(), 0);
}

void TstEvaluateModels::reportSortsByNumberAndKeepsAverages()
{
    ClassReportModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setReport(computeClassReport(smallMatrix()), kNames, {});
    QCOMPARE(model.rowCount(), 6);
    // dog: precision 2/3, recall 2/4, F1 = 4/7
    QCOMPARE(model.index(1, ClassReportModel::PrecisionColumn).data().toString(), QStringLiteral("66.7"));
    QCOMPARE(model.index(1, ClassReportModel::RecallColumn).data(ClassReportModel::SortRole).toDouble(), 0.5);
    QCOMPARE(model.index(1, ClassReportModel::F1Column).data().toString(), QStringLiteral("57.1"));
    QCOMPARE(model.lowestOnScale(), 0.5);
    QVERIFY(model.index(3, 0).data(ClassReportModel::IsAverageRole).toBool());
    QVERIFY(!model.index(2, 0).data(ClassReportModel::IsAverageRole).toBool());
    QCOMPARE(model.index(4, ClassReportModel::SupportColumn).data().toString(), QStringLiteral("9"));
}

void TstEvaluateModels::galleryHoldsExactlyTheCell()
{
    GalleryModel model(kCaption, kNote, kEmphasis);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const DataSet dataSet = makeStripesDataSet(2, 2, {8, 8, 3});
    model.setPredictions(smallTable(), dataSet, kNames);
    QCOMPARE(model.rowCount(), 4);
    GalleryFilter cell;
    cell.truth = 1;
    cell.predicted = 0;
    model.setFilter(cell);
    QCOMPARE(captions(model), QStringList{QStringLiteral("3")});
    QCOMPARE(model.rowOf(3), 0);
    QCOMPARE(model.rowOf(0), -1);
    const QModelIndex index = model.index(0, 0);
    QCOMPARE(index.data(kCaption).toString(), QStringLiteral("cat"));
    QCOMPARE(index.data(kNote).toString(), QStringLiteral("95.0 %"));
    QCOMPARE(index.data(kEmphasis).toInt(), 2);
    const auto image = index.data(Qt::DecorationRole).value<QImage>();
    QCOMPARE(image.size(), QSize(8, 8));
    QCOMPARE(qRed(image.pixel(0, 0)), int{dataSet.thumbnails->image(3).pixels[0]});
}

void TstEvaluateModels::galleryFiltersCombine()
{
    GalleryModel model(kCaption, kNote, kEmphasis);
    model.setPredictions(smallTable(), {}, kNames);
    GalleryFilter filter;
    filter.places = std::vector<std::size_t>{0, 3, 7};
    filter.placesTitle = QStringLiteral("never learned");
    model.setFilter(filter);
    QCOMPARE(captions(model), (QStringList{QStringLiteral("0"), QStringLiteral("3")}));
    filter.onlyMistakes = true;
    model.setFilter(filter);
    QCOMPARE(captions(model), QStringList{QStringLiteral("3")});
    filter.upTo = 0.9;
    model.setFilter(filter);
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(filter.parts(), (std::vector{FilterPart::Places, FilterPart::Mistakes, FilterPart::Confidence}));
    filter.remove(FilterPart::Places);
    model.setFilter(filter);
    QCOMPARE(captions(model), QStringList{QStringLiteral("1")});
    GalleryFilter none;
    none.places.emplace();
    model.setFilter(none);
    QCOMPARE(model.rowCount(), 0);
    model.setFilter({});
    QCOMPARE(model.rowCount(), 4);
}

/// 0.5 and 0.75 are confidences exactly; a bin is above its lower edge and holds its upper one.
void TstEvaluateModels::galleryRangeOfConfidenceIsThatOfABin()
{
    auto table = std::make_shared<PredictionTable>(*smallTable());
    table->confidences = {0, 0.5F, 0.75F, 1};
    GalleryModel model(kCaption, kNote, kEmphasis);
    model.setPredictions(table, {}, kNames);
    GalleryFilter filter;
    filter.above = 0.5;
    filter.upTo = 0.75;
    model.setFilter(filter);
    QCOMPARE(captions(model), QStringList{QStringLiteral("2")});
    QCOMPARE(filter.textOf(FilterPart::Confidence, kNames), QStringLiteral("Confidence 50–75 %"));
    filter.above = 0;
    filter.upTo = 0.5;
    model.setFilter(filter);
    QCOMPARE(captions(model), (QStringList{QStringLiteral("0"), QStringLiteral("1")}));
}

void TstEvaluateModels::galleryShowsWhatItsOrderGoesBy()
{
    const auto table = smallTable();
    const auto orders = std::make_shared<const ImageOrders>(computeImageOrders(
        {table->labels, table->predicted, table->confidences, table->losses, table->probabilities, 2}));
    GalleryModel model(kCaption, kNote, kEmphasis);
    model.setPredictions(table, {}, kNames, orders);
    const QStringList confident{QStringLiteral("3"), QStringLiteral("0"), QStringLiteral("2"), QStringLiteral("1")};
    QCOMPARE(captions(model), confident);
    model.setOrder(ImageOrder::LargestLoss);
    QCOMPARE(captions(model).front(), QStringLiteral("3"));
    QCOMPARE(captions(model).back(), QStringLiteral("0"));
    QCOMPARE(model.index(0, 0).data(kNote).toString(), QStringLiteral("3.00"));
    model.setOrder(ImageOrder::LeastConfident);
    QCOMPARE(captions(model).front(), QStringLiteral("1"));
    QVERIFY(model.hasMargins());
    model.setOrder(ImageOrder::SmallestMargin);
    QCOMPARE(captions(model).front(), QStringLiteral("1"));
    QCOMPARE(model.index(0, 0).data(kNote).toString(), QStringLiteral("20.0 pts"));
    model.setOrder(ImageOrder::ConfidentMistakes);
    QCOMPARE(captions(model),
             (QStringList{QStringLiteral("3"), QStringLiteral("1"), QStringLiteral("2"), QStringLiteral("0")}));
    model.setOrder(ImageOrder::DataOrder);
    QCOMPARE(captions(model).front(), QStringLiteral("0"));
    GalleryFilter mistakes;
    mistakes.onlyMistakes = true;
    model.setFilter(mistakes);
    QCOMPARE(captions(model), (QStringList{QStringLiteral("1"), QStringLiteral("3")}));
}

void TstEvaluateModels::galleryWithoutMarginsGoesByConfidence()
{
    auto table = std::make_shared<PredictionTable>(*smallTable());
    table->probabilities.clear();
    const auto orders = std::make_shared<const ImageOrders>(
        computeImageOrders({table->labels, table->predicted, table->confidences, table->losses, {}, 2}));
    GalleryModel model(kCaption, kNote, kEmphasis);
    model.setPredictions(table, {}, kNames, orders);
    model.setOrder(ImageOrder::SmallestMargin);
    QVERIFY(!model.hasMargins());
    QCOMPARE(captions(model).front(), QStringLiteral("1"));
    QCOMPARE(model.index(0, 0).data(kNote).toString(), QStringLiteral("60.0 %"));
}

void TstEvaluateModels::verdictNamesTheWorstPair()
{
    QCOMPARE(mostConfusedPair(smallMatrix()), (ConfusedPair{0, 1, 3}));
    const Verdict verdict = verdictText(smallMatrix(), Part::Test, kNames);
    QCOMPARE(verdict.headline, QStringLiteral("66.67 % of the test images are right."));
    QVERIFY(verdict.details.startsWith(QStringLiteral("cat and dog taken for each other make 100 % of 3 mistake")));
}

void TstEvaluateModels::verdictOfTwoClassesSaysWhichWayRound()
{
    const std::vector<std::int32_t> truth{0, 0, 0, 1, 1};
    const std::vector<std::int32_t> predicted{0, 1, 1, 0, 1};
    const Verdict verdict = verdictText(ConfusionMatrix(2, truth, predicted), Part::Test, kNames);
    QCOMPARE(verdict.details, QStringLiteral("cat taken for dog: 2, dog taken for cat: 1."));
}

void TstEvaluateModels::verdictOfAPerfectAndAnEmptyMatrix()
{
    const std::vector<std::int32_t> labels{0, 1};
    const Verdict perfect = verdictText(ConfusionMatrix(2, labels, labels), Part::Validation, kNames);
    QCOMPARE(perfect.headline, QStringLiteral("100.00 % of the validation images are right."));
    QVERIFY(verdictText(ConfusionMatrix(2), Part::Test, kNames).details.isEmpty());
}

void TstEvaluateModels::csvFields_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("field");
    QTest::newRow("plain") << QStringLiteral("cat") << QStringLiteral("cat");
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("comma") << QStringLiteral("a,b") << QStringLiteral("\"a,b\"");
    QTest::newRow("quote") << QStringLiteral("a\"b") << QStringLiteral("\"a\"\"b\"");
    QTest::newRow("line") << QStringLiteral("a\nb") << QStringLiteral("\"a\nb\"");
    QTest::newRow("formula") << QStringLiteral("+1") << QStringLiteral("'+1");
}

void TstEvaluateModels::csvFields()
{
    QFETCH(QString, text);
    QFETCH(QString, field);
    QCOMPARE(csvField(text), field);
}

SACCADE_TEST(tst_evaluate_models, TstEvaluateModels)
#include "tst_evaluate_models.moc"
