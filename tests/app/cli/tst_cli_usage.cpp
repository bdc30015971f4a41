#include <QTest>
#include <fstream>

#include "tests/app/cli/cli_process.h"
#include "tests/test_registry.h"

/// What saccade-cli says of commands, names and inputs that cannot be.
class TstCliUsage : public QObject
{
    Q_OBJECT

private slots:
    void namesTheNearest_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const char* arguments, int status, const char* code, const char* words) {
            QTest::newRow(name) << QString::fromLatin1(arguments).split(QLatin1Char(' ')) << status
                                << QString::fromLatin1(code) << QString::fromLatin1(words);
        };
        row("command", "trian sample", 2, "usage", "nearest: train");
        row("option", "train sample --prset=quick", 2, "usage", "nearest: --preset");
        row("option after its value", "evaluate /tmp --spilt test", 2, "usage", "nearest: --split");
        row("nothing to train on", "train", 2, "usage", "SOURCE");
        row("preset", "train sample --preset quik", 2, "preset_unknown", "nearest: quick");
        row("network", "train sample --network sped-net", 2, "network_unknown", "nearest: speed-net");
        row("setting", "train sample --set bachSize=3", 2, "setting_unknown", "nearest: batchSize");
        row("setting without value", "train sample --set batchSize", 2, "setting_invalid", "key=value");
        row("negative batch", "train sample --set batchSize=-5", 2, "setting_invalid", "batchSize");
        row("number with a tail", "train sample --set epochs=2x", 2, "setting_invalid", "epochs");
        row("not a number", "train sample --set learningRate=nan", 2, "setting_invalid", "learningRate");
        row("choice", "train sample --set schedule=linar", 2, "setting_invalid", "linear");
        row("side of the sample", "data sample --side 64", 2, "setting_invalid", "side");
        row("resize", "data sample --resize squish", 2, "usage", "nearest: squash");
        row("side", "data sample --side -3", 2, "usage", "--side");
        row("top", "predict /nowhere a.png --top 0", 2, "usage", "--top");
        row("views", "evaluate /nowhere --views miror", 2, "setting_invalid", "nearest: mirror");
        row("group key", "train sample --group conv1*:rat=3", 2, "setting_invalid", "nearest: rate");
        row("group of nothing", "train sample --group cnov*:rate=3", 2, "setting_invalid", "matches no parameter");
        row("preset name", "train sample --save-preset quick", 2, "setting_invalid", "built-in");
        row("preset action", "presets dlete x", 2, "usage", "delete");
        row("plateau without validation", "train sample --set schedule=plateau --set validationShare=0", 2,
            "setting_invalid", "plateau");
        row("split", "evaluate /nowhere --split tset", 2, "setting_invalid", "nearest: test");
        row("export to a picture", "networks --export resnet-20 net.png", 2, "setting_invalid", "net.png");
        row("export without a file", "networks --export resnet-20", 2, "usage", "FILE");
        row("file without a network", "networks net.json", 2, "usage", "--export");
        row("export of no network", "networks --export resnet20 net.json", 2, "network_unknown", "nearest: resnet-20");
        row("export of no classes", "networks --export resnet-20 net.json --classes 0", 2, "usage", "--classes");
        row("missing network file", "train sample --network /nowhere/net.json", 3, "file_not_found",
            "/nowhere/net.json");
        row("missing source", "data /nowhere/at-all", 3, "file_not_found", "/nowhere/at-all");
        row("missing run", "evaluate /nowhere/at-all", 3, "file_not_found", "/nowhere/at-all");
        row("port", "serve /nowhere --port 65536", 2, "usage", "--port");
        row("serve what", "serve", 2, "usage", "RUN");
        row("missing run to serve", "serve /nowhere/at-all", 3, "file_not_found", "/nowhere/at-all");
        row("missing run to predict with", "predict /nowhere/at-all a.png", 3, "file_not_found", "/nowhere/at-all");
    }

    void namesTheNearest()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QString, code);
        QFETCH(QString, words);
        if (arguments.contains(QLatin1String("train")) && !hasEngine()) {
            QSKIP("this build has no engine");
        }
        const CliProcess cli;
        const CliAnswer human = cli.run(arguments);
        QCOMPARE(human.status, status);
        QVERIFY2(human.errors.contains(words.toUtf8()), human.errors.constData());
        QVERIFY(human.output.isEmpty());

        const CliAnswer json = cli.run(arguments + QStringList(QStringLiteral("--json")));
        QCOMPARE(json.status, status);
        QCOMPARE(json.events().size(), 1);
        const QJsonObject error = json.event("error");
        QCOMPARE(keysOf(error), QStringList({QStringLiteral("code"), QStringLiteral("event"), QStringLiteral("message"),
                                             QStringLiteral("path")}));
        QCOMPARE(error[QLatin1String("code")].toString(), code);
        QVERIFY2(error[QLatin1String("message")].toString().contains(words), json.output.constData());
    }

    void documentsItsExitCodes()
    {
        const CliAnswer help = CliProcess().run({QStringLiteral("--help")});
        QCOMPARE(help.status, 0);
        for (const char* text : {"Exit codes", "  2    usage", "  3  ", "  4  ", "  5  ", "  130  "}) {
            QVERIFY2(help.output.contains(text), text);
        }
    }

    void takesJsonBeforeAndAfterTheCommand()
    {
        const CliProcess cli;
        const CliAnswer before = cli.run({QStringLiteral("--json"), QStringLiteral("networks")});
        const CliAnswer after = cli.run({QStringLiteral("networks"), QStringLiteral("--json")});
        QCOMPARE(before.output, after.output);
        QCOMPARE(before.events().size(), 8);
        QCOMPARE(before.events().at(1)[QLatin1String("name")].toString(), QStringLiteral("speed-net"));
        QCOMPARE(before.events().at(0)[QLatin1String("parameters")].toInt(), 122'570); // by hand: 896 + 18,496 + ...
    }

    void badSources_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("code");
        QTest::newRow("empty folder") << "empty"
                                      << "data_set_empty";
        QTest::newRow("one class") << "lonely"
                                   << "too_few_classes";
        QTest::newRow("text named as an archive") << "text.zip"
                                                  << "source_unsupported";
    }

    void badSources()
    {
        QFETCH(QString, name);
        QFETCH(QString, code);
        const CliProcess cli;
        std::filesystem::create_directories(cli.folder() / "empty");
        writeImageFolder(cli.folder() / "lonely", 1, 3);
        std::ofstream(cli.folder() / "text.zip") << "no archive at all";
        const CliAnswer answer = cli.run({QStringLiteral("data"), name, QStringLiteral("--json")});
        QCOMPARE(answer.status, 3);
        const QJsonObject error = answer.event("error");
        QVERIFY2(error[QLatin1String("path")].toString().contains(name), answer.output.constData());
        QCOMPARE(error[QLatin1String("code")].toString(), code);
    }

    void aResultThatNobodyCouldReadIsNoSuccess()
    {
        const CliAnswer answer = CliProcess().shell(QStringLiteral("$CLI networks > /dev/full"));
        QCOMPARE(answer.status, 1);
    }

    void withoutItsModulesItSaysSo()
    {
        const CliProcess cli;
        for (const char* name : {"saccade-cli", "libsaccade.so"}) {
            std::filesystem::copy(std::filesystem::path(SACCADE_BINARY_DIR) / "bin" / name, cli.folder() / name);
        }
        const CliAnswer answer = cli.shell(QStringLiteral("./saccade-cli train sample --json"));
        QCOMPARE(answer.status, 4);
        QCOMPARE(answer.event("error")[QLatin1String("code")].toString(), QStringLiteral("engine_missing"));
        const CliAnswer doctor = cli.shell(QStringLiteral("./saccade-cli doctor --json"));
        QCOMPARE(doctor.status, 4);
        QCOMPARE(doctor.event("doctor")[QLatin1String("decoder")].toBool(true), false);
    }
};

SACCADE_TEST(tst_cli_usage, TstCliUsage)
#include "tst_cli_usage.moc"
