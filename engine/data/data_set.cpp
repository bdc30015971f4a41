#include "engine/data/data_set.h"

namespace saccade {

const char* partName(Part part)
{
    switch (part) {
    case Part::Training: return "training";
    case Part::Validation: return "validation";
    case Part::Test: return "test";
    case Part::Excluded: return "excluded";
    }
    return "";
}

std::vector<std::int32_t> DataSet::indicesOf(Part part) const
{
    std::vector<std::int32_t> indices;
    for (std::size_t i = 0; i < count(); ++i) {
        if ((*samples)[i].part == part) {
            indices.push_back(static_cast<std::int32_t>(i));
        }
    }
    return indices;
}

std::size_t DataSet::countOf(Part part, std::int32_t label) const
{
    std::size_t found = 0;
    for (std::size_t i = 0; i < count(); ++i) {
        found += (*samples)[i].part == part && (*samples)[i].label == label ? 1 : 0;
    }
    return found;
}

} // namespace saccade
