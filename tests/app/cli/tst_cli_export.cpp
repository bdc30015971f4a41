#include <QJsonArray>
#include <QTest>
#include <cmath>
#include <fstream>
#include <utility>

#include "tests/app/cli/cli_process.h"
#include "tests/test_registry.h"

/// Exporting a recorded run.
class TstCliExport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!hasEngine()) {
            QSKIP("this build has no engine");
        }
        m_cli = std::make_unique<CliProcess>();
        writeImageFolder(m_cli->folder() / "images", 3, 30);
        const CliAnswer answer = m_cli->run(
            QStringLiteral("train images --network speed-net --set precision=fp32 --set batchSize=16 --set epochs=1 "
                           "--set width=0.25 --out run")
                .split(QLatin1Char(' ')));
        QVERIFY2(answer.status == 0, answer.errors.constData());
    }

    void everyFormatPassesItsCheck_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QStringList>("endings");
        QTest::newRow("onnx") << QStringLiteral("onnx") << QStringList{QStringLiteral(".onnx")};
        QTest::newRow("onnx-int8") << QStringLiteral("onnx-int8") << QStringList{QStringLiteral(".int8.onnx")};
        QTest::newRow("torchscript") << QStringLiteral("torchscript") << QStringList{QStringLiteral(".torchscript")};
        QTest::newRow("safetensors") << QStringLiteral("safetensors")
                                     << QStringList{QStringLiteral(".safetensors"), QStringLiteral(".json")};
        QTest::newRow("pt") << QStringLiteral("pt") << QStringList{QStringLiteral(".pt"), QStringLiteral(".json")};
        QTest::newRow("python") << QStringLiteral("python")
                                << QStringList{QStringLiteral(".py"), QStringLiteral(".pt"), QStringLiteral(".json")};
    }

    void everyFormatPassesItsCheck()
    {
        QFETCH(QString, format);
        QFETCH(QStringList, endings);
        const QString out = format + QStringLiteral("/model.any");
        const CliAnswer answer = m_cli->run(
            {QStringLiteral("export"), QStringLiteral("run"), QStringLiteral("--format"), format,
             QStringLiteral("--out"), out, QStringLiteral("--check"), QStringLiteral("20"), QStringLiteral("--json")});
        QVERIFY2(answer.status == 0, answer.errors.constData());
        const QJsonObject event = answer.event("export");
        QVERIFY(event[QLatin1String("checked")].toBool());
        QVERIFY(event[QLatin1String("images")].toInt() > 5);
        if (format == QLatin1String("onnx-int8")) {
            const double lost =
                event[QLatin1String("accuracyBefore")].toDouble() - event[QLatin1String("accuracyAfter")].toDouble();
            QVERIFY(lost <= 0.01);
            QVERIFY(event[QLatin1String("largestDifference")].toDouble() > 0); // 8 bits are not 32
            QVERIFY(event[QLatin1String("exportedMs")].isNull());              // nor measured in floats
        } else {
            QCOMPARE(event[QLatin1String("labelsChanged")].toInt(), 0);
            QVERIFY(event[QLatin1String("largestDifference")].toDouble() < 1e-4);
            QVERIFY(event[QLatin1String("exportedMs")].toDouble() > 0);
        }
        const QJsonArray files = event[QLatin1String("files")].toArray();
        QCOMPARE(files.size(), endings.size());
        for (qsizetype i = 0; i < files.size(); ++i) {
            QCOMPARE(files[i].toString(), format + QStringLiteral("/model") + endings[i]);
            QVERIFY(std::filesystem::file_size(m_cli->folder() / files[i].toString().toStdString()) > 0);
        }
    }

    void aModernFileIsTried()
    {
        const CliAnswer answer =
            m_cli->run(QStringLiteral("export run --modern --out new/model --check 20 --json").split(QLatin1Char(' ')));
        QVERIFY2(answer.status == 0, answer.errors.constData());
        const QJsonObject event = answer.event("export");
        QCOMPARE(event[QLatin1String("labelsChanged")].toInt(), 0);
        QVERIFY(event[QLatin1String("largestDifference")].toDouble() < 1e-4);
        QCOMPARE(event[QLatin1String("runtime")].toString(), QStringLiteral("Saccade, from the written file"));
        std::ifstream stream(m_cli->folder() / "new" / "model.onnx", std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(stream), {}};
        QVERIFY(bytes.find("Gelu") != std::string::npos && bytes.find("Erf") == std::string::npos);
        QCOMPARE(m_cli->run(QStringLiteral("export run --modern --format pt").split(QLatin1Char(' '))).status, 2);
    }

    void theLastWeightsLieBesideTheBest()
    {
        const CliAnswer answer = m_cli->run(
            QStringLiteral("export run --weights last --format pt --check 20 --json").split(QLatin1Char(' ')));
        QVERIFY2(answer.status == 0, answer.errors.constData());
        QVERIFY(answer.event("export")[QLatin1String("checked")].toBool());
        QVERIFY(std::filesystem::exists(m_cli->folder() / "run" / "export" / "model_last.pt"));
        QCOMPARE(m_cli->run(QStringLiteral("export run --weights first").split(QLatin1Char(' '))).status, 2);
    }

    void nextToTheRunUnlessToldOtherwise()
    {
        const CliAnswer answer = m_cli->run(QStringLiteral("export run --check 0 --json").split(QLatin1Char(' ')));
        QVERIFY2(answer.status == 0, answer.errors.constData());
        QVERIFY(!answer.event("export")[QLatin1String("checked")].toBool());
        QVERIFY(std::filesystem::exists(m_cli->folder() / "run" / "export" / "model.onnx"));
    }

    void aBundleIsAFolder()
    {
        const CliAnswer answer = m_cli->run(
            QStringLiteral("export run --format bundle --out to/bundle --check 20 --json").split(QLatin1Char(' ')));
        QVERIFY2(answer.status == 0, answer.errors.constData());
        QCOMPARE(answer.event("export")[QLatin1String("labelsChanged")].toInt(), 0);
        QVERIFY(answer.event("export")[QLatin1String("bytes")].toInt() > 10'000);
        QVERIFY(std::filesystem::exists(m_cli->folder() / "to" / "bundle" / "app.py"));
    }

    void exportedFilesAreModelsAgain_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("onnx") << QStringLiteral("onnx/model.onnx");
        QTest::newRow("safetensors") << QStringLiteral("safetensors/model.safetensors");
        QTest::newRow("pt") << QStringLiteral("pt/model.pt");
        QTest::newRow("bundle") << QStringLiteral("to/bundle");
    }
    void exportedFilesAreModelsAgain()
    {
        QFETCH(QString, file);
        const auto predicted = [&](const QString& model) {
            const CliAnswer answer =
                m_cli->run({QStringLiteral("predict"), model, QStringLiteral("images/kind-1"), QStringLiteral("--top"),
                            QStringLiteral("1"), QStringLiteral("--json")});
            QJsonArray tops;
            for (const QJsonObject& event : answer.events()) {
                tops.append(event[QLatin1String("top")].toArray());
            }
            return std::pair(answer.status, tops);
        };
        const auto [runStatus, runTops] = predicted(QStringLiteral("run"));
        const auto [fileStatus, fileTops] = predicted(file);
        QVERIFY(runStatus == 0 && fileStatus == 0);
        QVERIFY(runTops.size() > 5);
        QCOMPARE(fileTops.size(), runTops.size());
        for (qsizetype i = 0; i < runTops.size(); ++i) {
            QCOMPARE(fileTops[i][0][QLatin1String("class")], runTops[i][0][QLatin1String("class")]);
            QVERIFY(std::abs(fileTops[i][0][QLatin1String("probability")].toDouble() -
                             runTops[i][0][QLatin1String("probability")].toDouble()) < 1e-4);
        }
        const CliAnswer evaluation =
            m_cli->run({QStringLiteral("evaluate"), file, QStringLiteral("--data"), QStringLiteral("images"),
                        QStringLiteral("--split"), QStringLiteral("training"), QStringLiteral("--json")});
        QVERIFY2(evaluation.status == 0, evaluation.errors.constData());
        QCOMPARE(m_cli->run({QStringLiteral("evaluate"), file}).status, 2); // of which images?
    }

    void otherFilesAreNoModels()
    {
        std::ofstream(m_cli->folder() / "notes.txt") << "none";
        std::ofstream(m_cli->folder() / "broken.onnx") << "none";
        QCOMPARE(m_cli->run(QStringLiteral("predict notes.txt images").split(QLatin1Char(' '))).status, 3);
        QCOMPARE(m_cli->run(QStringLiteral("predict broken.onnx images").split(QLatin1Char(' '))).status, 3);
    }

    void mistakesAreNamed()
    {
        QCOMPARE(m_cli->run(QStringLiteral("export run --format onx").split(QLatin1Char(' '))).status, 2);
        QCOMPARE(m_cli->run(QStringLiteral("export nowhere").split(QLatin1Char(' '))).status, 3);
        std::ofstream(m_cli->folder() / "file") << "in the way";
        QCOMPARE(m_cli->run(QStringLiteral("export run --check 0 --out file/model").split(QLatin1Char(' '))).status, 1);
    }

private:
    std::unique_ptr<CliProcess> m_cli;
};

SACCADE_TEST(tst_cli_export, TstCliExport)
#include "tst_cli_export.moc"
