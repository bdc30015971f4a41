#pragma once

#include <QString>
#include <vector>

#include "engine/data/data_set.h"

namespace saccade {

/// One thing looked at in a data set, as a sentence.
struct DataCheck
{
    enum class Action
    {
        None,
        ShowProblems ///< the list of files left out
    };

    bool isGood = true;
    QString title;
    QString details;
    Action action = Action::None;
};

/// Files left out, parts, classes, sizes. Walks the samples: some ms for 100,000. Any thread.
[[nodiscard]] std::vector<DataCheck> checkDataSet(const DataSet& dataSet);

} // namespace saccade
