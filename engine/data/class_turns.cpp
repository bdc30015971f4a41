#include "engine/data/class_turns.h"

namespace saccade {

std::vector<std::int32_t> takeClassesInTurn(const DataSet& dataSet, Part part, std::size_t most)
{
    std::vector<std::vector<std::int32_t>> byClass(dataSet.classNames.size());
    for (const std::int32_t index : dataSet.indicesOf(part)) {
        byClass[static_cast<std::size_t>((*dataSet.samples)[static_cast<std::size_t>(index)].label)].push_back(index);
    }
    std::vector<std::int32_t> taken;
    bool isMore = true;
    for (std::size_t turn = 0; isMore && taken.size() < most; ++turn) {
        isMore = false;
        for (std::size_t label = 0; label < byClass.size() && taken.size() < most; ++label) {
            if (turn < byClass[label].size()) {
                isMore = true;
                taken.push_back(byClass[label][turn]);
            }
        }
    }
    return taken;
}

} // namespace saccade
