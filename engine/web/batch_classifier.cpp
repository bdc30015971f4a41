#include "engine/web/batch_classifier.h"

#include <chrono>

namespace saccade {

namespace {

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// The images of a batch that could be decoded, with their places in it.
struct DecodedBatch
{
    std::vector<Image> inputs;
    std::vector<std::size_t> places;
};

DecodedBatch decodeAll(const ImageReader& reader, const ResizeRule& rule, std::span<const EncodedImage> images,
                       const std::stop_token& stop, std::vector<Result<ImageAnswer>>& answers)
{
    DecodedBatch batch;
    for (const EncodedImage& bytes : images) {
        if (stop.stop_requested()) {
            answers.emplace_back(Error{ErrorCode::Cancelled, {}, {}});
            continue;
        }
        const Clock::time_point start = Clock::now();
        Result<ReadImage> image = reader.decode(bytes, {}, rule);
        if (!image) {
            answers.emplace_back(image.error());
            continue;
        }
        batch.places.push_back(answers.size());
        batch.inputs.push_back(std::move(image->input)); // the original, which may be large, goes here
        answers.emplace_back(ImageAnswer{{}, millisecondsSince(start), 0});
    }
    return batch;
}

void askNetwork(Predictor& predictor, std::size_t classCount, const DecodedBatch& batch,
                std::vector<Result<ImageAnswer>>& answers)
{
    std::vector<ImageView> views;
    views.reserve(batch.inputs.size());
    for (const Image& input : batch.inputs) {
        views.push_back(viewOf(input));
    }
    const Clock::time_point start = Clock::now();
    const Result<std::vector<float>> all = predictor.predict(views);
    const double networkMs = millisecondsSince(start);
    const bool isComplete = all && all->size() == classCount * views.size();
    for (std::size_t i = 0; i < views.size(); ++i) {
        Result<ImageAnswer>& answer = answers[batch.places[i]];
        if (!isComplete) {
            answer = all ? Error{ErrorCode::Internal, "the network gave another number of values", {}} : all.error();
            continue;
        }
        const auto first = all->begin() + static_cast<std::ptrdiff_t>(i * classCount);
        answer->probabilities.assign(first, first + static_cast<std::ptrdiff_t>(classCount));
        answer->networkMs = networkMs;
    }
}

} // namespace

BatchClassifier makeBatchClassifier(const ImageReader& reader, std::shared_ptr<Predictor> predictor,
                                    const ResizeRule& rule, std::size_t classCount)
{
    return [&reader, predictor = std::move(predictor), rule, classCount](std::span<const EncodedImage> images,
                                                                         const std::stop_token& stop) {
        std::vector<Result<ImageAnswer>> answers;
        const DecodedBatch batch = decodeAll(reader, rule, images, stop, answers);
        if (!batch.inputs.empty()) {
            askNetwork(*predictor, classCount, batch, answers);
        }
        return answers;
    };
}

} // namespace saccade
