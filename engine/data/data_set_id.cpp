#include "engine/data/data_set_id.h"

#include "engine/base/sha256.h"

namespace saccade {

namespace {

void addText(Sha256& hash, const std::string& text)
{
    hash.add(std::uint64_t{text.size()});
    hash.add(text);
}

} // namespace

std::string computeDataSetId(const DataSet& dataSet)
{
    Sha256 hash;
    for (const int number : {dataSet.size.height, dataSet.size.width, dataSet.size.channels}) {
        hash.add(static_cast<std::uint64_t>(number));
    }
    hash.add(std::uint64_t{dataSet.classNames.size()});
    for (const std::string& name : dataSet.classNames) {
        addText(hash, name);
    }
    for (std::size_t i = 0; i < dataSet.count(); ++i) {
        const Sample& sample = (*dataSet.samples)[i];
        addText(hash, sample.name);
        hash.add(static_cast<std::uint64_t>(sample.label));
        hash.add(static_cast<std::uint64_t>(sample.part));
        if (!sample.group.empty()) { // without groups the id is what it was before there were any
            addText(hash, sample.group);
        }
        hash.add(dataSet.pixels->image(i).bytes());
    }
    if (dataSet.resize != ResizeMode::Squash) { // ids are older than modes
        addText(hash, resizeModeName(dataSet.resize));
    }
    return hash.finishHex();
}

DataSet withResizeMode(DataSet dataSet, ResizeMode mode)
{
    if (dataSet.resize != mode) {
        dataSet.resize = mode;
        dataSet.id = computeDataSetId(dataSet);
    }
    return dataSet;
}

} // namespace saccade
