// bench_predict FAMILY MODEL.onnx: writes a network with first weights to the file, then answers each line "N" on
// standard input with the microseconds of N predictions, one 32x32 image each. peers/latency.py asks in turn.

#include <chrono>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "engine/base/random.h"
#include "engine/formats/onnx_export.h"
#include "engine/network/families.h"
#include "engine/network/initialise.h"
#include "engine/training/trainer.h"

extern "C" const saccade::ComputeEngine* saccadeComputeEngine();

namespace {

using namespace saccade;

constexpr int kClasses = 10;

int fail(const Error& error)
{
    std::fprintf(stderr, "%s: %s\n", errorCodeName(error.code), error.detail.c_str());
    return 1;
}

/// Moments of patches whose values know nothing of each other.
std::vector<double> plainMoments(int kernel)
{
    const auto side = static_cast<std::size_t>(3 * kernel * kernel);
    std::vector<double> moments(side * side, 0);
    for (std::size_t i = 0; i < side; ++i) {
        moments[i * side + i] = 1.0 + static_cast<double>(i);
    }
    return moments;
}

Result<PortableModel> makeModel(const std::string& family)
{
    PortableModel model;
    const NetworkRequest request{{32, 32, 3}, kClasses, {{0.49, 0.48, 0.45}, {0.25, 0.24, 0.26}}};
    const Result<LayerGraph> graph = buildNetwork(family, request);
    if (!graph) {
        return graph.error();
    }
    const Result<NamedTensors> tensors = initialiseParameters(*graph, 1, plainMoments);
    if (!tensors) {
        return tensors.error();
    }
    model.title = family;
    model.network = *graph;
    model.tensors = *tensors;
    for (int i = 0; i < kClasses; ++i) {
        model.classNames.push_back(std::to_string(i));
    }
    return model;
}

void measure(Predictor& predictor, const std::vector<ImageView>& image, int count)
{
    for (int i = 0; i < count; ++i) {
        const auto start = std::chrono::steady_clock::now();
        const bool isDone = predictor.predict(image).hasValue();
        const auto taken = std::chrono::steady_clock::now() - start;
        std::printf("%.2f ", isDone ? std::chrono::duration<double, std::micro>(taken).count() : -1.0);
    }
    std::printf("\n");
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "bench_predict FAMILY MODEL.onnx\n");
        return 2;
    }
    const Result<PortableModel> model = makeModel(argv[1]);
    if (!model) {
        return fail(model.error());
    }
    if (const Result<void> saved = saveOnnx(argv[2], *model); !saved) {
        return fail(saved.error());
    }
    const auto predictor = saccadeComputeEngine()->createPredictor(model->network, model->tensors);
    if (!predictor) {
        return fail(predictor.error());
    }
    RandomStream random(1, "bench");
    std::vector<std::uint8_t> pixels(model->network.input().size.bytes());
    for (std::uint8_t& pixel : pixels) {
        pixel = static_cast<std::uint8_t>(random.next());
    }
    const std::vector<ImageView> image{{model->network.input().size, pixels.data()}};
    for (std::string line; std::getline(std::cin, line);) {
        measure(**predictor, image, std::stoi(line));
    }
    return 0;
}
