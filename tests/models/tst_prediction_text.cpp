#include <QTest>
#include <memory>

#include "tests/support/memory_store.h"
#include "tests/test_registry.h"
#include "ui/models/class_thumbnails.h"
#include "ui/models/prediction_text.h"

using namespace saccade;

/// Words and order of an answer, and the pictures of its classes.
class TstPredictionText : public QObject
{
    Q_OBJECT

private slots:
    void topClassesAreRanked()
    {
        const std::vector<float> p{0.1F, 0.4F, 0.1F, 0.3F, 0.1F};
        QCOMPARE(topClasses(p, 3), (std::vector<RankedClass>{{1, 0.4F}, {3, 0.3F}, {0, 0.1F}}));
        QCOMPARE(topClasses(p, 9).size(), p.size());
        QVERIFY(topClasses({}, 5).empty());
    }

    void sentences_data()
    {
        QTest::addColumn<double>("probability");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("certain") << 1.0 << "Bird, sure";
        QTest::newRow("from 90 %") << 0.9 << "Bird, sure";
        QTest::newRow("below 90 %") << 0.8999 << "Bird, fairly sure";
        QTest::newRow("from 70 %") << 0.7 << "Bird, fairly sure";
        QTest::newRow("below 70 %") << 0.6999 << "Bird, not sure";
        QTest::newRow("from 50 %") << 0.5 << "Bird, not sure";
        QTest::newRow("below 50 %") << 0.4999 << "Bird, guessing";
    }

    void sentences()
    {
        QFETCH(double, probability);
        QFETCH(QString, sentence);
        QCOMPARE(answerSentence(QStringLiteral("bird"), probability), sentence);
    }

    void ages_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("clock set back") << qint64{-90} << "now";
        QTest::newRow("now") << qint64{59} << "now";
        QTest::newRow("a minute") << qint64{60} << "1 min";
        QTest::newRow("almost an hour") << qint64{3599} << "59 min";
        QTest::newRow("hours") << qint64{7200} << "2 h";
        QTest::newRow("days") << qint64{3 * 86400} << "3 d";
    }

    void ages()
    {
        QFETCH(qint64, seconds);
        QFETCH(QString, text);
        QCOMPARE(ageText(seconds), text);
    }

    void thumbnailsPreferTrainingImages()
    {
        const auto grey = [](std::uint8_t value) { return Image{{1, 1, 1}, {value}}; };
        DataSet dataSet;
        dataSet.classNames = {"a", "b", "c"};
        dataSet.samples =
            std::make_shared<const std::vector<Sample>>(std::vector<Sample>{{"0", 1, Part::Test, 1, 1, 0},
                                                                            {"1", 0, Part::Test, 1, 1, 0},
                                                                            {"2", 0, Part::Training, 1, 1, 0},
                                                                            {"3", 0, Part::Training, 1, 1, 0}});
        dataSet.thumbnails = std::make_shared<MemoryStore>(std::vector<Image>{grey(10), grey(20), grey(30), grey(40)});
        const QList<QImage> images = classThumbnails(dataSet, dataSet.classNames);
        QCOMPARE(images.size(), 3);
        QCOMPARE(qGray(images[0].pixel(0, 0)), 30);
        QCOMPARE(qGray(images[1].pixel(0, 0)), 10);
        QVERIFY(images[2].isNull());
        QVERIFY(classThumbnails(dataSet, {"a", "b"}).isEmpty());
        QVERIFY(classThumbnails(DataSet(), {}).isEmpty());
    }
};

SACCADE_TEST(tst_prediction_text, TstPredictionText)
#include "tst_prediction_text.moc"
