#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "engine/data/data_set.h"
#include "engine/network/graph_summary.h"
#include "engine/training/trainer.h"

namespace saccade {

/// One thing that is known before the start, as a sentence.
struct TrainCheck
{
    enum class Kind
    {
        Good,
        Warning
    };
    Kind kind = Kind::Good;
    QString title;
    QString detail;

    bool operator==(const TrainCheck&) const = default;
};

/// What speaks for and against a start. summary: of the chosen network; device: the one that will train, when known.
[[nodiscard]] std::vector<TrainCheck> trainChecks(const TrainSettings& settings, const DataSet& dataSet,
                                                  const std::optional<GraphSummary>& summary,
                                                  const std::optional<DeviceInfo>& device);

} // namespace saccade
