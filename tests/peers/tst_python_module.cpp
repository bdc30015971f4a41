#include <QTest>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/base/random.h"
#include "engine/formats/model_files.h"
#include "engine/formats/python_module.h"
#include "engine/network/graph_builder.h"
#include "engine/network/graph_summary.h"
#include "engine/network/initialise.h"
#include "engine/session/late_modules.h"
#include "tests/peers/python_peer.h"
#include "tests/support/temporary_folder.h"
#include "tests/test_registry.h"

using namespace saccade;

namespace {

constexpr int kClasses = 7;
constexpr int kImages = 6;

void write(const std::filesystem::path& path, const void* data, std::size_t size)
{
    std::ofstream(path, std::ios::binary).write(static_cast<const char*>(data), static_cast<std::streamsize>(size));
}

NetworkRequest request(int side, int channels)
{
    return {{side, side + (side > 40 ? 8 : 0), channels},
            kClasses,
            {{0.4914, 0.4822, 0.4465}, {0.247, 0.2435, 0.2616}},
            0.5};
}

Conv2dLayer convolution(int width, int groups = 1)
{
    Conv2dLayer layer;
    layer.outChannels = width;
    layer.padding = 1;
    layer.groups = groups;
    return layer;
}

/// Every kind of layer and option, under names that Python does not like.
LayerGraph ownGraph()
{
    BatchNormLayer biasOnly;
    biasOnly.hasWeight = false;
    biasOnly.epsilon = 1e-3;
    LinearLayer narrow;
    narrow.outFeatures = 12;
    narrow.hasBias = false;
    LinearLayer head;
    head.outFeatures = kClasses;
    GraphBuilder builder("", 1, request(12, 1));
    builder.add("1", convolution(8)).add("class", BatchNormLayer{}).add("silu", ActivationLayer{Activation::Silu});
    const int first = builder.last();
    builder.add("forward", convolution(8, 4)).add("mean", biasOnly).add("gelu", ActivationLayer{Activation::Gelu});
    const int second = builder.last();
    builder.addFrom("a.b", convolution(8), {first}).add("a", convolution(8)).add("a.weight.0", convolution(8));
    builder.addFrom("sum", AddLayer{}, {first, second, builder.last()});
    builder.add("average", PoolLayer{Pooling::Average, 3, 2, 1}).add("most", PoolLayer{Pooling::Maximum, 3, 1, 1});
    const int pooled = builder.last();
    builder.add("a..keys", convolution(8)).add("_private", convolution(12)).add("drop", DropoutLayer{0.25});
    builder.add("top", GlobalPoolLayer{Pooling::Maximum});
    const int top = builder.last();
    builder.addFrom("mid.import", convolution(12), {pooled}).add("level", GlobalPoolLayer{Pooling::Average});
    const int level = builder.last();
    builder.addFrom("flat", FlattenLayer{}, {pooled}).add("mid.0.lambda", narrow).add("mid.0.norm", BatchNormLayer{});
    builder.addFrom("all", AddLayer{}, {builder.last(), top, level}).add("deviation", biasOnly);
    return builder.add("head", head).add("scale", ScaleLayer{0.3}).take();
}

/// First weights, and running statistics and norms as after some training.
NamedTensors someWeights(const LayerGraph& graph)
{
    const PatchMoments moments = [&graph](int kernel) {
        const auto side = static_cast<std::size_t>(kernel * kernel * graph.input().size.channels);
        std::vector<double> matrix(side * side, 0.01);
        for (std::size_t i = 0; i < side; ++i) {
            matrix[i * side + i] = 0.05 + 0.01 * static_cast<double>(i);
        }
        return matrix;
    };
    NamedTensors tensors = *initialiseParameters(graph, 5, moments);
    const Result<GraphSummary> summary = summarise(graph);
    for (const ParameterInfo& parameter : summary->parameters) {
        RandomStream random(9, parameter.name);
        const bool isVariance = parameter.name.ends_with("running_var");
        for (float& value : tensors.at(parameter.name).values) {
            if (parameter.shape.size() == 1) {
                value = static_cast<float>(isVariance ? 0.5 + random.uniform() : value + 0.2 * random.normal());
            }
        }
    }
    return tensors;
}

std::vector<Image> someImages(ImageSize size)
{
    std::vector<Image> images;
    RandomStream random(3, "images");
    for (int i = 0; i < kImages; ++i) {
        Image image{size, std::vector<std::uint8_t>(size.bytes())};
        for (std::uint8_t& pixel : image.pixels) {
            pixel = static_cast<std::uint8_t>(random.integer(20 * i, 155 + 20 * i));
        }
        images.push_back(std::move(image));
    }
    return images;
}

PortableModel modelOf(LayerGraph graph)
{
    PortableModel model;
    model.title = "a title with \"quotes\" and \\";
    model.tensors = someWeights(graph);
    model.network = std::move(graph);
    model.classNames = {"aeroplane",
                        "a \"b\"",
                        "\\",
                        "Käse\n",
                        "\xff\xfe",
                        "\xe2\x80\xae"
                        "evil",
                        std::string(150, 'w')};
    return model;
}

/// What check_model.py compares with.
QString writeModel(const std::filesystem::path& folder, const std::string& name, const PortableModel& model)
{
    const std::filesystem::path base = folder / name;
    const auto with = [&base](const char* ending) { return std::filesystem::path(base.string() + ending); };
    for (const char* ending : {".pt", ".safetensors"}) {
        if (const Result<void> saved = saveModel(with(ending), model); !saved) {
            return QString::fromStdString(saved.error().detail);
        }
    }
    const Result<std::string> code = pythonModule(model);
    if (!code) {
        return QString::fromStdString(code.error().detail);
    }
    write(with(".py"), code->data(), code->size());
    nlohmann::json shapes = nlohmann::json::object();
    std::vector<float> values;
    for (const auto& [key, tensor] : model.tensors) {
        shapes[key] = tensor.shape;
        values.insert(values.end(), tensor.values.begin(), tensor.values.end());
    }
    write(with(".names.json"), shapes.dump().data(), shapes.dump().size());
    write(with(".values"), values.data(), values.size() * sizeof(float));
    return {};
}

QString writeAnswers(const std::filesystem::path& folder, const std::string& name, const PortableModel& model)
{
    const Result<const ComputeEngine*> engine = loadComputeEngine();
    if (!engine) {
        return QString::fromStdString(engine.error().detail);
    }
    const auto predictor = (*engine)->createPredictor(model.network, model.tensors);
    const std::vector<Image> images = someImages(model.network.input().size);
    std::vector<ImageView> views;
    std::vector<std::uint8_t> pixels;
    for (const Image& image : images) {
        views.push_back(viewOf(image));
        pixels.insert(pixels.end(), image.pixels.begin(), image.pixels.end());
    }
    const Result<std::vector<float>> answers = (*predictor)->predict(views);
    write(folder / (name + ".pixels"), pixels.data(), pixels.size());
    write(folder / (name + ".probabilities"), answers->data(), answers->size() * sizeof(float));
    return {};
}

} // namespace

/// The files that leave the program, in the hands of PyTorch.
class TstPythonModule : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void answersAsTheProgram_data();
    void answersAsTheProgram();
};

void TstPythonModule::initTestCase()
{
    if (peerPython().isEmpty()) {
        QSKIP("no PyTorch to compare with: tests/peers/install-torch fetches it");
    }
}

void TstPythonModule::answersAsTheProgram_data()
{
    QTest::addColumn<QByteArray>("family");
    QTest::addColumn<int>("side");
    QTest::addColumn<int>("channels");
    QTest::newRow("notebook-cnn") << QByteArray("notebook-cnn") << 32 << 3;
    QTest::newRow("speed-net") << QByteArray("speed-net") << 32 << 3;
    QTest::newRow("resnet-20") << QByteArray("resnet-20") << 32 << 1;
    QTest::newRow("resnet-18") << QByteArray("resnet-18") << 64 << 3;
    QTest::newRow("own") << QByteArray() << 12 << 1;
}

void TstPythonModule::answersAsTheProgram()
{
    QFETCH(QByteArray, family);
    QFETCH(int, side);
    QFETCH(int, channels);
    const TemporaryFolder folder;
    const std::string name = family.isEmpty() ? "own" : family.toStdString();
    const Result<LayerGraph> graph =
        family.isEmpty() ? Result<LayerGraph>(ownGraph()) : buildNetwork(name, request(side, channels));
    QVERIFY2(graph.hasValue(), graph ? "" : graph.error().detail.c_str());
    const PortableModel model = modelOf(*graph);
    QCOMPARE(writeModel(folder.path(), name, model), QString());
    QCOMPARE(writeAnswers(folder.path(), name, model), QString());
    const PeerAnswer answer =
        runPeer(QStringLiteral("check_model.py"), {peerPath(folder.path()), QString::fromStdString(name)});
    QVERIFY2(answer.isWell, answer.errors.constData());
    qInfo("%s", answer.output.trimmed().constData());
}

SACCADE_TEST(tst_python_module, TstPythonModule)
#include "tst_python_module.moc"
