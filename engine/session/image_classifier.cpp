#include "engine/session/image_classifier.h"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "engine/runs/kept_predictions.h"
#include "engine/session/worker_thread.h"

namespace saccade {

namespace {

using Clock = std::chrono::steady_clock;

constexpr ResizeRule kRuleWithoutModel{{64, 64, 3}, ResizeMode::Squash};

double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

Result<ReadImage> readInput(const ImageReader& reader, const PredictInput& input, const ResizeRule& rule)
{
    if (const auto* file = std::get_if<std::filesystem::path>(&input.content)) {
        return reader.read(*file, rule);
    }
    if (const auto* bytes = std::get_if<std::vector<std::uint8_t>>(&input.content)) {
        return reader.decode(*bytes, input.name, rule);
    }
    const Image& image = std::get<Image>(input.content);
    if (image.isEmpty() || image.pixels.size() != image.size.bytes()) {
        return Error{ErrorCode::NotAnImage, {}, input.name};
    }
    const Clock::time_point start = Clock::now();
    Image resized = reader.resize(viewOf(image), rule);
    return ReadImage{image, std::move(resized), millisecondsSince(start)};
}

/// Whether a predictor of the one answers as one of the other: a threshold changes no weights.
bool haveSameWeights(const std::shared_ptr<const Model>& a, const std::shared_ptr<const Model>& b)
{
    return a == b || (a && b && a->tensors && a->tensors == b->tensors && a->network == b->network);
}

} // namespace

Image reducedForTheEye(const ImageReader& reader, Image image)
{
    const int longer = std::max(image.size.height, image.size.width);
    if (longer <= kShownSide) {
        return image;
    }
    const auto scaled = [longer](int side) {
        return std::max(1, static_cast<int>(std::lround(static_cast<double>(side) * kShownSide / longer)));
    };
    const ImageSize size{scaled(image.size.height), scaled(image.size.width), image.size.channels};
    return reader.resize(viewOf(image), {size, ResizeMode::Squash});
}

Prediction ImageClassifier::classify(const ClassifierModules& modules, const std::shared_ptr<const Model>& model,
                                     const PredictInput& input)
{
    Prediction prediction;
    try {
        classifyInto(prediction, modules, model, input);
    } catch (...) {
        prediction.error = currentExceptionAsError();
    }
    return prediction;
}

Result<HeatMap> ImageClassifier::explain(const ClassifierModules& modules, const std::shared_ptr<const Model>& model,
                                         const Image& input, int classIndex, HeatMapMethod method)
{
    try {
        if (modules.engine == nullptr || !model) {
            return modules.engineProblem.value_or(Error{ErrorCode::RunInvalid, "no network was chosen", {}});
        }
        const Result<Predictor*> predictor = predictorFor(*modules.engine, model);
        return predictor ? (*predictor)->explain(viewOf(input), classIndex, method)
                         : Result<HeatMap>(predictor.error());
    } catch (...) {
        return currentExceptionAsError();
    }
}

void ImageClassifier::classifyInto(Prediction& prediction, const ClassifierModules& modules,
                                   const std::shared_ptr<const Model>& model, const PredictInput& input)
{
    prediction.name = input.name;
    if (const auto* file = std::get_if<std::filesystem::path>(&input.content)) {
        prediction.file = *file;
        prediction.fileTime = lastChangeOf(*file);
    }
    if (model) {
        prediction.modelTitle = model->title;
        prediction.modelSource = model->source;
        prediction.classNames = model->classNames;
        prediction.rejectThreshold = model->rejectThreshold;
        prediction.resize = model->resize;
    }
    if (modules.reader == nullptr) {
        prediction.error = modules.readerProblem;
        return;
    }
    const bool hasNetwork = model && !model->network.nodes.empty();
    const Clock::time_point start = Clock::now();
    const ResizeRule rule = hasNetwork ? ResizeRule{model->network.input().size, model->resize} : kRuleWithoutModel;
    Result<ReadImage> image = readInput(*modules.reader, input, rule);
    prediction.decodeMs = millisecondsSince(start);
    if (!image) {
        prediction.error = image.error();
        return;
    }
    prediction.resizeMs = image->resizeMs;
    prediction.decodeMs = std::max(0.0, prediction.decodeMs - prediction.resizeMs);
    prediction.image = std::move(image).value();
    prediction.originalSize = prediction.image.original.size;
    prediction.image.original = reducedForTheEye(*modules.reader, std::move(prediction.image.original));
    if (!hasNetwork) {
        prediction.error = Error{ErrorCode::RunInvalid, "no network was chosen", {}};
        return;
    }
    ask(prediction, modules, model);
}

void ImageClassifier::ask(Prediction& prediction, const ClassifierModules& modules,
                          const std::shared_ptr<const Model>& model)
{
    if (modules.engine == nullptr) {
        prediction.error = modules.engineProblem;
        return;
    }
    const Result<Predictor*> predictor = predictorFor(*modules.engine, model);
    if (!predictor) {
        prediction.error = predictor.error();
        return;
    }
    const Clock::time_point start = Clock::now();
    Result<std::vector<float>> probabilities = (*predictor)->predict({viewOf(prediction.image.input)});
    prediction.networkMs = millisecondsSince(start);
    if (!probabilities) {
        prediction.error = probabilities.error();
        return;
    }
    if (!std::all_of(probabilities->begin(), probabilities->end(), [](float p) { return std::isfinite(p); })) {
        prediction.error = Error{ErrorCode::WeightsMismatch, "the network's answer is no number", model->source};
        return;
    }
    prediction.probabilities = std::move(probabilities).value();
}

Result<Predictor*> ImageClassifier::predictorFor(const ComputeEngine& engine, const std::shared_ptr<const Model>& model)
{
    if (!haveSameWeights(model, m_model)) {
        m_model = nullptr; // an exception below must not leave the old predictor under the new name
        m_predictor = nullptr;
        m_modelProblem.reset();
        static const NamedTensors none;
        Result<std::unique_ptr<Predictor>> made =
            engine.createPredictor(model->network, model->tensors ? *model->tensors : none);
        if (made) {
            m_predictor = std::move(made).value();
        } else {
            m_modelProblem = made.error();
        }
        m_model = model;
    }
    return m_modelProblem ? Result<Predictor*>(*m_modelProblem) : Result<Predictor*>(m_predictor.get());
}

} // namespace saccade
