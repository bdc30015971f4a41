#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "tests/test_registry.h"
#include "ui/models/kept_history.h"
#include "ui/models/prediction_history_model.h"

using namespace saccade;

namespace {

const QDateTime kNoon(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);

Image grey(int width, int height, std::uint8_t value)
{
    const ImageSize size{height, width, 3};
    return {size, std::vector<std::uint8_t>(size.bytes(), value)};
}

Prediction answered(const std::string& name, std::vector<float> probabilities, int side = 2)
{
    Prediction prediction;
    prediction.name = name;
    prediction.modelTitle = "run, epoch 4";
    prediction.classNames = {"bird", "cat", "frog"};
    prediction.image = {grey(side, side, 9), grey(1, 1, 7)};
    prediction.originalSize = {3000, 4000, 3};
    prediction.probabilities = std::move(probabilities);
    return prediction;
}

Prediction failed(const std::string& file)
{
    Prediction prediction;
    prediction.name = file;
    prediction.file = "/photos/" + file;
    prediction.error = Error{ErrorCode::ImageDamaged, {}, prediction.file};
    return prediction;
}

} // namespace

/// Order, bounds, ages and the CSV of what was classified.
class TstPredictionHistoryModel : public QObject
{
    Q_OBJECT

private slots:
    void newestComesFirst()
    {
        PredictionHistoryModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.add(historyEntry(answered("one.png", {0.2F, 0.7F, 0.1F}), kNoon));
        model.add(historyEntry(answered("two.png", {0.5F, 0.1F, 0.4F}), kNoon.addSecs(70)));
        model.refreshAges(kNoon.addSecs(70));
        QCOMPARE(model.rowCount(), 2);
        const QModelIndex newest = model.index(0);
        QCOMPARE(newest.data().toString(), QStringLiteral("bird"));
        QCOMPARE(newest.data(PredictionHistoryModel::ConfidenceRole).toFloat(), 0.5F);
        QCOMPARE(newest.data(PredictionHistoryModel::NameRole).toString(), QStringLiteral("two.png"));
        QCOMPARE(newest.data(PredictionHistoryModel::AgeRole).toString(), QStringLiteral("now"));
        QCOMPARE(model.index(1).data(PredictionHistoryModel::AgeRole).toString(), QStringLiteral("1 min"));
        QCOMPARE(model.index(1).data(Qt::AccessibleTextRole).toString(), QStringLiteral("cat, 70.0 %, one.png, 1 min"));
        QCOMPARE(model.entry(0).originalSize, QSize(4000, 3000));
        QCOMPARE(model.entry(0).input.pixelColor(0, 0), QColor(7, 7, 7));
    }

    void whatTheModelRejectsIsUnknown()
    {
        PredictionHistoryModel model;
        Prediction sure = answered("sure.png", {0, 0.75F, 0.25F});
        Prediction unsure = answered("unsure.png", {0.25F, 0.5F, 0.25F});
        sure.rejectThreshold = 0.75; // just enough
        unsure.rejectThreshold = 0.75;
        model.add(historyEntry(sure, kNoon));
        model.add(historyEntry(unsure, kNoon));
        QCOMPARE(model.index(0).data().toString(), QStringLiteral("Unknown"));
        QVERIFY(model.index(0).data(PredictionHistoryModel::IsUnknownRole).toBool());
        QVERIFY(!model.index(0).data(PredictionHistoryModel::IsErrorRole).toBool());
        QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().startsWith(QStringLiteral("Unknown, 50.0 %")));
        QCOMPARE(model.index(1).data().toString(), QStringLiteral("cat"));
        QVERIFY(!model.index(1).data(PredictionHistoryModel::IsUnknownRole).toBool());
        QVERIFY(model.csv().contains(QStringLiteral(",cat,0.500000,yes,")));
        QVERIFY(model.csv().contains(QStringLiteral(",cat,0.750000,no,")));
    }

    void errorsAreRowsToo()
    {
        PredictionHistoryModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.add(historyEntry(failed("half.jpg"), kNoon));
        const QModelIndex row = model.index(0);
        QVERIFY(row.data(PredictionHistoryModel::IsErrorRole).toBool());
        QVERIFY(!row.data(PredictionHistoryModel::ConfidenceRole).isValid());
        QVERIFY(!row.data().toString().isEmpty());
        QVERIFY(row.data(Qt::DecorationRole).value<QImage>().isNull());
        QCOMPARE(row.data(Qt::ToolTipRole).toString(), QStringLiteral("/photos/half.jpg"));
    }

    void theOldestGo()
    {
        PredictionHistoryModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
        for (int i = 0; i < PredictionHistoryModel::kCapacity + 3; ++i) {
            model.add(historyEntry(answered(std::to_string(i), {1, 0, 0}), kNoon));
        }
        QCOMPARE(model.rowCount(), PredictionHistoryModel::kCapacity);
        QCOMPARE(removed.count(), 3);
        QCOMPARE(model.entry(model.rowCount() - 1).name, QStringLiteral("3"));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void aRunsAnswersAreJudgedAnew()
    {
        PredictionHistoryModel model;
        Prediction one = answered("one.png", {0.25F, 0.5F, 0.25F});
        Prediction other = one;
        one.modelSource = "/runs/one";
        other.modelSource = "/runs/other";
        model.add(historyEntry(one, kNoon));
        model.add(historyEntry(other, kNoon));
        const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
        model.judge("/runs/one", 0.75);
        QCOMPARE(changed.count(), 1);
        QVERIFY(model.index(1).data(PredictionHistoryModel::IsUnknownRole).toBool());
        QVERIFY(!model.index(0).data(PredictionHistoryModel::IsUnknownRole).toBool());
        model.judge("/runs/one", std::nullopt);
        QVERIFY(!model.index(1).data(PredictionHistoryModel::IsUnknownRole).toBool());
    }

    void clearingIsUndoneBehindWhatCameSince()
    {
        PredictionHistoryModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QVERIFY(!model.canUndoClear());
        model.add(historyEntry(answered("old.png", {1, 0, 0}), kNoon));
        model.clear();
        QVERIFY(model.canUndoClear());
        model.add(historyEntry(answered("new.png", {1, 0, 0}), kNoon));
        model.undoClear();
        QVERIFY(!model.canUndoClear());
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.entry(1).name, QStringLiteral("old.png"));
        model.clear();
        for (int i = 0; i < PredictionHistoryModel::kCapacity; ++i) {
            model.add(historyEntry(answered(std::to_string(i), {1, 0, 0}), kNoon));
        }
        model.undoClear();
        QCOMPARE(model.rowCount(), PredictionHistoryModel::kCapacity); // there is no room for the older ones
    }

    void whatIsKeptComesBack()
    {
        PredictionHistoryModel model;
        model.add(historyEntry(failed("half.jpg"), kNoon.toLocalTime()));
        model.add(historyEntry(answered("photo.jpg", {0.25F, 0.5F, 0.25F}, 300), kNoon.toLocalTime().addSecs(60)));
        ComparedAnswer second{QStringLiteral("other"), "/files/other.onnx", {QStringLiteral("cat")}, {1}, 0.5, {}, 0};
        model.setSecond(model.entry(0).id, second);
        PredictionHistoryModel again;
        const QAbstractItemModelTester tester(&again, QAbstractItemModelTester::FailureReportingMode::QtTest);
        again.restore(historyEntries(keptPredictions(model.entries())));
        QCOMPARE(again.rowCount(), 2);
        QCOMPARE(again.csv(), model.csv());
        const HistoryEntry& photo = again.entry(0);
        QCOMPARE(photo.thumbnail.size(), QSize(128, 128));
        QCOMPARE(photo.thumbnail.pixelColor(5, 5), QColor(9, 9, 9));
        QCOMPARE(photo.originalSize, QSize(4000, 3000));
        QCOMPARE(photo.inputSize, (ImageSize{1, 1, 3}));
        QCOMPARE(photo.probabilities, model.entry(0).probabilities);
        QVERIFY(isReduced(photo) && !isReduced(model.entry(0)));
        QCOMPARE(photo.second->modelSource, second.modelSource);
        QCOMPARE(photo.second->classNames, second.classNames);
        QCOMPARE(again.entry(1).error, model.entry(1).error);
        QVERIFY(again.entry(0).id != again.entry(1).id);
    }

    void everyEntryHasAnIdOfItsOwn()
    {
        PredictionHistoryModel model;
        Prediction prediction = answered("one.png", {1, 0, 0});
        for (const std::uint64_t id : {0U, 0U, 7U, 7U}) {
            prediction.id = id;
            model.add(historyEntry(prediction, kNoon));
        }
        for (int row = 0; row < model.rowCount(); ++row) {
            QCOMPARE(model.rowOf(model.entry(row).id), row);
        }
        QCOMPARE(model.entry(1).id, std::uint64_t{7});
        QCOMPARE(model.rowOf(123), -1);
    }

    void picturesAreBounded()
    {
        PredictionHistoryModel model;
        const int fitting = static_cast<int>(PredictionHistoryModel::kPictureBytes / (1024 * 1024 * 3));
        for (int i = 0; i < fitting + 5; ++i) {
            model.add(historyEntry(answered(std::to_string(i), {1, 0, 0}, 1024), kNoon));
        }
        QCOMPARE(model.rowCount(), fitting + 5);
        qint64 bytes = 0;
        for (int row = 0; row < model.rowCount(); ++row) {
            bytes += model.entry(row).picture.sizeInBytes();
            QVERIFY(!model.entry(row).picture.isNull());
        }
        QVERIFY(bytes <= PredictionHistoryModel::kPictureBytes);
        QCOMPARE(model.entry(0).picture.width(), 1024);
        QCOMPARE(model.entry(model.rowCount() - 1).picture.width(), 128);
    }

    void csvHasALineForEachEntry()
    {
        PredictionHistoryModel model;
        model.add(historyEntry(failed("half.jpg"), kNoon));
        model.add(historyEntry(answered("a, b.png", {0.25F, 0.5F, 0.25F}), kNoon.addSecs(1)));
        QCOMPARE(model.csv(), QStringLiteral("time,name,file,class,probability,unknown,model,error\n"
                                             "2026-03-01T12:00:01Z,\"a, b.png\",,cat,0.500000,no,\"run, epoch 4\",\n"
                                             "2026-03-01T12:00:00Z,half.jpg,/photos/half.jpg,,,,,image_damaged\n"));
    }
};

SACCADE_TEST(tst_prediction_history_model, TstPredictionHistoryModel)
#include "tst_prediction_history_model.moc"
