#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <csignal>
#include <fstream>
#include <sys/types.h>

#include "tests/app/cli/cli_process.h"
#include "tests/test_registry.h"

namespace {

/// A run of moments: a small network, few images, arithmetic that every computer has.
QStringList trainArguments(const char* source, const char* out, const char* epochs)
{
    return {QStringLiteral("train"),     QLatin1String(source),
            QStringLiteral("--network"), QStringLiteral("notebook-cnn"),
            QStringLiteral("--set"),     QStringLiteral("precision=fp32"),
            QStringLiteral("--set"),     QStringLiteral("batchSize=16"),
            QStringLiteral("--set"),     QStringLiteral("validateEvery=1"),
            QStringLiteral("--set"),     QStringLiteral("epochs=") + QLatin1String(epochs),
            QStringLiteral("--out"),     QLatin1String(out),
            QStringLiteral("--json")};
}

QJsonObject readJson(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

/// "CLASS/FILE" of one of the images.
QString firstImage(const std::filesystem::path& folder)
{
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            return QString::fromStdString(std::filesystem::relative(entry.path(), folder).string());
        }
    }
    return {};
}

QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

} // namespace

/// Training and evaluation as a script sees them.
class TstCliTrain : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!hasEngine()) {
            QSKIP("this build has no engine");
        }
    }

    /// Changes beside the data are followed and told; a run goes on from another with its settings, data and parts.
    void goesOnFromARunWithAPersonsChanges()
    {
        const CliProcess cli;
        writeImageFolder(cli.folder() / "images", 3, 40);
        QCOMPARE(cli.run(trainArguments("images", "first", "1")).status, 0);
        const QString name = firstImage(cli.folder() / "images");
        const QByteArray from = name.section(QLatin1Char('/'), 0, 0).toUtf8();
        const std::string change = "{\"formatVersion\":1,\"changes\":[{\"image\":\"" + name.toStdString() +
                                   "\",\"from\":\"" + from.toStdString() + "\",\"to\":\"" + from.toStdString() +
                                   "\",\"placement\":\"excluded\"},";
        std::ofstream(cli.folder() / "images.saccade.json")
            << change << "{\"image\":\"gone.png\",\"from\":\"a\",\"to\":\"b\"}]}";
        const CliAnswer answer = cli.run({QStringLiteral("train"), QStringLiteral("--start-from"),
                                          QStringLiteral("first"), QStringLiteral("--set"), QStringLiteral("seed=7"),
                                          QStringLiteral("--out"), QStringLiteral("second"), QStringLiteral("--json")});
        QVERIFY2(answer.status == 0, answer.errors.constData());
        QVERIFY2(answer.errors.contains("1 images are changed by a person"), answer.errors.constData());
        QVERIFY(answer.errors.contains("1 changes do not fit"));
        const QJsonObject plan = readJson(cli.path("second/plan.json"));
        QVERIFY(plan["start"].toObject()["run"].toString().endsWith(QStringLiteral("/first")));
        QCOMPARE(plan["data"].toObject()["changes"].toArray().size(), 2);
        QCOMPARE(plan["settings"].toObject()["batchSize"].toInt(), 16);
        QCOMPARE(plan["data"].toObject()["split"], readJson(cli.path("first/plan.json"))["data"].toObject()["split"]);
        const QStringList compare{QStringLiteral("compare"), QStringLiteral("first"), QStringLiteral("second")};
        const CliAnswer compared = cli.run(compare);
        QVERIFY2(compared.status == 0, compared.errors.constData());
        const CliAnswer without =
            cli.run(trainArguments("images", "plain", "1") + QStringList{QStringLiteral("--no-changes")});
        QCOMPARE(without.status, 0);
        QVERIFY(readJson(cli.path("plain/plan.json"))["data"].toObject()["changes"].toArray().isEmpty());
        QVERIFY(cli.run({QStringLiteral("train")}).status != 0);
        std::ofstream(cli.folder() / "images.saccade.json") << "{";
        const CliAnswer damaged = cli.run(trainArguments("images", "never", "1"));
        QVERIFY(damaged.status != 0);
        QVERIFY(damaged.errors.contains("images.saccade.json"));
    }

    /// A network leaves as a file, is changed, and trains; the run needs the file no more.
    void trainsANetworkFromAFile()
    {
        const CliProcess cli;
        writeImageFolder(cli.folder() / "images", 3, 40);
        const auto exported = [&](const char* classes) {
            return cli.run({QStringLiteral("networks"), QStringLiteral("--export"), QStringLiteral("resnet-20"),
                            QStringLiteral("--width"), QStringLiteral("0.25"), QStringLiteral("--side"),
                            QStringLiteral("24"), QStringLiteral("--classes"), QLatin1String(classes),
                            QStringLiteral("net.json")});
        };
        QCOMPARE(exported("3").status, 0);
        QFile file(cli.path("net.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        file.close();
        QVERIFY(text.contains("\"relu\""));
        QFile changed(cli.path("own.json"));
        QVERIFY(changed.open(QIODevice::WriteOnly));
        changed.write(QByteArray(text).replace("\"relu\"", "\"silu\"").replace("resnet-20", ""));
        changed.close();
        QStringList arguments = trainArguments("images", "run", "1");
        arguments[3] = QStringLiteral("own.json");
        const CliAnswer answer = cli.run(arguments);
        QVERIFY2(answer.status == 0, answer.errors.constData());
        const QStringList saving{QStringLiteral("--set"), QStringLiteral("width=0.5"), QStringLiteral("--save-preset"),
                                 QStringLiteral("narrow")};
        QCOMPARE(cli.run(trainArguments("images", "narrow", "1") + saving).status, 0);
        QStringList preset = arguments + QStringList{QStringLiteral("--preset"), QStringLiteral("narrow")};
        preset[preset.indexOf(QStringLiteral("run"))] = QStringLiteral("kept");
        const CliAnswer kept = cli.run(preset); // a preset's width is none of a file's
        QVERIFY2(kept.status == 0, kept.errors.constData());
        QVERIFY(changed.remove());
        const CliAnswer evaluation =
            cli.run({QStringLiteral("evaluate"), QStringLiteral("run"), QStringLiteral("--json")});
        QVERIFY2(evaluation.status == 0, evaluation.errors.constData());

        QCOMPARE(exported("4").status, 0); // one class too many
        arguments[3] = QStringLiteral("net.json");
        arguments[arguments.indexOf(QStringLiteral("run"))] = QStringLiteral("other");
        const CliAnswer refused = cli.run(arguments);
        QCOMPARE(refused.event("error")[QLatin1String("code")].toString(), QStringLiteral("graph_invalid"));
        QVERIFY2(refused.errors.contains("4 outputs for 3 classes"), refused.errors.constData());
    }

    void tellsEpochsTestAndEnd()
    {
        const CliProcess cli;
        writeImageFolder(cli.folder() / "images", 3, 40);
        const CliAnswer answer = cli.run(trainArguments("images", "run", "2"));
        QVERIFY2(answer.status == 0, answer.errors.constData());
        const QList<QJsonObject> events = answer.events();
        QCOMPARE(events.size(), 4); // two epochs, the test, the end
        const QStringList epochKeys = sorted({QStringLiteral("event"), QStringLiteral("epoch"),
                                              QStringLiteral("train_loss"), QStringLiteral("validation_accuracy"),
                                              QStringLiteral("images_per_second"), QStringLiteral("time")});
        QCOMPARE(keysOf(events[0]), epochKeys);
        QVERIFY(answer.output.startsWith("{\"event\":\"epoch\",\"epoch\":1,\"train_loss\":"));
        QCOMPARE(events[1][QLatin1String("epoch")].toDouble(), 2.0);
        const double accuracy = events[1][QLatin1String("validation_accuracy")].toDouble(-1);
        QVERIFY(accuracy >= 0 && accuracy <= 1);
        QCOMPARE(events[2][QLatin1String("event")].toString(), QStringLiteral("evaluation"));
        QCOMPARE(keysOf(events[3]), sorted({QStringLiteral("event"), QStringLiteral("run"), QStringLiteral("reason"),
                                            QStringLiteral("time"), QStringLiteral("advice")}));
        QCOMPARE(events[3][QLatin1String("reason")].toString(), QStringLiteral("completed"));
        QVERIFY(QFileInfo::exists(cli.path("run/report.json")));
    }

    void evaluatesToTheRunsOwnFigures()
    {
        const CliProcess cli;
        writeImageFolder(cli.folder() / "images", 3, 40);
        QCOMPARE(cli.run(trainArguments("images", "run", "3")).status, 0);
        const CliAnswer answer = cli.run({QStringLiteral("evaluate"), QStringLiteral("run"), QStringLiteral("--json")});
        QVERIFY2(answer.status == 0, answer.errors.constData());
        const QJsonObject now = answer.event("evaluation");
        QCOMPARE(keysOf(now),
                 sorted({QStringLiteral("event"), QStringLiteral("split"), QStringLiteral("views"),
                         QStringLiteral("images"), QStringLiteral("accuracy"), QStringLiteral("loss"),
                         QStringLiteral("classes"), QStringLiteral("confusion"), QStringLiteral("per_class")}));
        QCOMPARE(now[QLatin1String("images")].toInt(), 18); // round(0.15 * 40) of each of the three classes
        const QJsonObject then = readJson(cli.path("run/report.json"))[QLatin1String("evaluation")].toObject();
        for (const char* key : {"images", "accuracy", "loss", "classes", "confusion"}) {
            QVERIFY(!then[QLatin1String(key)].isUndefined());
            QCOMPARE(now[QLatin1String(key)], then[QLatin1String(key)]);
        }
        QCOMPARE(now[QLatin1String("per_class")].toArray().size(), 3);
        const CliAnswer other = cli.run({QStringLiteral("evaluate"), QStringLiteral("run"), QStringLiteral("--split"),
                                         QStringLiteral("validation"), QStringLiteral("--json")});
        QCOMPARE(other.event("evaluation")[QLatin1String("split")].toString(), QStringLiteral("validation"));
    }

    void figuresWithViewsSayHowTheyWereMade()
    {
        const CliProcess cli;
        writeImageFolder(cli.folder() / "images", 3, 40);
        QCOMPARE(cli.run(trainArguments("images", "run", "1")).status, 0);
        const QStringList arguments{QStringLiteral("evaluate"), QStringLiteral("run"), QStringLiteral("--views"),
                                    QStringLiteral("mirror-shift")};
        const CliAnswer answer = cli.run(arguments);
        QVERIFY2(answer.status == 0, answer.errors.constData());
        QVERIFY(answer.output.contains("test accuracy with test-time augmentation "));
        QVERIFY(answer.output.contains(" with test-time augmentation on 18 images"));
        const QJsonObject event = cli.run(arguments + QStringList(QStringLiteral("--json"))).event("evaluation");
        QCOMPARE(event[QLatin1String("views")].toString(), QStringLiteral("mirror-shift"));
    }

    void endsEarlyAndSaysWhatTookTheTime()
    {
        const CliProcess cli;
        writeImageFolder(cli.folder() / "images", 3, 40);
        QStringList arguments = trainArguments("images", "run", "100");
        arguments += {QStringLiteral("--set"),    QStringLiteral("patience=1"), QStringLiteral("--group"),
                      QStringLiteral("*:rate=0"), QStringLiteral("--set"),      QStringLiteral("clipNorm=1")};
        const CliAnswer answer = cli.run(arguments);
        QVERIFY2(answer.status == 0, answer.errors.constData());
        const QJsonObject end = answer.event("finished");
        QCOMPARE(end[QLatin1String("reason")].toString(), QStringLiteral("early_stopped"));
        const QJsonObject time = end[QLatin1String("time")].toObject();
        QCOMPARE(keysOf(time),
                 sorted({QStringLiteral("computing"), QStringLiteral("waiting"), QStringLiteral("validating")}));
        QVERIFY(!end[QLatin1String("advice")].toString().isEmpty());
        QVERIFY(answer.event("evaluation")[QLatin1String("images")].toInt() > 0);
        const QJsonObject report = readJson(cli.path("run/report.json"));
        QCOMPARE(report[QLatin1String("reason")].toString(), QStringLiteral("early_stopped"));
        QVERIFY(report[QLatin1String("timeShares")].isObject());
        QCOMPARE(cli.run({QStringLiteral("evaluate"), QStringLiteral("run")}).status, 0);
    }

    void presetsAreSavedListedAndUsed()
    {
        const CliProcess cli;
        writeImageFolder(cli.folder() / "images", 3, 40);
        const auto run = [&cli](const char* words) {
            return cli.run(QString::fromLatin1(words).split(QLatin1Char(' ')));
        };
        QStringList arguments = trainArguments("images", "run", "1");
        arguments += {QStringLiteral("--save-preset"), QStringLiteral("mine")};
        const CliAnswer first = cli.run(arguments);
        QVERIFY2(first.status == 0, first.errors.constData());
        QCOMPARE(run("presets --json").events().size(), 4);
        QCOMPARE(run("presets show mine --json")
                     .event("preset")[QLatin1String("settings")]
                     .toObject()[QLatin1String("batchSize")]
                     .toInt(),
                 16);
        const CliAnswer again = run("train images --preset mine --out second --json");
        QVERIFY2(again.status == 0, again.errors.constData());
        QCOMPARE(readJson(cli.path("second/plan.json"))[QLatin1String("preset")].toString(), QStringLiteral("mine"));
        QCOMPARE(run("presets rename mine yours").status, 0);
        QVERIFY(run("presets show mine").errors.contains("nearest: "));
        QCOMPARE(run("presets delete yours").status, 0);
        QCOMPARE(run("presets --json").events().size(), 3);
        QCOMPARE(run("presets delete yours").status, 2);
        QCOMPARE(run("presets delete quick").status, 2);
        QCOMPARE(run("presets show").status, 2);
    }

    void refusesDataOfOtherClasses()
    {
        const CliProcess cli;
        writeImageFolder(cli.folder() / "images", 3, 40);
        writeImageFolder(cli.folder() / "others", 2, 40);
        QCOMPARE(cli.run(trainArguments("images", "run", "1")).status, 0);
        const CliAnswer answer = cli.run({QStringLiteral("evaluate"), QStringLiteral("run"), QStringLiteral("--data"),
                                          QStringLiteral("others"), QStringLiteral("--json")});
        QCOMPARE(answer.status, 3);
        QCOMPARE(answer.event("error")[QLatin1String("code")].toString(), QStringLiteral("classes_disagree"));
    }

    void anInterruptKeepsTheRun_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("Ctrl-C") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
    }

    void anInterruptKeepsTheRun()
    {
        QFETCH(int, signal);
        const CliProcess cli;
        writeImageFolder(cli.folder() / "images", 2, 40);
        const auto process = cli.start(trainArguments("images", "run", "10000") +
                                       QStringList({QStringLiteral("--set"), QStringLiteral("validateEvery=20")}));
        QByteArray seen;
        QTRY_VERIFY_WITH_TIMEOUT((seen += process->readAllStandardOutput()).contains("\"epoch\"") ||
                                     process->state() == QProcess::NotRunning,
                                 60'000);
        QCOMPARE(::kill(static_cast<pid_t>(process->processId()), signal), 0);
        const CliAnswer answer = CliProcess::finish(*process);
        QVERIFY2(answer.status == 130, answer.errors.constData());
        QVERIFY2(answer.output.contains("\"reason\":\"stopped\""), answer.output.constData());
        QCOMPARE(readJson(cli.path("run/report.json"))[QLatin1String("reason")].toString(), QStringLiteral("stopped"));
        const CliAnswer again = cli.run({QStringLiteral("evaluate"), QStringLiteral("run"), QStringLiteral("--json")});
        QVERIFY2(again.status == 0, again.errors.constData());
        QCOMPARE(again.event("evaluation")[QLatin1String("images")].toInt(), 12);
    }

    void aFileAsParentCannotHoldTheRun()
    {
        const CliProcess cli;
        writeImageFolder(cli.folder() / "images", 2, 40);
        std::ofstream(cli.folder() / "file") << "mine";
        const CliAnswer answer = cli.run(trainArguments("images", "file/run", "1"));
        QCOMPARE(answer.status, 1);
        QCOMPARE(answer.events().size(), 1);
        const QJsonObject error = answer.event("error");
        QCOMPARE(error[QLatin1String("code")].toString(), QStringLiteral("file_unwritable"));
        QVERIFY(error[QLatin1String("path")].toString().contains(QLatin1String("file")));
        QFile file(cli.path("file"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("mine"));
    }

    void weightsThatFindNoRoomAreAnError()
    {
        const CliProcess cli;
        writeImageFolder(cli.folder() / "images", 2, 40);
        QCOMPARE(cli.run({QStringLiteral("data"), QStringLiteral("images")}).status, 0); // caches it
        // The limit stands for a disk that fills up: no file grows beyond 100 KiB, and the weights need 490.
        const QString arguments = trainArguments("images", "run", "1").join(QLatin1String("' '"));
        const CliAnswer answer =
            cli.shell(QStringLiteral("ulimit -f 200; exec \"$CLI\" '") + arguments + QLatin1Char('\''));
        QCOMPARE(answer.status, 1);
        const QJsonObject error = answer.event("error");
        const QString code = error[QLatin1String("code")].toString();
        QVERIFY2(code == QLatin1String("disk_full") || code == QLatin1String("file_unwritable"),
                 answer.output.constData());
        QVERIFY(error[QLatin1String("path")].toString().contains(QLatin1String("run")));
    }

    void aRunIsNeverWrittenOver()
    {
        const CliProcess cli;
        writeImageFolder(cli.folder() / "images", 2, 40);
        QCOMPARE(cli.run(trainArguments("images", "run", "1")).status, 0);
        const QJsonObject before = readJson(cli.path("run/report.json"));
        const CliAnswer second = cli.run(trainArguments("images", "run", "1"));
        QCOMPARE(second.status, 1);
        QCOMPARE(readJson(cli.path("run/report.json")), before);
    }

    void aBatchAboveTheImagesIsAUsageError()
    {
        const CliProcess cli;
        writeImageFolder(cli.folder() / "images", 2, 10);
        const CliAnswer answer = cli.run(trainArguments("images", "run", "1") +
                                         QStringList({QStringLiteral("--set"), QStringLiteral("batchSize=500")}));
        QCOMPARE(answer.status, 2);
        QVERIFY(answer.event("error")[QLatin1String("message")].toString().contains(QLatin1String("500")));
        QVERIFY(!QFileInfo::exists(cli.path("run")));
    }

    void peopleReadTheFiguresLast()
    {
        const CliProcess cli;
        writeImageFolder(cli.folder() / "images", 2, 40);
        QStringList arguments = trainArguments("images", "run", "1");
        arguments.removeAll(QStringLiteral("--json"));
        const CliAnswer answer = cli.run(arguments);
        QCOMPARE(answer.status, 0);
        QVERIFY2(answer.output.contains("\ntest accuracy "), answer.output.constData());
        QVERIFY2(answer.output.endsWith("/run\n") && answer.output.contains("\nrun folder "),
                 answer.output.constData());
    }
};

SACCADE_TEST(tst_cli_train, TstCliTrain)
#include "tst_cli_train.moc"
