#include "engine/runs/changed_score.h"

namespace saccade {

ChangedScore scoreWithChanges(const PredictionTable& predictions, const DataSet& changed, Part part)
{
    ChangedScore score;
    for (std::size_t place = 0; place < predictions.count(); ++place) {
        const auto index = static_cast<std::size_t>(predictions.indices[place]);
        ++score.images;
        score.right += predictions.predicted[place] == predictions.labels[place] ? 1 : 0;
        if (index >= changed.count() || (*changed.samples)[index].part != part) {
            continue;
        }
        ++score.imagesNow;
        score.rightNow += predictions.predicted[place] == (*changed.samples)[index].label ? 1 : 0;
    }
    return score;
}

} // namespace saccade
