#include <QFile>
#include <QJsonArray>
#include <QTest>
#include <fstream>

#include "tests/app/cli/cli_process.h"
#include "tests/support/raw_files.h"
#include "tests/test_registry.h"

namespace {

namespace fs = std::filesystem;

QStringList words(const char* text)
{
    return QString::fromLatin1(text).split(QLatin1Char(' '));
}

// All hundred classes in both parts, in records as the real set has them.
void writeCifarHundred(const fs::path& folder)
{
    writeRaw(folder / "train.bin", cifarHundred(labelsInTurn(300, 100)));
    writeRaw(folder / "test.bin", cifarHundred(labelsInTurn(100, 100)));
}

void writeDigits(const fs::path& folder)
{
    writeRaw(folder / "t10k-images-idx3-ubyte.gz", gzipped(idxImages(60, 28, 28)));
    writeRaw(folder / "t10k-labels-idx1-ubyte.gz", gzipped(idxLabels(labelsInTurn(60, 3))));
}

} // namespace

/// Sources other than image folders through the whole program: opened, trained on, evaluated, predicted.
class TstCliSources : public QObject
{
    Q_OBJECT

private slots:
    void cifarHundred()
    {
        const CliProcess cli;
        writeCifarHundred(cli.folder() / "cifar-100-binary");
        const CliAnswer data = cli.run(words("data cifar-100-binary --json"));
        QCOMPARE(data.status, 0);
        const QJsonObject told = data.event("data");
        QCOMPARE(told[QLatin1String("images")].toInt(), 400);
        QCOMPARE(told[QLatin1String("classes")].toArray().size(), 100);
        QCOMPARE(told[QLatin1String("parts")].toObject()[QLatin1String("test")].toInt(), 100);
        QCOMPARE(told[QLatin1String("class_gaps")].toArray().size(), 0);
        if (!hasEngine()) {
            QSKIP("this build has no engine: opened, not trained");
        }
        const CliAnswer train = cli.run(words("train cifar-100-binary --network notebook-cnn --set precision=fp32 "
                                              "--set batchSize=50 --set epochs=1 --out run --json"));
        QVERIFY2(train.status == 0, train.errors.constData());
        const CliAnswer evaluated = cli.run(words("evaluate run --json"));
        QVERIFY2(evaluated.status == 0, evaluated.errors.constData());
        QCOMPARE(evaluated.event("evaluation")[QLatin1String("images")].toInt(), 100);
    }

    void idxAlone()
    {
        const CliProcess cli;
        writeDigits(cli.folder() / "digits");
        const CliAnswer data = cli.run(words("data digits --json"));
        QVERIFY(data.event("data")[QLatin1String("only_test_files")].toBool());
        QVERIFY(cli.run(words("data digits")).output.contains("The test files came alone"));
        if (!hasEngine()) {
            QSKIP("this build has no engine: opened, not trained");
        }
        const CliAnswer train = cli.run(words("train digits --network notebook-cnn --set precision=fp32 "
                                              "--set batchSize=16 --set epochs=1 --out run --json"));
        QVERIFY2(train.status == 0, train.errors.constData());
        const CliAnswer evaluated = cli.run(words("evaluate run --json"));
        QCOMPARE(evaluated.event("evaluation")[QLatin1String("images")].toInt(), 9); // round(0.15 * 20) of 3 classes
        const CliAnswer predicted = cli.run(words("predict run digits --json --csv all.csv"));
        QVERIFY2(predicted.status == 0, predicted.errors.constData());
        QCOMPARE(predicted.events().size(), 60);
        QCOMPARE(predicted.event("prediction")[QLatin1String("path")].toString(), QStringLiteral("digits/t10k/00000"));
        QFile csv(cli.path("all.csv"));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QCOMPARE(csv.readAll().count('\n'), 61);
    }

    void aListWhosePartsDisagree()
    {
        const CliProcess cli;
        writeImageFolder(cli.folder() / "images", 2, 10);
        std::ofstream list(cli.folder() / "list.csv");
        list << "path,label,split\n";
        for (int i = 0; i < 10; ++i) {
            list << "images/kind-0/" << i << ".ppm,Zebra,train\nimages/kind-1/" << i << ".ppm,"
                 << (i < 5 ? "lion,train\n" : "zebra,test\n");
        }
        list.close();
        const QString detail = QStringLiteral("\"Zebra\" in training is \"zebra\" in test");
        const CliAnswer data = cli.run(words("data list.csv --json"));
        QCOMPARE(data.status, 0);
        QCOMPARE(data.event("data")[QLatin1String("class_gaps")].toArray().first().toString(), detail);
        if (!hasEngine()) {
            QSKIP("this build has no engine: opened, not trained");
        }
        const CliAnswer train = cli.run(words("train list.csv --set batchSize=4 --out run --json"));
        QCOMPARE(train.status, 3);
        const QJsonObject error = train.event("error");
        QCOMPARE(error[QLatin1String("code")].toString(), QStringLiteral("classes_disagree"));
        QVERIFY(error[QLatin1String("message")].toString().contains(QLatin1String("in training")));
        QVERIFY(!fs::exists(cli.folder() / "run"));
    }

    void badSources_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("words");
        QTest::newRow("IDX") << "broken-images-idx3-ubyte"
                             << "the magic number is 2049, not 2051 for images";
        QTest::newRow("CIFAR") << "data_batch_1.bin"
                               << "no whole number of records of 3073";
        QTest::newRow("list") << "broken.csv"
                              << "line 2: a quote without its end";
    }

    void badSources()
    {
        QFETCH(QString, source);
        QFETCH(QString, words);
        const CliProcess cli;
        writeRaw(cli.folder() / "broken-images-idx3-ubyte", idxLabels({1, 2}));
        writeRaw(cli.folder() / "broken-labels-idx1-ubyte", idxLabels({1, 2}));
        writeRaw(cli.folder() / "data_batch_1.bin", RawBytes(100, 0));
        writeRaw(cli.folder() / "broken.csv", rawBytesOf("a.png,cat\n\"b.png,cat\n"));
        const CliAnswer answer = cli.run({QStringLiteral("data"), source, QStringLiteral("--json")});
        QCOMPARE(answer.status, 3);
        const QJsonObject error = answer.event("error");
        QCOMPARE(error[QLatin1String("code")].toString(), QStringLiteral("format_invalid"));
        QVERIFY(error[QLatin1String("path")].toString().endsWith(source));
        QVERIFY2(error[QLatin1String("message")].toString().contains(words), answer.output.constData());
    }
};

SACCADE_TEST(tst_cli_sources, TstCliSources)
#include "tst_cli_sources.moc"
