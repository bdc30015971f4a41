#include "ui/models/image_answer.h"

#include "ui/text/format.h"

namespace saccade {

namespace {

constexpr std::size_t kLikeliest = 5;

void addProbabilities(ImageAnswer& answer, const PredictionTable& table)
{
    const auto width = static_cast<std::size_t>(table.classCount);
    if ((answer.place + 1) * width <= table.probabilities.size()) {
        const auto first = table.probabilities.begin() + static_cast<std::ptrdiff_t>(answer.place * width);
        answer.probabilities.assign(first, first + table.classCount);
        answer.likeliest = topClasses(answer.probabilities, kLikeliest);
    } else {
        answer.likeliest = {{answer.predicted, static_cast<float>(answer.confidence)}};
    }
}

} // namespace

ImageAnswer imageAnswer(const GalleryModel& gallery, int row)
{
    const PredictionTable& table = *gallery.table();
    ImageAnswer answer;
    answer.place = gallery.place(row);
    answer.image = table.indices[answer.place];
    answer.truth = table.labels[answer.place];
    answer.predicted = table.predicted[answer.place];
    answer.confidence = static_cast<double>(table.confidences[answer.place]);
    answer.loss = static_cast<double>(table.losses[answer.place]);
    if (gallery.hasMargins()) {
        answer.margin = static_cast<double>(gallery.orders()->margins[answer.place]);
    }
    addProbabilities(answer, table);
    const auto index = static_cast<std::size_t>(answer.image);
    if (index < gallery.dataSet().count()) {
        const Sample& sample = (*gallery.dataSet().samples)[index];
        answer.name = displayName(sample.name);
        answer.size = {sample.width, sample.height};
        answer.bytes = sample.bytes;
    } else {
        answer.name = GalleryModel::tr("Image %1").arg(formatCount(answer.image));
    }
    return answer;
}

} // namespace saccade
