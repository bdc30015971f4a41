#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>
#include <algorithm>
#include <fstream>

#include "engine/base/random.h"
#include "engine/formats/network_folding.h"
#include "engine/network/families.h"
#include "engine/network/graph_summary.h"
#include "engine/network/initialise.h"
#include "engine/runs/export_usage.h"
#include "engine/session/late_modules.h"
#include "tests/peers/python_peer.h"
#include "tests/support/memory_store.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

constexpr int kPatienceMs = 240'000;
const QString kOnnxPython = QStringLiteral(SACCADE_SOURCE_DIR "/build/peers-python/bin/python");

/// A network of 24 x 32 pixels and three classes that is sure of some of them.
PortableModel modelFor(ResizeMode resize, int channels)
{
    PortableModel model;
    model.network =
        *buildNetwork("notebook-cnn", {{24, 32, channels}, 3, {{0.49, 0.48, 0.45}, {0.25, 0.24, 0.26}}, 0.5});
    model.tensors = *initialiseParameters(model.network, 11, [](int) { return std::vector<double>(); });
    for (auto& [name, tensor] : model.tensors) {
        for (float& value : tensor.values) {
            value *= 1.5F;
        }
    }
    model.classNames = {"cat", "dog", "a \"bird\""};
    model.resize = resize;
    return model;
}

/// 45 x 30 pixels: every resize rule makes something else of it. A PPM, whatever it is called.
std::vector<std::uint8_t> picture()
{
    const std::string head = "P6\n45 30\n255\n";
    std::vector<std::uint8_t> file(head.begin(), head.end());
    RandomStream random(4, "picture");
    for (int i = 0; i < 45 * 30 * 3; ++i) {
        file.push_back(static_cast<std::uint8_t>(random.integer(0, 100) + (i % 135) + (i / 270)));
    }
    return file;
}

void write(const std::filesystem::path& path, std::string_view bytes)
{
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// What this program says of the picture.
std::vector<float> answerOf(const PortableModel& model)
{
    const Result<const ComputeEngine*> engine = loadComputeEngine();
    const Result<const ImageReader*> reader = loadImageReader();
    if (!engine || !reader) {
        return {};
    }
    const PortableModel folded = foldHead(model);
    const auto predictor = (*engine)->createPredictor(folded.network, folded.tensors);
    const auto read = (*reader)->decode(picture(), "cat.jpg", {model.network.input().size, model.resize});
    return predictor && read ? *(*predictor)->predict({viewOf(read->input)}) : std::vector<float>();
}

/// What the Python code prints.
QString expectedLine(const PortableModel& model)
{
    const std::vector<float> answer = answerOf(model);
    const auto best = std::max_element(answer.begin(), answer.end());
    const std::string& name = model.classNames[static_cast<std::size_t>(best - answer.begin())];
    return QString::fromStdString(name) +
           QStringLiteral(" %1%\n").arg(QString::number(100 * static_cast<double>(*best), 'f', 1));
}

/// Standard output of a program in that folder; its errors when it fails.
QString outputOf(const QString& program, const QStringList& arguments, const std::filesystem::path& folder)
{
    QProcess process;
    process.setWorkingDirectory(peerPath(folder));
    process.start(program, arguments);
    const bool isDone = process.waitForFinished(kPatienceMs);
    const bool isWell = isDone && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    return QString::fromUtf8(isWell ? process.readAllStandardOutput() : process.readAllStandardError());
}

/// Exports, and writes the picture and the code beside it. Empty when all is there.
QString prepare(const std::filesystem::path& folder, const PortableModel& model, ExportFormat format,
                UsageLanguage language, const char* codeName)
{
    const std::filesystem::path file = folder / "model";
    const Result<const ComputeEngine*> engine = loadComputeEngine();
    if (!engine) {
        return QString::fromStdString(engine.error().detail);
    }
    const DataSet images = makeStripesDataSet(3, 20, model.network.input().size);
    const ExportDoors doors{*engine, nullptr, nullptr, &images};
    const Result<ExportReport> written = exportModel(model, format, file, doors, {}, {});
    if (!written) {
        return QString::fromStdString(written.error().detail);
    }
    for (const std::filesystem::path& promised : exportedFiles(file, format)) {
        if (!std::filesystem::exists(promised)) {
            return peerPath(promised) + QStringLiteral(" was not written");
        }
    }
    const std::vector<std::uint8_t> bytes = picture();
    write(folder / "cat.jpg", {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    write(folder / codeName, exportUsage(language, format, {model, file, folder}));
    return {};
}

} // namespace

/// The code that the Export page shows, run as it is on the files it is for.
class TstExportUsage : public QObject
{
    Q_OBJECT

private slots:
    void theRulesAnswerDifferently();
    void onnxInPython_data();
    void onnxInPython();
    void theModuleInPython();
    void torchScriptInPython();
    void eightBitsInPython();
    void weightsInPython_data();
    void weightsInPython();
    void onnxInCpp();
    void namesAreQuoted();
};

/// Else the other tests could not tell one rule from another.
void TstExportUsage::theRulesAnswerDifferently()
{
    std::vector<float> first;
    for (const ResizeMode mode : {ResizeMode::Squash, ResizeMode::Pad, ResizeMode::Crop}) {
        const std::vector<float> answer = answerOf(modelFor(mode, 3));
        QCOMPARE(answer.size(), std::size_t{3});
        first.push_back(*std::max_element(answer.begin(), answer.end()));
    }
    const auto apart = [&first](int a, int b) { return std::abs(first[std::size_t(a)] - first[std::size_t(b)]); };
    QVERIFY2(apart(0, 1) > 0.002F && apart(1, 2) > 0.002F && apart(0, 2) > 0.002F,
             qPrintable(QStringLiteral("%1 %2 %3").arg(first[0]).arg(first[1]).arg(first[2])));
}

void TstExportUsage::onnxInPython_data()
{
    QTest::addColumn<int>("resize");
    QTest::addColumn<int>("channels");
    QTest::addColumn<double>("threshold");
    QTest::newRow("squash") << 0 << 3 << 0.0;
    QTest::newRow("pad") << 1 << 3 << 0.0;
    QTest::newRow("crop") << 2 << 3 << 0.0;
    QTest::newRow("pad, grey") << 1 << 1 << 0.0;
    QTest::newRow("unknown") << 2 << 1 << 1.0;
}

void TstExportUsage::onnxInPython()
{
    QFETCH(int, resize);
    QFETCH(int, channels);
    QFETCH(double, threshold);
    if (!QFileInfo::exists(kOnnxPython)) {
        QSKIP("no ONNX Runtime to run it with: tests/peers/install fetches it");
    }
    const TemporaryFolder folder;
    PortableModel model = modelFor(static_cast<ResizeMode>(resize), channels);
    if (threshold > 0) {
        model.rejectThreshold = threshold;
    }
    QCOMPARE(prepare(folder.path(), model, ExportFormat::Onnx, UsageLanguage::Python, "use.py"), QString());
    const QString unknown = threshold > 0 ? QStringLiteral("unknown, at best: ") : QString();
    QCOMPARE(outputOf(kOnnxPython, {QStringLiteral("use.py")}, folder.path()), unknown + expectedLine(model));
}

void TstExportUsage::theModuleInPython()
{
    if (peerPython().isEmpty()) {
        QSKIP("no PyTorch to run it with: tests/peers/install-torch fetches it");
    }
    const TemporaryFolder folder;
    PortableModel model = modelFor(ResizeMode::Crop, 3);
    model.temperature = 1.7;
    QCOMPARE(prepare(folder.path(), model, ExportFormat::Python, UsageLanguage::Python, "use.py"), QString());
    const QString said = outputOf(peerPython(), {QStringLiteral("use.py")}, folder.path());
    const std::vector<float> answer = answerOf(model);
    const auto best = std::max_element(answer.begin(), answer.end());
    const QRegularExpression top(QStringLiteral("'top': \\[\\{'class': .*?, 'probability': ([0-9.]+)\\}"));
    const double probability = top.match(said).captured(1).toDouble();
    QVERIFY2(std::abs(probability - static_cast<double>(*best)) < 1e-4, qPrintable(said));
}

void TstExportUsage::torchScriptInPython()
{
    if (peerPython().isEmpty()) {
        QSKIP("no PyTorch to run it with: tests/peers/install-torch fetches it");
    }
    const TemporaryFolder folder;
    PortableModel model = modelFor(ResizeMode::Pad, 3);
    model.temperature = 0.8;
    QCOMPARE(prepare(folder.path(), model, ExportFormat::TorchScript, UsageLanguage::Python, "use.py"), QString());
    QCOMPARE(outputOf(peerPython(), {QStringLiteral("-W"), QStringLiteral("ignore"), QStringLiteral("use.py")},
                      folder.path()),
             expectedLine(model));
}

/// 8-bit numbers answer a little otherwise: the class is what counts.
void TstExportUsage::eightBitsInPython()
{
    if (!QFileInfo::exists(kOnnxPython)) {
        QSKIP("no ONNX Runtime to run it with: tests/peers/install fetches it");
    }
    const TemporaryFolder folder;
    const PortableModel model = modelFor(ResizeMode::Squash, 3);
    QCOMPARE(prepare(folder.path(), model, ExportFormat::OnnxInt8, UsageLanguage::Python, "use.py"), QString());
    const QString said = outputOf(kOnnxPython, {QStringLiteral("use.py")}, folder.path());
    const QString expected = expectedLine(model);
    QVERIFY2(said.startsWith(expected.left(expected.lastIndexOf(QLatin1Char(' ')))), qPrintable(said));
}

void TstExportUsage::weightsInPython_data()
{
    QTest::addColumn<int>("format");
    QTest::newRow("state dict") << static_cast<int>(ExportFormat::Pt);
    QTest::newRow("safetensors") << static_cast<int>(ExportFormat::Safetensors);
}

void TstExportUsage::weightsInPython()
{
    QFETCH(int, format);
    if (peerPython().isEmpty()) {
        QSKIP("no PyTorch to run it with: tests/peers/install-torch fetches it");
    }
    const TemporaryFolder folder;
    const PortableModel model = modelFor(ResizeMode::Squash, 3);
    QCOMPARE(prepare(folder.path(), model, static_cast<ExportFormat>(format), UsageLanguage::Python, "use.py"),
             QString());
    const QString said = outputOf(peerPython(), {QStringLiteral("use.py")}, folder.path());
    QCOMPARE(said.split(QLatin1Char('\n'), Qt::SkipEmptyParts).size(), static_cast<qsizetype>(model.tensors.size()));
    QVERIFY2(said.contains(QString::fromStdString(model.tensors.begin()->first)), qPrintable(said));
}

void TstExportUsage::onnxInCpp()
{
    const QString compiler = QStandardPaths::findExecutable(QStringLiteral("c++"));
    const QString headers = QStringLiteral("/usr/include/opencv4");
    if (compiler.isEmpty() || !QFileInfo::exists(headers + QStringLiteral("/opencv2/dnn.hpp"))) {
        QSKIP("no compiler, or OpenCV elsewhere");
    }
    const TemporaryFolder folder;
    const PortableModel model = modelFor(ResizeMode::Pad, 3);
    QCOMPARE(prepare(folder.path(), model, ExportFormat::Onnx, UsageLanguage::Cpp, "use.cpp"), QString());
    const QString built = outputOf(
        compiler,
        {QStringLiteral("-std=c++17"), QStringLiteral("use.cpp"), QStringLiteral("-o"), QStringLiteral("use"),
         QStringLiteral("-I") + headers, QStringLiteral("-I" SACCADE_SOURCE_DIR "/resources/deploy/cpp"),
         QStringLiteral("-lopencv_dnn"), QStringLiteral("-lopencv_imgcodecs"), QStringLiteral("-lopencv_core")},
        folder.path());
    QCOMPARE(built, QString());
    const QString said = outputOf(peerPath(folder.path() / "use"), {}, folder.path());
    const QRegularExpressionMatch match =
        QRegularExpression(QStringLiteral("^class (\\d): ([0-9.e-]+)\n$")).match(said);
    const std::vector<float> answer = answerOf(model);
    const auto best = std::max_element(answer.begin(), answer.end());
    QVERIFY2(match.hasMatch(), qPrintable(said));
    QCOMPARE(match.captured(1).toInt(), static_cast<int>(best - answer.begin()));
    QVERIFY2(std::abs(match.captured(2).toDouble() - static_cast<double>(*best)) < 1e-4, qPrintable(said));
}

void TstExportUsage::namesAreQuoted()
{
    const PortableModel model = modelFor(ResizeMode::Squash, 3);
    const UsageFacts facts{model, "/out/it's \"mine\"", "/runs/it's mine"};
    const auto code = [&facts](UsageLanguage language) { return exportUsage(language, ExportFormat::Onnx, facts); };
    QVERIFY(code(UsageLanguage::Python).find("(\"it's \\\"mine\\\".onnx\")") != std::string::npos);
    QVERIFY(code(UsageLanguage::Cpp).find("(\"it's \\\"mine\\\".onnx\")") != std::string::npos);
    QVERIFY(code(UsageLanguage::Curl).find("serve '/runs/it'\\''s mine' --port") != std::string::npos);
    QVERIFY(exportUsage(UsageLanguage::Cpp, ExportFormat::Pt, facts).empty());
}

SACCADE_TEST(tst_export_usage, TstExportUsage)
#include "tst_export_usage.moc"
