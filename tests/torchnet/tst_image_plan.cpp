#include <QTest>
#include <cmath>
#include <numeric>

#include "engine/network/initialise.h"
#include "engine/torchnet/image_plan.h"
#include "engine/torchnet/window_layout.h"
#include "engine/training/trainer.h"
#include "tests/support/memory_store.h"
#include "tests/test_registry.h"
#include "tests/torchnet/golden_inputs.h"

extern "C" const saccade::ComputeEngine* saccadeComputeEngine();

using namespace saccade;

namespace {

constexpr int kClasses = 3;

Conv2dLayer conv(int outChannels, int kernel, int stride, int padding, bool hasBias = true)
{
    Conv2dLayer layer;
    layer.outChannels = outChannels;
    layer.kernel = kernel;
    layer.stride = stride;
    layer.padding = padding;
    layer.hasBias = hasBias;
    return layer;
}

LinearLayer linear(int outFeatures)
{
    LinearLayer layer;
    layer.outFeatures = outFeatures;
    return layer;
}

/// Layers one after the other.
LayerGraph chainOf(ImageSize size, const std::vector<Layer>& layers)
{
    LayerGraph graph;
    graph.nodes = {{"input", InputLayer{size, {{0.4, 0.5, 0.6}, {0.3, 0.2, 0.25}}}, {}}};
    for (const Layer& layer : layers) {
        const int before = static_cast<int>(graph.nodes.size()) - 1;
        graph.nodes.push_back({std::string("n").append(std::to_string(before + 1)), layer, {before}});
    }
    return graph;
}

/// A block whose shortcut has layers of its own, written before what joins it; then a sum of one thing with itself.
LayerGraph joinedGraph()
{
    LayerGraph graph = chainOf({9, 7, 3}, {conv(18, 3, 2, 1, false), BatchNormLayer{}});
    graph.nodes.push_back({"short", conv(18, 1, 2, 0), {0}});
    graph.nodes.push_back({"shortNorm", BatchNormLayer{}, {3}});
    graph.nodes.push_back({"sum", AddLayer{}, {4, 2}});
    graph.nodes.push_back({"relu", ActivationLayer{Activation::Relu}, {5}});
    graph.nodes.push_back({"twice", AddLayer{}, {6, 6}});
    graph.nodes.push_back({"silu", ActivationLayer{Activation::Silu}, {7}});
    graph.nodes.push_back({"mean", GlobalPoolLayer{Pooling::Average}, {8}});
    graph.nodes.push_back({"head", linear(kClasses), {9}});
    return graph;
}

/// Initial weights, and norms that have seen something.
NamedTensors tensorsFor(const LayerGraph& graph)
{
    NamedTensors tensors = *initialiseParameters(graph, 5, {});
    for (auto& [name, tensor] : tensors) {
        for (std::size_t i = 0; i < tensor.values.size(); ++i) {
            const float wave = std::sin(static_cast<float>(i + name.size()));
            if (name.ends_with("running_mean")) {
                tensor.values[i] = 0.3F * wave;
            } else if (name.ends_with("running_var")) {
                tensor.values[i] = 1.0F + 0.5F * wave;
            } else if (tensor.shape.size() == 1) {
                tensor.values[i] += 0.5F * wave; // factors below 0 too
            }
        }
    }
    return tensors;
}

std::vector<std::uint8_t> noise(std::size_t count)
{
    std::vector<std::uint8_t> bytes(count);
    std::uint32_t state = 1;
    for (std::uint8_t& byte : bytes) {
        state = state * 1664525U + 1013904223U;
        byte = static_cast<std::uint8_t>(state >> 24);
    }
    return bytes;
}

std::unique_ptr<ImagePlan> planOf(const LayerGraph& graph, const NamedTensors& tensors)
{
    return ImagePlan::make(graph, *summarise(graph), tensors);
}

} // namespace

class TstImagePlan : public QObject
{
    Q_OBJECT

private slots:
    void anImageAloneIsAnsweredAsAmongOthers_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"notebook-cnn", "speed-net", "resnet-20", "resnet-18", "joined", "pools", "small",
                                 "bare", "odd channels"}) {
            QTest::newRow(name) << QString::fromLatin1(name);
        }
    }
    /// The predictor takes one image through the plan, and several through what evaluates.
    void anImageAloneIsAnsweredAsAmongOthers()
    {
        QFETCH(QString, name);
        const LayerGraph graph = graphNamed(name.toStdString());
        const bool isFamily = !graph.family.empty();
        const NamedTensors tensors = isFamily ? goldenTensors(graph) : tensorsFor(graph);
        QVERIFY(planOf(graph, tensors) != nullptr);
        const auto predictor = saccadeComputeEngine()->createPredictor(graph, tensors);
        QVERIFY(predictor.hasValue());
        const ImageSize size = graph.input().size;
        const std::vector<std::uint8_t> pixels = noise(5 * size.bytes());
        std::vector<ImageView> images;
        for (std::size_t i = 0; i < 5; ++i) {
            images.push_back({size, pixels.data() + i * size.bytes()});
        }
        const std::vector<float> together = (*predictor)->predict(images).value();
        const std::size_t classes = together.size() / images.size();
        double largest = 0;
        for (int round = 0; round < 2; ++round) { // a second time: nothing is left of the image before
            for (std::size_t i = 0; i < images.size(); ++i) {
                const std::vector<float> alone = (*predictor)->predict({images[i]}).value();
                QCOMPARE(alone.size(), classes);
                for (std::size_t k = 0; k < classes; ++k) {
                    largest = std::max(largest, std::abs(double{alone[k]} - double{together[i * classes + k]}));
                }
            }
        }
        QVERIFY2(largest <= 1e-6, qPrintable(QString::number(largest)));
    }

    void whatItCannotDoIsLeftToTheEvaluation()
    {
        Conv2dLayer grouped = conv(4, 3, 1, 1);
        grouped.groups = 2;
        const std::vector<Layer> end{GlobalPoolLayer{}, linear(kClasses)};
        const LayerGraph groups = chainOf({6, 6, 1}, {conv(4, 1, 1, 0), grouped, end[0], end[1]});
        LayerGraph three = chainOf({6, 6, 1}, {conv(4, 1, 1, 0)});
        three.nodes.push_back({"sum", AddLayer{}, {1, 1, 1}});
        three.nodes.push_back({"pool", end[0], {2}});
        three.nodes.push_back({"head", end[1], {3}});
        for (const LayerGraph& graph : {groups, three}) {
            const NamedTensors tensors = tensorsFor(graph);
            QVERIFY(planOf(graph, tensors) == nullptr);
            const std::vector<std::uint8_t> pixels = noise(36);
            const auto predictor = saccadeComputeEngine()->createPredictor(graph, tensors);
            const Result<std::vector<float>> answer = (*predictor)->predict({ImageView{{6, 6, 1}, pixels.data()}});
            QVERIFY(std::abs(std::accumulate(answer->begin(), answer->end(), 0.0F) - 1.0F) < 1e-5F);
        }
        const LayerGraph plain = chainOf({6, 6, 1}, {conv(4, 1, 1, 0), end[0], end[1]});
        NamedTensors broken = tensorsFor(plain);
        QVERIFY(planOf(plain, broken) != nullptr);
        broken.at("n1.weight").values[2] = INFINITY;
        QVERIFY(planOf(plain, broken) == nullptr);
    }

    void rowsOfTheWindowThatMeetOnlyPaddingAreLeftOut()
    {
        const PlanBuffer input({2, 1, 1}, 1);
        const PlanBuffer output({1, 1, 1}, 0);
        std::vector<float> weights(18);
        std::iota(weights.begin(), weights.end(), 1.0F);
        const DirectConvolution layout = layOut({3, 1, 1}, {weights, {2.0}, {0.5}}, input, output, nullptr);
        QCOMPARE(layout.rows, std::int64_t{1});
        QCOMPARE(layout.run, std::int64_t{2});
        PlanBuffer image({2, 1, 1}, 1);
        image.row(0)[0] = 3;
        image.row(0)[1] = -1;
        PlanBuffer result({1, 1, 1}, 0);
        convolve(layout, image.values.data(), nullptr, result.values.data());
        QCOMPARE(result.values.front(), 0.5F + 3 * 10.0F - 28.0F); // the middles, 5 and 14, times 2
    }

private:
    static LayerGraph graphNamed(const std::string& name)
    {
        if (name == "joined") {
            return joinedGraph();
        }
        if (name == "pools") {
            return chainOf({13, 11, 3}, {conv(33, 5, 1, 2), PoolLayer{Pooling::Maximum, 3, 2, 1}, BatchNormLayer{},
                                         ActivationLayer{Activation::Gelu}, PoolLayer{Pooling::Average, 3, 2, 1},
                                         DropoutLayer{}, ScaleLayer{0.5}, FlattenLayer{}, linear(70),
                                         ActivationLayer{Activation::Relu}, linear(kClasses), ScaleLayer{0.25}});
        }
        if (name == "small") { // images narrower than the window
            return chainOf({2, 1, 1}, {conv(70, 3, 1, 1), ActivationLayer{Activation::Silu}, conv(130, 3, 2, 1),
                                       GlobalPoolLayer{}, linear(kClasses)});
        }
        if (name == "bare") {
            return chainOf({3, 3, 1}, {BatchNormLayer{}, FlattenLayer{}, linear(kClasses)});
        }
        if (name == "odd channels") {
            return chainOf({7, 5, 3}, {conv(1, 2, 1, 0), conv(17, 3, 1, 2), ScaleLayer{-2}, BatchNormLayer{},
                                       GlobalPoolLayer{}, DropoutLayer{}, linear(kClasses), DropoutLayer{}});
        }
        return goldenGraph(name);
    }
};

SACCADE_TEST(tst_image_plan, TstImagePlan)
#include "tst_image_plan.moc"
