#include "engine/metrics/learning_history.h"

#include <algorithm>

namespace saccade {

namespace {

void addValidation(LearningHistory& history, std::span<const std::int32_t> truth,
                   std::span<const std::int32_t> predicted)
{
    for (std::size_t i = 0; i < std::min(truth.size(), predicted.size()); ++i) {
        ImageHistory& image = history.images[i];
        const bool wasRight = image.lastPredicted == truth[i] && image.timesRight > 0;
        const bool isRight = predicted[i] == truth[i];
        if (isRight && image.isNeverLearned()) {
            image.firstRight = history.validations;
        }
        image.forgotten += wasRight && !isRight ? 1 : 0;
        image.timesRight += isRight ? 1 : 0;
        image.lastPredicted = predicted[i];
    }
    ++history.validations;
}

} // namespace

LearningHistory computeLearningHistory(std::span<const std::int32_t> truth,
                                       std::span<const std::span<const std::int32_t>> predictions)
{
    LearningHistory history;
    history.images.resize(truth.size());
    for (const std::span<const std::int32_t> predicted : predictions) {
        addValidation(history, truth, predicted);
    }
    for (const ImageHistory& image : history.images) {
        const bool wasSeen = history.validations > 0;
        history.neverLearned += wasSeen && image.isNeverLearned() ? 1 : 0;
        history.everForgotten += image.forgotten > 0 ? 1 : 0;
        history.neverForgotten += !image.isNeverLearned() && image.forgotten == 0 ? 1 : 0;
    }
    return history;
}

} // namespace saccade
