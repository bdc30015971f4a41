#include <QTest>
#include <cmath>
#include <limits>

#include "engine/network/initialise.h"
#include "tests/network/graph_fixtures.h"
#include "tests/test_registry.h"

using namespace saccade;

class TstInitialise final : public QObject
{
    Q_OBJECT

private slots:
    void dependsOnSeedAndNameOnly();
    void keepsKaimingBound();
    void keepsGlorotBound();
    void drawsKaimingNormal();
    void setsNormAndBuffers();
    void passesChannelsThrough();
    void scalesToUnitDeviation();
    void whitensPatches();
    void refusesWhiteningWithoutMoments_data();
    void refusesWhiteningWithoutMoments();
    void checksTensors();
};

namespace {

const PatchMoments kNoMoments;

std::vector<double> identity(int kernel)
{
    const auto side = static_cast<std::size_t>(3 * kernel * kernel);
    std::vector<double> matrix(side * side, 0.0);
    for (std::size_t i = 0; i < side; ++i) {
        matrix[i * side + i] = 1;
    }
    return matrix;
}

float largest(const HostTensor& tensor)
{
    float result = 0;
    for (const float value : tensor.values) {
        result = std::max(result, std::abs(value));
    }
    return result;
}

} // namespace

void TstInitialise::dependsOnSeedAndNameOnly()
{
    const NamedTensors first = *initialiseParameters(tinyGraph(), 1, kNoMoments);
    QVERIFY(first == *initialiseParameters(tinyGraph(), 1, kNoMoments));
    QVERIFY(first.at("conv.weight") != initialiseParameters(tinyGraph(), 2, kNoMoments)->at("conv.weight"));

    LayerGraph longer = tinyGraph();
    longer.nodes[3] = {"norm2", BatchNormLayer{}, {2}};
    QVERIFY(first.at("linear.weight") == initialiseParameters(longer, 1, kNoMoments)->at("linear.weight"));
}

void TstInitialise::keepsKaimingBound()
{
    const NamedTensors tensors = *initialiseParameters(tinyGraph(), 1, kNoMoments);
    // Nine inputs for each output of the convolution, eight for the linear layer; the biases take the same.
    QVERIFY(largest(tensors.at("conv.weight")) <= 1.0F / 3);
    QVERIFY(largest(tensors.at("conv.bias")) <= 1.0F / 3);
    QVERIFY(largest(tensors.at("conv.bias")) > 0);
    QVERIFY(largest(tensors.at("linear.weight")) <= 1 / std::sqrt(8.0F));
    QVERIFY(largest(tensors.at("linear.weight")) > 0.8F / std::sqrt(8.0F));
    QVERIFY(largest(tensors.at("linear.bias")) <= 1 / std::sqrt(8.0F));
}

void TstInitialise::keepsGlorotBound()
{
    const NamedTensors tensors = *initialiseParameters(*buildNetwork("notebook-cnn", requestFor(32)), 1, kNoMoments);
    const float convBound = std::sqrt(6.0F / (32 * 9 + 64 * 9));
    QVERIFY(largest(tensors.at("conv2.weight")) <= convBound);
    QVERIFY(largest(tensors.at("conv2.weight")) > 0.99F * convBound);
    QVERIFY(largest(tensors.at("dense2.weight")) <= std::sqrt(6.0F / (64 + 10)));
    QCOMPARE(largest(tensors.at("dense2.bias")), 0.0F);
}

void TstInitialise::drawsKaimingNormal()
{
    const NamedTensors tensors = *initialiseParameters(*buildNetwork("resnet-20", requestFor(32)), 1, kNoMoments);
    const std::vector<float>& values = tensors.at("layer3.0.conv1.weight").values; // 64 filters of 32 x 3 x 3
    double sum = 0;
    double squares = 0;
    for (const float value : values) {
        sum += static_cast<double>(value);
        squares += static_cast<double>(value) * static_cast<double>(value);
    }
    const auto count = static_cast<double>(values.size());
    // 18,432 draws of variance 2/(64 x 9): its estimate is right within a twentieth, at five times its deviation.
    QVERIFY(std::abs(squares / count * 288 - 1) < 0.05);
    QVERIFY(std::abs(sum / count) < 5 / std::sqrt(288 * count));
    QVERIFY(largest(tensors.at("layer3.0.conv1.weight")) > 3 / std::sqrt(288.0F)); // not uniform
}

void TstInitialise::setsNormAndBuffers()
{
    const NamedTensors tensors = *initialiseParameters(tinyGraph(), 1, kNoMoments);
    QVERIFY(tensors.at("norm.weight") == (HostTensor{{2}, {1, 1}}));
    QVERIFY(tensors.at("norm.bias") == (HostTensor{{2}, {0, 0}}));
    QVERIFY(tensors.at("norm.running_mean") == (HostTensor{{2}, {0, 0}}));
    QVERIFY(tensors.at("norm.running_var") == (HostTensor{{2}, {1, 1}}));
}

void TstInitialise::passesChannelsThrough()
{
    LayerGraph graph = tinyGraph();
    std::get<Conv2dLayer>(graph.nodes[1].layer).weight.initialiser = Initialiser::Dirac;
    const HostTensor weight = initialiseParameters(graph, 1, kNoMoments)->at("conv.weight");
    const std::vector<float> first(weight.values.begin(), weight.values.begin() + 9);
    QVERIFY(first == (std::vector<float>{0, 0, 0, 0, 1, 0, 0, 0, 0}));
    // The second filter has no channel of its own and keeps its random values.
    QVERIFY(weight.values[9] != 0 && weight.values[13] != 1);
}

void TstInitialise::scalesToUnitDeviation()
{
    const NamedTensors tensors = *initialiseParameters(*buildNetwork("speed-net", requestFor(9)), 3, identity);
    const HostTensor& head = tensors.at("head.weight");
    double sum = 0;
    double squares = 0;
    for (const float value : head.values) {
        sum += value;
        squares += double{value} * value;
    }
    const auto count = static_cast<double>(head.values.size());
    const double variance = (squares - sum * sum / count) / (count - 1);
    QVERIFY(std::abs(variance - 1) < 1e-5);
}

void TstInitialise::whitensPatches()
{
    // Two correlated components, the rest of unit size and on their own: eigenvalues 1.5 and 0.5 with (1, 1), (1, -1).
    const PatchMoments moments = [](int kernel) {
        std::vector<double> matrix = identity(kernel);
        matrix[1] = matrix[12] = 0.5;
        return matrix;
    };
    const NamedTensors tensors = *initialiseParameters(*buildNetwork("speed-net", requestFor(9)), 3, moments);
    const HostTensor& weight = tensors.at("whiten.weight");
    const auto expected = static_cast<float>(std::sqrt(0.5) / std::sqrt(1.5 + 5e-4));
    QVERIFY(std::abs(weight.values[0] - expected) < 1e-6F);
    QVERIFY(std::abs(weight.values[1] - expected) < 1e-6F);
    QCOMPARE(weight.values[2], 0.0F);
    const auto smallest = static_cast<float>(std::sqrt(0.5) / std::sqrt(0.5 + 5e-4));
    QVERIFY(std::abs(std::abs(weight.values[11 * 12]) - smallest) < 1e-6F);
    for (std::size_t i = 0; i < 12 * 12; ++i) {
        QCOMPARE(weight.values[i + 12 * 12], -weight.values[i]);
    }
}

void TstInitialise::refusesWhiteningWithoutMoments_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("none") << 0;
    QTest::newRow("wrong size") << 1;
    QTest::newRow("not finite") << 2;
}

void TstInitialise::refusesWhiteningWithoutMoments()
{
    QFETCH(int, kind);
    const std::vector<PatchMoments> faulty{
        kNoMoments, [](int) { return std::vector<double>(4, 1.0); },
        [](int) { return std::vector<double>(144, std::numeric_limits<double>::quiet_NaN()); }};
    const Result<NamedTensors> tensors =
        initialiseParameters(*buildNetwork("speed-net", requestFor(9)), 3, faulty[static_cast<std::size_t>(kind)]);
    QVERIFY(!tensors);
    QVERIFY(tensors.error().detail.find("whiten.weight") != std::string::npos);
}

void TstInitialise::checksTensors()
{
    const NamedTensors good = *initialiseParameters(tinyGraph(), 1, kNoMoments);
    QVERIFY(checkTensors(tinyGraph(), good));
    const auto faultOf = [](const NamedTensors& tensors) {
        const Result<void> checked = checkTensors(tinyGraph(), tensors);
        const bool isMismatch = !checked && checked.error().code == ErrorCode::WeightsMismatch;
        return isMismatch ? checked.error().detail : std::string();
    };
    NamedTensors tensors = good;
    tensors.erase("norm.running_var");
    QCOMPARE(faultOf(tensors), std::string("norm.running_var is missing"));
    tensors = good;
    tensors["extra"] = {{1}, {0}};
    QCOMPARE(faultOf(tensors), std::string("extra does not belong to the network"));
    tensors = good;
    tensors["linear.weight"].shape = {8, 3};
    QCOMPARE(faultOf(tensors), std::string("linear.weight is 8 x 3, not 3 x 8"));
    tensors = good;
    tensors["linear.bias"].values.pop_back();
    QCOMPARE(faultOf(tensors), std::string("linear.bias has 2 values, not 3"));
}

SACCADE_TEST(tst_initialise, TstInitialise)

#include "tst_initialise.moc"
