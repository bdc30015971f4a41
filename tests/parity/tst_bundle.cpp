#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>
#include <algorithm>
#include <fstream>
#include <iterator>

#include "engine/decode/decoding_image_reader.h"
#include "engine/formats/model_files.h"
#include "engine/formats/onnx_reader.h"
#include "engine/runs/deploy_bundle.h"
#include "tests/formats/trained_models.h"
#include "tests/parity/parity_fixtures.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

namespace fs = std::filesystem;

QByteArray contents(const fs::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    return QByteArray::fromStdString({std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()});
}

QJsonDocument json(const fs::path& file)
{
    return QJsonDocument::fromJson(contents(file));
}

/// Half of the samples are less sure than this.
double middleConfidence(const PortableModel& model)
{
    const ResizeRule rule{model.network.input().size, model.resize};
    ReferencePredictor predictor(model);
    std::vector<float> sure;
    for (const CheckImage& image : photographs()) {
        const ReadImage read = *DecodingImageReader().decode(image.file, {}, rule);
        const std::vector<float> row = *predictor.predict({viewOf(read.input)});
        sure.push_back(*std::max_element(row.begin(), row.end()));
    }
    sure.resize(kBundleSamples);
    std::sort(sure.begin(), sure.end());
    return (double{sure[kBundleSamples / 2 - 1]} + double{sure[kBundleSamples / 2]}) / 2;
}

/// Names that texts of many languages must not take for their own.
PortableModel hostileModel()
{
    PortableModel model = trainedModel("notebook-cnn");
    model.classNames = {"a \"quoted\" \\ name", "line\nbreak", "@TITLE@ ?\?/ | `x`", "<script>", "caf\xc3\xa9"};
    model.title = "run @COUNT@ *1*";
    model.temperature = 2;
    model.rejectThreshold = middleConfidence(model);
    return model;
}

/// Made elsewhere and moved there.
Result<void> write(const PortableModel& model, const fs::path& folder, const std::stop_token& stop = {})
{
    const TemporaryFolder made;
    ReferencePredictor predictor(model);
    const Result<void> written =
        writeBundle(model, made.path() / "made", DecodingImageReader(), predictor, photographs(), stop);
    return written ? moveBundle(made.path() / "made", folder) : written;
}

QByteArray runProgram(const QString& program, const QStringList& arguments, int& status)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished(120'000);
    status = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    return process.readAllStandardOutput();
}

} // namespace

/// The folder that a model leaves in, and its C++ sample, built and run as its README.md says. tests/peers/try_bundle
/// does so with the web service.
class TstBundle : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const Result<void> written = write(m_model, m_folder.path() / "bundle");
        QVERIFY2(written.hasValue(), written ? "" : written.error().detail.c_str());
    }

    void holdsWhatItsReadmeNames()
    {
        const fs::path bundle = m_folder.path() / "bundle";
        const QString readme = QString::fromUtf8(contents(bundle / "README.md"));
        for (const char* file :
             {"model.onnx", "model.safetensors", "model.json", "labels.json", "preprocess.json", "app.py", "page.html",
              "preprocess.py", "check.py", "requirements.txt", "cpp/main.cpp", "cpp/preprocess.hpp",
              "cpp/model_contract.hpp", "cpp/CMakeLists.txt", "samples/sample-1.jpg", "samples/expected.json"}) {
            QVERIFY2(fs::file_size(bundle / file) > 0, file);
        }
        QVERIFY(readme.contains(QStringLiteral("samples/sample-1.jpg")));
        QVERIFY(readme.contains(QStringLiteral("is *unknown* (`isUnknown`)")));
        QVERIFY(readme.contains(QStringLiteral("# run \\@COUNT\\@ \\*1\\*"))); // a title fills no marks, makes no bold
        QVERIFY(readme.contains(QStringLiteral("line break")));
        QVERIFY(!readme.contains(QRegularExpression(QStringLiteral("(?<!\\\\)@[A-Z]+@"))));
        QCOMPARE(std::distance(fs::directory_iterator(m_folder.path()), {}), 1); // nothing left beside
    }

    void theContractIsTheFiles()
    {
        const fs::path bundle = m_folder.path() / "bundle";
        const PortableModel exported = *loadOnnx(bundle / "model.onnx");
        const QJsonArray labels = json(bundle / "labels.json").array();
        QCOMPARE(labels.size(), 5);
        for (qsizetype i = 0; i < labels.size(); ++i) {
            QCOMPARE(labels[i].toString().toStdString(), exported.classNames[static_cast<std::size_t>(i)]);
        }
        const QJsonObject contract = json(bundle / "preprocess.json").object();
        QCOMPARE(contract[QLatin1String("reject_threshold")].toDouble(), *m_model.rejectThreshold);
        QCOMPARE(contract[QLatin1String("temperature_included")].toDouble(), 2.0);
        QCOMPARE(contract[QLatin1String("input_size")][QLatin1String("height")].toInt(),
                 exported.network.input().size.height);
        QCOMPARE(contract[QLatin1String("mean")][0].toDouble(), exported.network.input().normalisation.mean[0]);
        QVERIFY(loadModel(bundle / "model.safetensors").hasValue());
    }

    void theCppSampleAnswersAsExpected()
    {
        const QString cmake = QStandardPaths::findExecutable(QStringLiteral("cmake"));
        if (cmake.isEmpty()) {
            QSKIP("there is no cmake to build the sample with");
        }
        const QString bundle = QString::fromStdString((m_folder.path() / "bundle").string());
        int status = 0;
        runProgram(cmake,
                   {QStringLiteral("-S"), bundle + QStringLiteral("/cpp"), QStringLiteral("-B"),
                    bundle + QStringLiteral("/cpp/build")},
                   status);
        QCOMPARE(status, 0);
        runProgram(cmake, {QStringLiteral("--build"), bundle + QStringLiteral("/cpp/build")}, status);
        QCOMPARE(status, 0);
        const QJsonArray expected = json(m_folder.path() / "bundle/samples/expected.json").array();
        QCOMPARE(expected.size(), static_cast<qsizetype>(kBundleSamples));
        QStringList arguments{bundle + QStringLiteral("/model.onnx")};
        for (const auto& sample : expected) {
            arguments += bundle + QStringLiteral("/samples/") + sample[QLatin1String("file")].toString();
        }
        arguments += bundle + QStringLiteral("/README.md");
        const QByteArray output = runProgram(bundle + QStringLiteral("/cpp/build/classify"), arguments, status);
        QCOMPARE(status, 1); // README.md is no image
        const QList<QByteArray> lines = output.trimmed().split('\n');
        QCOMPARE(lines.size(), expected.size() + 1);
        int unknown = 0;
        for (qsizetype i = 0; i < expected.size(); ++i) {
            const QJsonObject answer = QJsonDocument::fromJson(lines[i]).object();
            const QJsonObject wanted = expected[i].toObject();
            QCOMPARE(answer[QLatin1String("label")], wanted[QLatin1String("label")]);
            QCOMPARE(answer[QLatin1String("isUnknown")], wanted[QLatin1String("isUnknown")]);
            QVERIFY(std::abs(answer[QLatin1String("probability")].toDouble() -
                             wanted[QLatin1String("probability")].toDouble()) < 1e-4);
            unknown += wanted[QLatin1String("isUnknown")].toBool() ? 1 : 0;
        }
        QCOMPARE(unknown, static_cast<int>(kBundleSamples) / 2);
        QVERIFY(lines.back().contains("\"error\""));
    }

    void replacesABundleAndNothingElse()
    {
        const TemporaryFolder folder;
        const fs::path place = folder.path() / "out";
        QVERIFY(write(m_model, place).hasValue());
        PortableModel other = m_model;
        other.title = "the second one";
        QVERIFY(write(other, place).hasValue());
        QVERIFY(contents(place / "README.md").contains("the second one"));

        fs::create_directories(place / "__pycache__"); // Python's own
        QVERIFY(write(m_model, place).hasValue());
        fs::create_directories(place / "environment" / "bin"); // as its README says
        const Result<void> kept = write(other, place);
        QCOMPARE(kept.error().code, ErrorCode::FileUnwritable);
        QVERIFY(kept.error().detail.find("environment") != std::string::npos);
        QVERIFY(fs::exists(place / "environment" / "bin") && fs::exists(place / "model.onnx"));
        fs::remove_all(place / "environment");
        QVERIFY(write(other, place).hasValue());
        QCOMPARE(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 1); // no older one

        fs::remove(place / "app.py"); // no longer what this program wrote
        const Result<void> refused = write(m_model, place);
        QCOMPARE(refused.error().code, ErrorCode::FileUnwritable);
        QVERIFY(contents(place / "README.md").contains("the second one"));
        std::ofstream(folder.path() / "file") << "mine";
        QCOMPARE(write(m_model, folder.path() / "file").error().code, ErrorCode::FileUnwritable);
        QCOMPARE(contents(folder.path() / "file"), QByteArray("mine"));
    }

    void leavesNothingWhenItIsCancelled()
    {
        const TemporaryFolder folder;
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(write(m_model, folder.path() / "out", stop.get_token()).error().code, ErrorCode::Cancelled);
        QVERIFY(fs::is_empty(folder.path()));
    }

private:
    PortableModel m_model = hostileModel();
    TemporaryFolder m_folder;
};

SACCADE_TEST(tst_bundle, TstBundle)
#include "tst_bundle.moc"
