#include <QAbstractItemModelTester>
#include <QTest>

#include "tests/support/memory_store.h"
#include "tests/test_registry.h"
#include "ui/models/changed_confusions_model.h"
#include "ui/models/compared_classes_model.h"
#include "ui/models/compared_images_model.h"
#include "ui/models/comparison_text.h"

using namespace saccade;

namespace {

enum Roles
{
    Caption = Qt::UserRole,
    Note
};

RunComparison counted(const PairedCounts& counts)
{
    RunComparison comparison;
    comparison.test = computePairedTest(counts);
    return comparison;
}

std::shared_ptr<const ComparedRuns> smallRuns()
{
    RunFolder run;
    run.title = "first";
    run.plan.data.id = makeStripesDataSet(2, 2, {8, 8, 3}).id;
    RunComparison comparison = counted({1, 2, 1, 1, 0});
    comparison.classNames = {"cat", "dog"};
    comparison.onlyA = {{0, 0, 0, 1, 0.9F, 0.8F}, {2, 1, 1, 0, 0.7F, 0.6F}};
    comparison.onlyB = {{1, 0, 1, 0, 0.9F, 0.8F}};
    comparison.bothWrong = {{3, 1, 0, 0, 0.5F, 0.5F}};
    comparison.classes = {{2, 1, 1}, {3, 2, 1}};
    comparison.settings = {{"epochs", "10", "20"}};
    const auto shared = std::make_shared<const RunFolder>(run);
    return std::make_shared<const ComparedRuns>(ComparedRuns{shared, shared, comparison});
}

const QStringList kNames{QStringLiteral("cat"), QStringLiteral("dog")};

} // namespace

/// Two runs in words, tables and pictures.
class TstComparisonText : public QObject
{
    Q_OBJECT

private slots:
    void fewDifferencesTellNothing()
    {
        const RunComparison comparison = counted({480, 9, 6, 5, 0}); // p = 0.607
        QCOMPARE(comparisonHeadline(comparison), QStringLiteral("No difference can be told from 500 images."));
        QVERIFY(comparisonDetails(comparison).contains(QStringLiteral("15 of 500 images: A alone 9, B alone 6")));
        QVERIFY(comparisonDetails(comparison).contains(QStringLiteral("p = 0.607")));
    }

    void whatIsNotTheSameIsSaid()
    {
        RunComparison comparison = counted({480, 9, 6, 5, 0});
        QCOMPARE(comparisonNote(comparison), QString());
        comparison.correctedTruths = 12;
        QVERIFY(comparisonNote(comparison).endsWith(QStringLiteral("corrected between the runs: 12.")));
        comparison.leftOut = 3;
        QVERIFY(comparisonNote(comparison).endsWith(QStringLiteral("only one of the runs has: 3.")));
        comparison.isSameData = false;
        QVERIFY(comparisonNote(comparison).startsWith(QStringLiteral("The images are the same, their pixels")));
    }

    void manyDifferencesTellWhichIsBetter()
    {
        QCOMPARE(comparisonHeadline(counted({400, 10, 60, 30, 0})), QStringLiteral("B is better by 10.00 points."));
        QCOMPARE(comparisonHeadline(counted({400, 60, 10, 30, 0})), QStringLiteral("A is better by 10.00 points."));
        QVERIFY(comparisonDetails(counted({400, 60, 10, 30, 0})).contains(QStringLiteral("p below 0.001")));
    }

    void equalAnswersAreSaidToBe()
    {
        QCOMPARE(comparisonHeadline(counted({9, 0, 0, 1, 0})),
                 QStringLiteral("Both are right and wrong on the same images."));
        QVERIFY(comparisonDetails(counted({9, 0, 0, 1, 0})).isEmpty());
    }

    void classesThatDifferMostAreFirst()
    {
        ComparedClassesModel model;
        const QAbstractItemModelTester tester(&model);
        model.setRuns(smallRuns(), kNames);
        const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(text(0, ComparedClassesModel::ClassColumn), QStringLiteral("dog"));
        QCOMPARE(text(0, ComparedClassesModel::AColumn), QStringLiteral("66.7"));
        QCOMPARE(text(0, ComparedClassesModel::DifferenceColumn), QStringLiteral("−33.3"));
        QCOMPARE(text(1, ComparedClassesModel::DifferenceColumn), QStringLiteral("0.0"));
        QCOMPARE(model.label(0), 1);
    }

    void confusionsSayWhatChanged()
    {
        auto runs = std::make_shared<ComparedRuns>(*smallRuns());
        runs->comparison.confusions = {{0, 1, 12, 3}, {1, 0, 2, 4}};
        ChangedConfusionsModel model;
        const QAbstractItemModelTester tester(&model);
        model.setRuns(runs, kNames);
        const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
        QCOMPARE(text(0, ChangedConfusionsModel::NameColumn), QStringLiteral("cat → dog"));
        QCOMPARE(text(0, ChangedConfusionsModel::AColumn), QStringLiteral("12"));
        QCOMPARE(text(0, ChangedConfusionsModel::DifferenceColumn), QStringLiteral("−9"));
        QCOMPARE(text(1, ChangedConfusionsModel::DifferenceColumn), QStringLiteral("+2"));
        QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("cat taken for dog: A 12, B 3"));
    }

    void settingsAreNamedAsInTheForm()
    {
        ChangedSettingsModel model;
        const QAbstractItemModelTester tester(&model);
        model.setRuns(smallRuns());
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("10"));
        QCOMPARE(model.index(0, 2).data().toString(), QStringLiteral("20"));
    }

    void imagesOfASideAndAClass()
    {
        ComparedImagesModel model(Caption, Note);
        const QAbstractItemModelTester tester(&model);
        model.setRuns(smallRuns(), kNames);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.index(0).data(Caption).toString(), QStringLiteral("cat"));
        QCOMPARE(model.index(0).data(Note).toString(), QStringLiteral("B says dog"));
        model.setClasses(1);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.image(0).index, 2);
        model.setClasses(std::nullopt);
        model.setSide(ComparedSide::OnlyB);
        QCOMPARE(model.index(0).data(Note).toString(), QStringLiteral("A says dog"));
        model.setSide(ComparedSide::BothWrong);
        QCOMPARE(model.index(0).data(Note).toString(), QStringLiteral("both say cat"));
        QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("Truth dog")));
    }

    void picturesComeFromTheRunsOwnImagesOnly()
    {
        ComparedImagesModel model(Caption, Note);
        model.setRuns(smallRuns(), kNames);
        QVERIFY(model.index(0).data(Qt::DecorationRole).isNull());
        DataSet dataSet = makeStripesDataSet(2, 2, {8, 8, 3});
        model.setDataSet(dataSet);
        QVERIFY(!model.index(0).data(Qt::DecorationRole).isNull());
        dataSet.id = "another";
        model.setDataSet(dataSet);
        QVERIFY(model.index(0).data(Qt::DecorationRole).isNull());
    }
};

SACCADE_TEST(tst_comparison_text, TstComparisonText)
#include "tst_comparison_text.moc"
