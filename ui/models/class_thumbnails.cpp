#include "ui/models/class_thumbnails.h"

#include "ui/models/gallery_model.h"

namespace saccade {

namespace {

/// Index of each class's first image, preferring the training part; -1 without any.
std::vector<std::int64_t> firstImages(const DataSet& dataSet)
{
    std::vector<std::int64_t> first(dataSet.classNames.size(), -1);
    std::size_t missing = first.size(); // of the training part
    for (std::size_t i = 0; i < dataSet.count() && missing > 0; ++i) {
        const Sample& sample = (*dataSet.samples)[i];
        std::int64_t& known = first[static_cast<std::size_t>(sample.label)];
        const bool knowsTraining =
            known >= 0 && (*dataSet.samples)[static_cast<std::size_t>(known)].part == Part::Training;
        if (known < 0 || (!knowsTraining && sample.part == Part::Training)) {
            known = static_cast<std::int64_t>(i);
            missing -= sample.part == Part::Training ? 1 : 0;
        }
    }
    return first;
}

} // namespace

QList<QImage> classThumbnails(const DataSet& dataSet, const std::vector<std::string>& classNames)
{
    if (dataSet.count() == 0 || !dataSet.thumbnails || dataSet.classNames != classNames) {
        return {};
    }
    QList<QImage> images;
    for (const std::int64_t index : firstImages(dataSet)) {
        images.append(index < 0 ? QImage() : toQImage(dataSet.thumbnails->image(static_cast<std::size_t>(index))));
    }
    return images;
}

} // namespace saccade
